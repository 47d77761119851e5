import datetime
import uuid

import pytest
from django.urls import reverse

from common.exceptions import Refused
from releases import workflow
from releases.models import Event, Release, ReleaseTemplate, Version
from releases.workflow import beginning
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_release,
    make_school,
    make_user,
    publish,
)
from tests.releases import desk

pytestmark = pytest.mark.django_db
BEGIN = "admin:releases_release_begin"


@pytest.fixture
def writer(client):
    user = make_user("writer")
    client.force_login(user)
    return user


def contacts_of(release):
    return [line.contact for line in release.contact_lines.all()]


def boilerplates_of(release):
    return [line.boilerplate for line in release.boilerplate_lines.all()]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_first_template_gives_its_kind_and_its_texts_in_the_language_it_is_written_in(language):
    assert ReleaseTemplate.objects.count() == 4
    writer = make_user("writer")
    for template in ReleaseTemplate.objects.all():
        release = beginning.begin(writer, language, template=template)
        other = "en" if language == "fr" else "fr"
        assert (release.kind, release.source_language) == (template.kind, language)
        assert release.text("body", language) == template.text("body", language) != ""
        assert not release.has_text(other)


def test_it_begins_with_whom_and_what_the_last_release_about_the_organisations_had():
    school, institute = make_school(), make_institute()
    agency, left = make_contact("Durand"), make_contact("Petit", is_public=False)
    about = make_boilerplate("About")
    last = attach(make_release(), agency, left, about)
    last.schools.add(school)
    own = make_contact("Martin", organisation=institute)
    make_contact("Not of the press", organisation=institute, is_press_contact=False)
    label = make_boilerplate("The label", organisation=institute)
    release = beginning.begin(make_user("writer"), "fr", institutes=[institute], schools=[school])
    assert contacts_of(release) == [own, agency]
    assert boilerplates_of(release) == [label, about]


def test_the_beginning_stands_in_the_timeline_and_is_a_version():
    release = beginning.begin(make_user("writer"), "fr", template=ReleaseTemplate.objects.first())
    [event] = Event.objects.of(release)
    assert event.kind == Event.Kind.CREATED
    assert {"standfirst_fr", "body_fr"} <= set(event.changes)
    assert Version.objects.filter(release=release).count() == 1


def test_the_same_form_sent_twice_begins_one_release(client, writer):
    sent = {"template": "", "language": "fr", "token": str(uuid.uuid4())}
    answers = [client.post(reverse(BEGIN), sent) for _time in range(2)]
    [release] = Release.objects.all()
    address = reverse("admin:releases_release_change", args=[release.pk])
    assert [answer["Location"] for answer in answers] == [address, address]


def test_a_copy_has_the_texts_lines_and_choices_but_no_dates_addresses_or_files():
    original = make_release(embargo_until=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC))
    original.schools.add(make_school())
    attach(original, make_contact("Durand"), make_contact("Petit", is_public=False), make_boilerplate())
    copy = beginning.copy(original, make_user("writer"))
    assert copy.texts("fr") == original.texts("fr") | {"slug": ""}
    assert list(copy.schools.all()) == list(original.schools.all())
    assert [contact.last_name for contact in contacts_of(copy)] == ["Durand"]
    assert boilerplates_of(copy) == boilerplates_of(original)
    assert (copy.issued_on, copy.embargo_until) == (None, None)
    assert copy.reference != original.reference


def test_a_copy_that_is_asked_for_by_no_page_is_asked_about_again(client, writer):
    original = make_release()
    address = reverse("admin:releases_release_copy", args=[original.pk])
    for token in ("-1", ""):
        page = client.post(address, {"token": token})
        assert page.status_code == 200
        assert 'name="token"' in page.text
    assert Release.objects.count() == 1
    assert client.post(address, {"token": str(uuid.uuid4())}).status_code == 302
    assert Release.objects.count() == 2


def test_a_copy_of_what_is_live_is_a_draft():
    original = make_release()
    publish(original)
    copy = beginning.copy(original, make_user("writer"))
    assert {copy.status_in(code) for code in ("fr", "en")} == {"draft"}
    assert not copy.editions.exists()


def test_a_translation_that_was_behind_is_not_said_to_follow_in_the_copy():
    original, writer = make_release(), make_user("writer")
    original.mark_translated("en")
    assert "en" in beginning.copy(original, writer).translated_from
    original.title_fr = "Un autre titre"
    assert "en" not in beginning.copy(original, writer).translated_from


def test_what_a_template_says_to_write_keeps_a_release_from_review_until_it_is_written():
    writer = make_user("writer")
    release = make_release(body_fr="<p>Il dit [sic] : [La suite]</p>")
    ReleaseTemplate.objects.create(name_fr="Un modèle", body_fr="<h2>[La suite]</h2>")
    with pytest.raises(Refused) as refusal:
        workflow.submit(release, "fr", writer)
    [reason] = refusal.value.reasons
    assert "[La suite]" in reason
    assert reason.field == "body_fr"
    release.body_fr = "<p>Il dit [sic] : la suite</p>"
    release.save()
    workflow.submit(release, "fr", writer)


@pytest.mark.parametrize("role", ["translator", "contacts"])
@pytest.mark.parametrize("name", ["begin", "copy"])
def test_it_is_for_those_who_may_add_releases(client, role, name):
    client.force_login(make_user(role))
    args = [make_release().pk] if name == "copy" else []
    address = reverse(f"admin:releases_release_{name}", args=args)
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403
    assert Release.objects.count() == len(args)


@pytest.mark.parametrize(
    "wrong",
    [{"language": "xx"}, {"template": "abc"}, {"institutes": "abc"}, {"token": "abc"}, {"language": ""}],
)
def test_what_is_wrong_is_said_and_what_was_chosen_stays(client, writer, wrong):
    school = make_school()
    sent = {"language": "en", "schools": school.pk, "token": str(uuid.uuid4())} | wrong
    page = client.post(reverse(BEGIN), sent)
    assert page.status_code == 200
    assert not Release.objects.exists()
    assert f'<option value="{school.pk}" selected>' in page.content.decode()


def test_lists_the_first_page_and_the_jump_box_lead_there(client, writer):
    for address in (reverse("admin:index"), reverse("admin:releases_release_changelist")):
        assert f'href="{reverse(BEGIN)}"' in client.get(address).content.decode()
    assert reverse(BEGIN) in client.get(reverse("admin:jump"), {"q": "new release"}).content.decode()


def test_the_copy_is_saved_with_an_address_of_its_own(client, writer):
    original = make_release(title_fr="Un titre", slug_fr="un-titre", issued_on=None)
    copy = beginning.copy(original, writer)
    address = reverse("admin:releases_release_change", args=[copy.pk])
    desk.save(client, address, city_fr="Nantes")
    copy.refresh_from_db()
    assert copy.city_fr == "Nantes"
    assert copy.slug_fr == "un-titre-2"
