"""What the head and the foot of the release form tell of those who worked on it before."""

import pytest
from lxml import html

from releases import workflow
from releases.models import Event
from tests.builders import attach, make_contact, make_release, make_user, publish, submit, withdraw
from tests.releases import desk

pytestmark = pytest.mark.django_db

REMARK = "The number of schools is wrong.\nAsk <Zoé>."


@pytest.fixture
def publisher():
    return make_user("publisher", first_name="Luc", last_name="Moreau")


@pytest.fixture
def returned(publisher):
    release = submit(make_release())
    workflow.return_to_author(release, "fr", publisher, remark=REMARK)
    return release


def page_of(client, release):
    return html.document_fromstring(client.get(desk.change_url(release)).content.decode())


def remarks(client, release):
    return [" ".join(tag.itertext()).split() for tag in page_of(client, release).find_class("remark")]


def test_the_remark_stands_at_the_head_of_the_form_with_who_and_when(client, returned, time_machine):
    time_machine.move_to("2027-03-01T09:00:00+00:00", tick=False)
    Event.objects.filter(kind="returned").update(at="2027-02-28T09:30:00+00:00")
    desk.sign_in(client, "writer")
    [said] = remarks(client, returned)
    assert " ".join(said) == (
        "Luc Moreau returned this text on 28 February 2027, 10:30 CET: "
        "The number of schools is wrong. Ask <Zoé>."
    )
    [panel] = page_of(client, returned).find_class("desk-panel")
    assert panel.find_class("remark")


def test_the_remark_stays_while_the_text_is_changed(client, returned):
    desk.sign_in(client, "writer")
    desk.save(client, desk.change_url(returned), title_fr="Better")
    assert len(remarks(client, returned)) == 1


def test_the_remark_goes_with_the_next_submission_and_does_not_come_back(client, returned):
    desk.sign_in(client, "writer")
    publish(returned)
    assert remarks(client, returned) == []
    withdraw(returned)
    assert remarks(client, returned) == []


def test_the_remark_is_of_one_language(client, returned, publisher):
    desk.sign_in(client, "writer")
    submit(returned, "en")
    workflow.return_to_author(returned, "en", publisher, remark="Not our English.")
    assert [said[-1] for said in remarks(client, returned)] == ["<Zoé>.", "English."]


@pytest.mark.parametrize(
    ("speaks", "names"),
    [
        (
            "en",
            [
                "date of issue",
                "press contacts",
                "subtitle (fr)",
                "Carnot institutes",
                "text alternative (en)",
                "gone",
            ],
        ),
        (
            "fr",
            ["date du communiqué", "contacts presse", "sous-titre (fr)", "Instituts Carnot", "(en)", "gone"],
        ),
    ],
)
def test_the_timeline_names_fields_as_the_form_does(client, speaks, names):
    release = attach(make_release(), make_contact())
    user = desk.sign_in(client, "writer", speaks=speaks)
    changed = ["issued_on", "releasecontact", "subtitle_fr", "institutes", "alt_en", "gone"]
    workflow.log(release, Event.Kind.EDITED, user, changes={name: {} for name in changed})
    [section] = page_of(client, release).find_class("timeline")
    line = section.xpath(".//li")[0].text_content()
    assert [name for name in names if name not in line] == []
    assert not [name for name in changed if "_" in name and name in line]


def test_the_first_save_names_no_fields(client):
    desk.sign_in(client, "writer")
    response = desk.save(client, desk.ADD, title_fr="Titre", _continue="x", follow=True)
    assert not response.context["timeline"][0][1]
