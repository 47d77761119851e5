"""What the head and the foot of the release form tell of those who worked on it before."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from releases import workflow
from releases.models import Edition, Event, Release
from tests.builders import (
    attach,
    make_complete_release,
    make_contact,
    make_release,
    make_user,
    publish,
    schedule,
    submit,
    withdraw,
)
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


def test_the_remark_stands_at_the_head_of_its_text_with_who_and_when(client, returned, time_machine):
    time_machine.move_to("2027-03-01T09:00:00+00:00", tick=False)
    Event.objects.filter(kind="returned").update(at="2027-02-28T09:30:00+00:00")
    desk.sign_in(client, "writer")
    [said] = remarks(client, returned)
    assert " ".join(said) == (
        "Luc Moreau returned this text on 28 February 2027, 10:30 CET: "
        "The number of schools is wrong. Ask <Zoé>. Answer – Français"
    )
    column = page_of(client, returned).get_element_by_id("language-fr")
    assert column.find_class("remark")


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
    # Behind the last words of each: “Answer – Français”.
    assert [said[-4] for said in remarks(client, returned)] == ["<Zoé>.", "English."]


@pytest.mark.parametrize(
    ("speaks", "names"),
    [
        (
            "en",
            [
                "date of issue",
                "press contacts",
                "subtitle (French)",
                "Carnot institutes",
                "text alternative (English)",
                "gone",
            ],
        ),
        (
            "fr",
            [
                "date du communiqué",
                "contacts presse",
                "sous-titre (français)",
                "Instituts Carnot",
                "anglais",
                "gone",
            ],
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


def test_a_long_timeline_leads_to_its_earlier_entries(client):
    release = make_release()
    desk.sign_in(client, "writer")
    assert "Earlier entries" not in client.get(desk.change_url(release)).content.decode()
    for number in range(31):
        workflow.log(release, Event.Kind.EDITED, make_user("", username=f"user-{number}"))
    page = html.fromstring(client.get(desk.change_url(release)).content.decode())
    [link] = page.xpath("//a[normalize-space()='Earlier entries']/@href")
    assert len(client.get(link).context["cl"].result_list) == 31


def test_the_page_of_an_entry_says_once_who_did_it(client):
    desk.sign_in(client, "writer")
    writer = make_user("writer", username="anne", first_name="Anne", last_name="Martin")
    event = workflow.log(make_release(), Event.Kind.EDITED, writer)
    page = client.get(reverse("admin:releases_event_change", args=[event.pk])).content.decode()
    assert page.count("Anne Martin") == 1
    assert page.count("<label>By:</label>") == 1


class TestSchedules:
    @pytest.fixture
    def release(self, client):
        desk.sign_in(client, "publisher")
        release = make_release()
        publish(release)
        schedule(release)
        return release

    def test_the_page_says_what_is_cancelled_and_the_release_says_that_it_is(self, client, release):
        address = desk.transition_url(release, "cancel")
        assert "never goes live; what the site shows now stays." in client.get(address).content.decode()
        page = desk.save(client, address, follow=True).content.decode()
        assert "scheduled for" not in page
        assert [e.number for e in Edition.objects.live(language="fr")] == [1]

    def test_the_page_of_approval_says_what_is_replaced(self, client, release):
        said = "is replaced by what you approve and never goes live."
        workflow.reopen(release, "fr", make_user("writer"))
        submit(release)
        address = desk.transition_url(release, "approve")
        assert said in client.get(address).content.decode()
        workflow.cancel_schedule(release, "fr", make_user("publisher", username="other"))
        assert said not in client.get(address).content.decode()

    def test_an_approval_keeps_the_moment_of_what_it_replaces(self, client, release):
        [scheduled] = workflow.scheduled_editions(release, "fr")
        workflow.reopen(release, "fr", make_user("writer"))
        submit(release)
        address = desk.transition_url(release, "approve")
        shown = client.get(address).context["form"]
        assert shown["live_from"].initial == scheduled.live_from.replace(microsecond=0)
        workflow.cancel_schedule(release, "fr", make_user("publisher", username="other"))
        assert client.get(address).context["form"]["live_from"].initial is None

    @pytest.mark.parametrize(("days", "is_proposed"), [(3, True), (-3, False)])
    def test_an_approval_under_embargo_proposes_its_end(self, client, days, is_proposed):
        desk.sign_in(client, "publisher")
        end = timezone.now().replace(microsecond=0) + datetime.timedelta(days=days)
        release = submit(make_release(embargo_until=end))
        shown = client.get(desk.transition_url(release, "approve")).context["form"]
        assert shown["live_from"].initial == (end if is_proposed else None)

    def test_a_withdrawn_text_is_offered_back_with_a_note_alone(self, client, release):
        withdraw(release)
        submit(release)
        shown = client.get(desk.transition_url(release, "approve")).context["form"]
        assert "change_note" in shown.fields
        assert "minor" not in shown.fields

    def test_the_page_of_withdrawal_says_what_goes_with_it(self, client, release):
        said = "is withdrawn too and never goes live."
        address = desk.transition_url(release, "withdraw")
        assert said in client.get(address).content.decode()
        workflow.cancel_schedule(release, "fr", make_user("publisher", username="other"))
        assert said not in client.get(address).content.decode()

    @pytest.mark.parametrize(
        ("name", "why"),
        [
            ("cancel", "Nothing in this language is scheduled."),
            ("withdraw", "Nothing in this language is live or scheduled."),
            ("take_back", "This text is now “draft”; look at it again."),
            ("submit", "The standfirst is missing."),
        ],
    )
    def test_a_page_that_could_only_be_refused_says_why_and_has_no_form(self, client, name, why):
        desk.sign_in(client, "publisher")
        shown = client.get(desk.transition_url(make_release(standfirst_fr=""), name))
        assert shown.context["form"] is None
        assert why in shown.content.decode()

    def test_an_approval_that_no_answer_makes_possible_has_no_form(self, client):
        desk.sign_in(client, "publisher")
        release = submit(make_release())
        Release.objects.update(title_fr="Another")
        shown = client.get(desk.transition_url(release, "approve"))
        assert shown.context["form"] is None
        assert "Changed since this text was submitted" in shown.content.decode()

    def test_a_writer_takes_back_with_one_button(self, client):
        release = make_complete_release()
        desk.sign_in(client, "writer")
        desk.save(client, desk.change_url(release), _transition="submit:fr")
        page = client.get(desk.change_url(release)).content.decode()
        assert "take_back:fr" in page
        desk.save(client, desk.change_url(release), _transition="take_back:fr")
        release.refresh_from_db()
        assert release.status_in("fr") == "draft"


@pytest.mark.parametrize(("speaks", "name"), [("en", "French"), ("fr", "français")])
def test_the_side_names_languages_in_that_of_the_page(client, speaks, name):
    user = desk.sign_in(client, "publisher", speaks=speaks)
    release = submit(make_release())
    workflow.log(release, Event.Kind.EDITED, user, changes={"title_fr": {"from": "Un", "to": "Deux"}})
    page = page_of(client, release)
    for part in ("timeline", "recent-versions"):
        [section] = page.find_class(part)
        assert name in [tag.text_content() for tag in section.find_class("quiet")], part
