import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from common.forms import MomentField
from tests.releases import desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LONG = "a" * 250


def sentences(response):
    return [sentence for errors in response.context["errors"].data for sentence in errors]


@pytest.mark.parametrize(
    ("model", "typed"),
    [
        ("releases_release", {"title_fr": LONG}),
        ("releases_release", {"title_en": LONG}),
        ("releases_release", {"title_fr": "Title", "slug_fr": "é à!"}),
        ("releases_boilerplate", {"title_fr": LONG, "body_fr": "<p>Text.</p>"}),
        ("releases_topic", {"name_fr": LONG, "name_en": "Health"}),
        ("institutes_school", {"name_en": LONG, "slug": "school"}),
    ],
)
def test_what_a_field_refused_is_not_said_to_be_missing_as_well(client, model, typed):
    desk.sign_in(client, "admin")
    assert len(sentences(desk.save(client, reverse(f"admin:{model}_add"), **typed))) == 1


def test_what_is_missing_beside_it_is_still_said(client):
    desk.sign_in(client, "admin")
    assert len(sentences(desk.save(client, reverse("admin:releases_topic_add"), name_fr=LONG))) == 2


def test_a_refused_line_is_shown_with_blanks_where_a_browser_would_drop_its_line_breaks(client):
    desk.sign_in(client, "admin")
    typed = f"Une\njournée\u2028{LONG}"
    response = desk.save(client, reverse("admin:releases_release_add"), title_fr=typed)
    assert response.context["adminform"].form["title_fr"].value() == f"Une journée {LONG}"


AS_SHOWN = "for example like 2027-03-01"
MOMENTS = {
    "no hour": ("2027-03-01", "", "Give the hour too, for example 09:00."),
    "no day": ("", "09:00", "Give the day too, for example 2027-03-01."),
    "no day and no hour": ("abc", "xx", "Write the day and the hour for example like 2027-03-01 and 09:00."),
    "a word and nothing": ("abc", "", "Write the day and the hour for example like 2027-03-01 and 09:00."),
    "a word for the day": ("abc", "09:00", f"This is not a date; write it {AS_SHOWN}."),
    "a word for the hour": ("2027-03-01", "xx", "This is not an hour; write it for example like 09:00."),
}


@pytest.mark.parametrize(("day", "hour", "sentence"), MOMENTS.values(), ids=MOMENTS)
def test_of_a_moment_one_sentence_says_what_to_write(day, hour, sentence):
    with override("en"), pytest.raises(ValidationError) as refusal:
        MomentField(required=False).clean([day, hour])
    with override("en"):
        assert refusal.value.messages == [sentence]


def test_an_empty_moment_is_none():
    assert MomentField(required=False).clean(["", " "]) is None


def test_a_wrong_date_is_said_with_an_example(client):
    desk.sign_in(client, "admin")
    response = desk.save(client, reverse("admin:releases_release_add"), issued_on="abc", title_fr="A")
    assert f"This is not a date; write it {AS_SHOWN}." in sentences(response)


WRONG_NAMES = {
    "signs": ("é" * 130, "Only letters without accents, digits, hyphens and underscores"),
    "no letter": ("-_-", "Give at least one letter or digit"),
    "too long": ("a" * 130, "characters (it has 130)"),
}


@pytest.mark.parametrize(("typed", "sentence"), WRONG_NAMES.values(), ids=WRONG_NAMES)
def test_of_an_address_name_one_sentence_says_what_is_wrong(client, typed, sentence):
    desk.sign_in(client, "admin")
    for model, name in (("releases_release", "slug_fr"), ("institutes_school", "slug")):
        response = desk.save(client, reverse(f"admin:{model}_add"), title_fr="A", **{name: typed})
        (said,) = response.context["adminform"].form.errors[name]
        assert sentence in said


@pytest.mark.parametrize("typed", ["é é" * 200, "http://" + "a b" * 200])
def test_of_a_field_with_several_faults_one_is_said(client, typed):
    desk.sign_in(client, "admin")
    for model, name in (("institutes_contact", "email"), ("institutes_school", "website")):
        response = desk.save(client, reverse(f"admin:{model}_add"), **{name: typed})
        assert len(response.context["adminform"].form.errors[name]) == 1
