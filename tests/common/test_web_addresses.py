import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from common import forms
from common.web_addresses import has_credentials
from exchange.widgets import Website
from institutes.models import Organisation
from releases import workflow
from releases.models import Boilerplate
from tests.builders import attach, make_boilerplate, make_organisation, make_release
from tests.link_cases import NOT_PUBLIC
from tests.releases import desk

SAID = "This address contains a user name or a password"
CARRIED = [
    "http://user@example.org/",
    "https://user:password@example.org/x",
    "https://user:@example.org",
]
# What else is no address of a public page, and what is said of it.
OTHERS = {
    "ftp://user:password@example.org/": SAID,
    "FTP://a:b@example.org/": SAID,
    "ftp://example.org/": "This address begins with ftp://",
    "FTPS://example.org/": "This address begins with FTPS://",
    **dict.fromkeys(
        [address for address in NOT_PUBLIC if "://" in address],
        "This address opens on one computer or network only",
    ),
}
NOT_CARRIED = [
    "https://example.org/@user",
    "https://example.org/?to=a@example.org",
    "mailto:a@example.org",
    "",
]


@pytest.mark.parametrize("address", CARRIED)
def test_a_name_before_the_host_is_seen(address):
    assert has_credentials(address)
    assert has_credentials(f" {address.upper()}")


@pytest.mark.parametrize("address", NOT_CARRIED)
def test_a_name_after_the_host_is_none(address):
    assert not has_credentials(address)


@pytest.mark.parametrize("address", CARRIED)
@pytest.mark.django_db
def test_the_form_of_an_organisation_refuses_it_and_keeps_what_was_typed(client, address):
    agency = make_organisation(kind="agency")
    desk.sign_in(client, "contacts")
    url = reverse("admin:institutes_organisation_change", args=[agency.pk])
    response = desk.save(client, url, website=address)
    [problem] = response.context["adminform"].form.errors["website"]
    assert problem.startswith(SAID)
    assert desk.sent_by(response)["website"] == address
    assert Organisation.objects.get(pk=agency.pk).website == ""


@pytest.mark.parametrize("typed", [*CARRIED, "user:password@example.org"])
def test_an_import_refuses_it(in_english, typed):
    with pytest.raises(ValidationError) as refused:
        Website().clean(typed)
    assert refused.value.messages[0].startswith(SAID)


@pytest.mark.parametrize(("address", "message"), OTHERS.items())
def test_only_public_pages_are_websites(in_english, address, message):
    for read in (
        Website().clean,
        forms.URLField(assume_scheme="https").clean,
        Organisation.website.field.run_validators,
    ):
        with pytest.raises(ValidationError) as refused:
            read(address)
        assert refused.value.messages[0].startswith(message)


@pytest.mark.parametrize("address", ["https://www.example.org/", "http://8.8.8.8/"])
def test_a_public_page_is_one(address):
    assert forms.URLField(assume_scheme="https").clean(address) == Website().clean(address) == address


@pytest.mark.parametrize("address", CARRIED)
@pytest.mark.django_db
def test_a_text_with_it_is_neither_saved_nor_submitted(client, in_english, address):
    link = f'<p><a href="{address}">ici</a></p>'
    release = attach(make_release(), make_boilerplate())
    desk.sign_in(client, "writer")
    response = desk.save(client, desk.change_url(release), body_fr=link)
    [problem] = response.context["adminform"].form.errors["body_fr"]
    assert "contains a user name or a password" in problem
    Boilerplate.objects.update(body_fr=link)
    [problem] = workflow.checks.Examination(release, "fr").refusing
    assert "contains a user name or a password" in problem
