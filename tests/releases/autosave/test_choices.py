"""What is chosen beside the texts is saved by itself, too."""

import datetime
import json

import pytest

from releases import workflow
from releases.models import Event, Topic, Version
from releases.workflow import choices
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_release,
    make_user,
    publish,
    submit,
)
from tests.releases import desk
from tests.releases.autosave.sending import all_digests_of, autosave_url, choose, post, type_into
from tests.releases.conflicts import opened, said, saved

pytestmark = pytest.mark.django_db


def contacts_of(release):
    return [line.contact for line in saved(release).contact_lines.select_related("contact")]


def test_dates_and_words_of_a_list_are_saved_as_the_form_reads_them(client, writer, release):
    answer = choose(
        client, release, issued_on="2027-03-01", embargo_until=["2027-03-02", "09:00"], kind=["statement"]
    )
    assert set(answer["saved"]) == {"issued_on", "embargo_until", "kind"}
    release = saved(release)
    assert (release.issued_on, release.kind) == (datetime.date(2027, 3, 1), "statement")
    assert release.embargo_until == datetime.datetime(2027, 3, 2, 8, tzinfo=datetime.UTC)
    assert answer["digests"] == all_digests_of(release)
    assert choose(client, release, issued_on="", embargo_until=["", ""])["saved"]
    assert (saved(release).issued_on, saved(release).embargo_until) == (None, None)


def test_organisations_and_topics_are_saved_as_a_whole(client, writer, release):
    one, other, topic = (
        make_institute("Un"),
        make_institute("Deux"),
        Topic.objects.create(name_fr="Sujet", slug="sujet"),
    )
    release.institutes.add(one)
    choose(client, release, institutes=[str(other.pk)], topics=[str(topic.pk)])
    assert list(saved(release).institutes.all()) == [other]
    assert list(saved(release).topics.all()) == [topic]


def test_contacts_and_boilerplates_are_saved_in_their_order(client, writer, release):
    one, two, three = (make_contact(name) for name in ("Un", "Deux", "Trois"))
    boilerplate = make_boilerplate()
    attach(release, one, two)
    [_first, second] = release.contact_lines.all()
    answer = choose(
        client,
        release,
        contact_lines=[str(three.pk), str(two.pk)],
        boilerplate_lines=[str(boilerplate.pk)],
    )
    assert contacts_of(release) == [three, two]
    assert [line.boilerplate for line in saved(release).boilerplate_lines.all()] == [boilerplate]
    # The line that stayed is the one that it was.
    assert [line["value"] for line in answer["lines"]["contact_lines"]] == [str(three.pk), str(two.pk)]
    assert answer["lines"]["contact_lines"][1]["key"] == second.pk


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("issued_on", "tomorrow"),
        ("issued_on", "1789-07-14"),
        ("embargo_until", ["2027-03-01", ""]),
        ("embargo_until", "2027"),
        ("embargo_until", ["2027-03-01"]),
        ("kind", "novel"),
        ("institutes", ["0"]),
        ("topics", ["a"]),
        ("contact_lines", ["0"]),
        ("contact_lines", "1"),
        ("boilerplate_lines", ["a"]),
    ],
)
def test_what_the_form_would_refuse_stays_where_it_was_chosen(client, writer, release, name, value):
    before = all_digests_of(release)
    assert list(choose(client, release, **{name: value})["refused"]) == [name]
    assert all_digests_of(release) == before
    assert saved(release).revision == 1


def test_more_contacts_than_one_form_can_send_are_refused(client, writer, release):
    people = [make_contact(f"Person {number}") for number in range(51)]
    answer = choose(client, release, contact_lines=[str(each.pk) for each in people])
    assert "50" in answer["refused"]["contact_lines"]
    assert contacts_of(release) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_chosen_by_the_way_where_a_language_is_in_review(client, writer, release, language):
    submit(release, language)
    answer = choose(client, release, issued_on="2027-03-01", contact_lines=[])
    assert (answer["held"], answer["saved"]) == (["issued_on", "contact_lines"], [])
    assert saved(release).issued_on != datetime.date(2027, 3, 1)


def test_nor_where_one_is_approved(client, writer, release):
    publish(release)
    assert choose(client, release, kind=["statement"])["held"] == ["kind"]


def test_an_embargo_over_a_text_that_is_live_needs_the_button(client, writer, release):
    publish(release)
    workflow.reopen(saved(release), "fr", make_user("writer", username="reopens"))
    answer = choose(client, release, embargo_until=["2027-03-02", "09:00"], kind=["statement"])
    assert (list(answer["refused"]), answer["saved"]) == (["embargo_until"], ["kind"])


def test_a_day_whose_year_gives_the_address_of_another_release_is_refused(client, writer, release):
    other = make_release(slug_fr="pris", issued_on=datetime.date(2026, 1, 1))
    own = make_release(slug_fr="pris", issued_on=datetime.date(2025, 1, 1))
    answer = choose(client, own, issued_on="2026-02-02")
    assert other.reference in answer["refused"]["issued_on"]
    assert saved(own).issued_on == datetime.date(2025, 1, 1)


