"""Topics and boilerplates have what a public page shows of them, in each language that it has."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from releases.models import Boilerplate, Topic
from tests.releases import desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NAMES = {"name_fr": "Santé", "name_en": "Health"}


def refused(client, model, **typed):
    """{column: its refusals}; {} where it is saved. What was typed is still in the form."""
    if "_auth_user_id" not in client.session:
        desk.sign_in(client, "publisher")
    response = desk.save(client, reverse(f"admin:releases_{model}_add"), **typed)
    if response.status_code == 302:
        return {}
    assert typed.items() <= desk.sent_by(response).items()
    return dict(response.context["adminform"].form.errors)


@pytest.mark.parametrize("missing", [["name_fr"], ["name_en"], ["name_fr", "name_en"]])
def test_a_topic_is_named_in_every_language(client, missing):
    typed = {name: "" if name in missing else text for name, text in NAMES.items()}
    errors = refused(client, "topic", **typed)
    assert {name: "named on the site in every language" in text[0] for name, text in errors.items()} == (
        dict.fromkeys(missing, True)
    )
    assert not Topic.objects.exists()


@pytest.mark.parametrize("name", ["!!", "« »"])
def test_a_topic_has_a_letter_or_a_digit_in_its_name(client, name):
    said = {"name_en": ["A name has at least one letter or digit."]}
    assert refused(client, "topic", **NAMES | {"name_en": name}) == said


def test_a_topic_has_an_address_in_every_language_without_a_browser_that_proposes_it(client):
    assert refused(client, "topic", **NAMES) == {}
    topic = Topic.objects.get()
    assert (topic.slug_fr, topic.slug_en) == ("sante", "health")


def test_an_address_proposed_for_a_topic_is_nobody_elses():
    Topic.objects.create(**NAMES, slug_fr="sante", slug_en="health")
    with pytest.raises(ValidationError) as refusal:
        Topic(**NAMES).clean()
    assert set(refusal.value.message_dict) == {"slug_fr"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_boilerplate_has_a_title_where_it_has_a_text(client, language):
    other = {"fr": "en", "en": "fr"}[language]
    typed = {f"title_{other}": "About", f"body_{other}": "<p>About.</p>", f"body_{language}": "<p>Text.</p>"}
    [(column, [problem])] = refused(client, "boilerplate", **typed).items()
    assert column == f"title_{language}"
    assert problem.startswith("Readers see this text under its title")
    assert refused(client, "boilerplate", **typed, **{f"title_{language}": "Title"}) == {}


def test_a_boilerplate_may_be_in_one_language_alone(client):
    assert refused(client, "boilerplate", title_en="About", body_en="<p>About.</p>") == {}
    with override("fr"):
        assert str(Boilerplate.objects.get()) == "About"


def test_a_boilerplate_without_any_title_is_refused(client):
    [(column, [problem])] = refused(client, "boilerplate").items()
    assert (column, problem) == ("title_fr", "Give the title in at least one language.")