def test_a_translator_chooses_nothing(client, release):
    desk.sign_in(client, "translator")
    answer = choose(client, release, kind=["statement"])
    assert (list(answer["refused"]), answer["saved"]) == (["kind"], [])


def test_what_somebody_else_chose_meanwhile_is_not_overwritten(client, writer, other, release):
    seen, contact = all_digests_of(release), make_contact()
    choose(other, release, issued_on="2027-03-01", contact_lines=[str(contact.pk)])
    answer = choose(client, release, opened=seen, issued_on="2027-04-01", kind=["statement"])
    assert (answer["conflicts"], answer["saved"]) == (["issued_on"], ["kind"])
    assert saved(release).issued_on == datetime.date(2027, 3, 1)
    assert answer["newer"]["issued_on"] == "2027-03-01"
    assert answer["newer"]["contact_lines"][0]["label"] == str(contact)


def test_what_others_chose_comes_with_the_next_beat_as_the_form_shows_it(client, writer, other, release):
    seen, institute = all_digests_of(release), make_institute("Carnot")
    choose(other, release, institutes=[str(institute.pk)], embargo_until=["2027-03-02", "09:00"])
    type_into(other, release, title_en="Luc")
    answer = post(client, autosave_url(release, "presence"), opened=seen, revision=1).json()
    assert answer["newer"] == {
        "title_en": "Luc",
        "institutes": [{"value": str(institute.pk), "label": str(institute)}],
        "embargo_until": ["2027-03-02", "09:00:00"],
    }
    assert answer["who"].startswith("Luc Moreau, ")
    seen |= answer["digests"]
    answer = post(client, autosave_url(release, "presence"), opened=seen, revision=answer["revision"]).json()
    assert answer["newer"] == {}


def test_the_same_choice_twice_is_no_conflict(client, writer, release):
    """As when the answer was lost."""
    seen, contact = all_digests_of(release), make_contact()
    for _time in range(2):
        answer = choose(client, release, opened=seen, contact_lines=[str(contact.pk)])
        assert answer["saved"] == ["contact_lines"]
        assert answer["lines"]["contact_lines"][0]["value"] == str(contact.pk)
    assert saved(release).revision == 2


def test_a_sitting_holds_what_was_typed_and_chosen(client, writer, release):
    type_into(client, release, title_fr="Un")
    choose(client, release, issued_on="2027-03-01")
    choose(client, release, contact_lines=[str(make_contact().pk)])
    type_into(client, release, title_fr="Un titre")
    event = Event.objects.get()
    assert event.changes["title_fr"] == {"from": "Title in fr", "to": "Un titre"}
    assert set(event.changes) == {"title_fr", "issued_on", "releasecontact"}
    version = Version.objects.get(release=release, is_automatic=True)
    assert {"title_fr", "issued_on", "contacts"} <= set(version.changed)


def test_a_form_whose_choices_were_saved_by_itself_is_saved_without_a_word(client, writer, release):
    one, two = make_contact("Un"), make_contact("Deux")
    attach(release, one)
    form = opened(client, release)
    answer = choose(client, release, issued_on="2027-03-01", contact_lines=[str(two.pk), str(one.pk)])
    known = json.loads(form["initial_digests"])
    known["digests"] |= answer["digests"]
    form |= {
        "issued_on": "2027-03-01",
        "opened_revision": answer["revision"],
        "initial_digests": json.dumps(known),
        "contact_lines-TOTAL_FORMS": "2",
        "contact_lines-INITIAL_FORMS": "2",
    }
    for number, line in enumerate(answer["lines"]["contact_lines"]):
        fields = {
            "id": line["key"],
            "contact": line["value"],
            "order": line["order"],
            "release": release.pk,
            "initial_digests": line["digests"],
        }
        form |= {f"contact_lines-{number}-{name}": value for name, value in fields.items()}
    response = client.post(desk.change_url(release), form | {"city_fr": "Brest"})
    assert response.status_code == 302
    assert saved(release).city_fr == "Brest"
    assert contacts_of(release) == [two, one]


def test_the_page_of_a_form_says_what_may_be_chosen_and_which_lines_it_shows(client, writer, release):
    contact = make_contact()
    attach(release, contact)
    page = said(client.get(desk.change_url(release)))
    assert f'data-choices="{" ".join(choices.NAMES)}"' in page
    assert all_digests_of(release)["contact_lines"] in page
    known = json.loads(opened(client, release)["initial_digests"])["digests"]
    assert known.items() <= all_digests_of(release).items()


def test_a_choice_that_was_refused_waits_for_the_button(client, writer, release):
    refused = desk.save(client, desk.change_url(release), issued_on="tomorrow")
    assert 'data-wrong="issued_on"' in said(refused)


def test_a_translators_page_says_that_nothing_may_be_chosen(client, release):
    client.force_login(make_user("translator"))
    assert 'data-choices=""' in said(client.get(desk.change_url(release)))


def test_lines_differ_by_their_order():
    assert choices.digest("contact_lines", [1, 2]) != choices.digest("contact_lines", [2, 1])
    assert choices.digest("topics", [1, 2]) == choices.digest("topics", [2, 1])
