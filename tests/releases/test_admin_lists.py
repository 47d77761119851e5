import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from releases import workflow
from releases.admin import panel
from releases.admin.release import ReleaseAdmin
from releases.models import Event, Release, Topic
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_release,
    make_school,
    make_user,
    publish,
    schedule,
    write_into_record,
)
from tests.releases import desk
from tests.releases.states import in_state, own_release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2027-03-01T09:00:00+00:00", tick=False)
    return time_machine


def listed(client, **query):
    return [release.reference for release in client.get(desk.LIST, query).context["cl"].result_list]


def test_the_filter_of_published_texts_names_the_scheduled_ones_that_it_lists(client):
    desk.sign_in(client, "writer")
    assert "as published or scheduled" in client.get(desk.LIST).content.decode()


def test_filters_of_both_languages_narrow_each_other(client):
    both, french = own_release(), own_release()
    for release, language in ((both, "fr"), (both, "en"), (french, "fr")):
        publish(release, language)
    desk.sign_in(client, "writer")
    assert listed(client, public_fr="live", public_en="live") == [both.reference]
    assert listed(client, public_fr="live", desk_en="draft") == [french.reference]


@pytest.mark.parametrize("name", ["public_fr", "desk_fr"])
def test_a_state_that_does_not_exist_lists_nothing(client, name):
    make_release()
    desk.sign_in(client, "writer")
    assert listed(client, **{name: "nonsense' OR 1=1"}) == []


def test_the_list_says_so_when_a_scheduled_release_has_gone_live(client, clock):
    in_state("scheduled", "fr")
    user = desk.sign_in(client, "writer")
    assert "state-scheduled" in client.get(desk.LIST).content.decode()
    clock.move_to("2027-03-02T09:00:00+00:00", tick=False)
    client.force_login(user)
    page = client.get(desk.LIST).content.decode()
    assert "live since 2 March 2027, 10:00 CET" in page
    assert "as published" in page


def test_live_since_is_the_first_hour_whatever_was_corrected_since(client, clock):
    release = in_state("live", "fr")
    clock.move_to("2027-03-05T09:00:00+00:00", tick=False)
    publish(release, change_note="A number was wrong.")
    desk.sign_in(client, "writer")
    assert "live since 1 March 2027, 10:00 CET" in client.get(desk.LIST).content.decode()


def test_a_correction_to_come_is_said_beside_what_is_live(client):
    release = in_state("live", "fr")
    schedule(release)
    desk.sign_in(client, "writer")
    sentence = "live since 1 March 2027, 10:00 CET; correction scheduled for 2 March 2027, 10:00 CET"
    assert sentence in client.get(desk.LIST).content.decode()
    assert sentence in client.get(desk.change_url(release)).content.decode()


FOUND = {
    "grenoble": {"french"},
    "GRENOBLE": {"french"},
    "laboratory": {"english"},
    "subtitle": {"french"},
    "hydrogen": {"english"},
    "paragraph": {"french", "english"},
    "nowhere": set(),
    "' UNION SELECT --": set(),
    "%": set(),
}


@pytest.mark.parametrize("speaks", ["fr", "en"])
def test_the_search_reads_both_languages_whatever_the_user_speaks(client, speaks):
    made = {
        "french": make_release(
            title_fr="À Grenoble", subtitle_fr="A subtitle", body_fr="<p>A paragraph</p>", issued_on=None
        ),
        "english": make_release(
            title_en="A laboratory", standfirst_en="On hydrogen.", body_en="<p>paragraph</p>"
        ),
        "other": make_release(),
    }
    names = {release.reference: name for name, release in made.items()}
    desk.sign_in(client, "writer", speaks=speaks)
    assert {words: {names[reference] for reference in listed(client, q=words)} for words in FOUND} == FOUND


def test_a_reference_is_searched_as_it_is_written(client):
    release, _other = make_release(), make_release()
    desk.sign_in(client, "writer")
    assert listed(client, q=release.reference.lower()) == [release.reference]


def test_the_dates_lead_to_a_year_a_month_and_a_day(client):
    for day in ((2020, 2, 12), (2020, 3, 1), (2021, 2, 12)):
        make_release(issued_on=datetime.date(*day))
    make_release(issued_on=None)
    desk.sign_in(client, "writer")
    page = client.get(desk.LIST).content.decode()
    assert "issued_on__year=2020" in page
    assert "issued_on__year=2021" in page
    assert len(listed(client)) == 4
    assert len(listed(client, issued_on__year=2020)) == 2
    assert len(listed(client, issued_on__year=2020, issued_on__month=2)) == 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_list_is_sorted_by_states(client, language):
    for state in ("withdrawn", "draft", "live"):
        in_state(state, language)
    desk.sign_in(client, "writer")
    column = desk.LIST, {"o": 2 if language == "fr" else 3}
    states = [
        getattr(release, f"public_{language}") for release in client.get(*column).context["cl"].result_list
    ]
    assert states == ["live", "nothing", "withdrawn"]


def test_a_list_is_filtered_by_organisation_and_topic(client):
    institute, topic = make_institute(), Topic.objects.create(name_fr="Santé", slug_fr="a", slug_en="b")
    make_release()
    release = make_release()
    release.institutes.add(institute)
    release.topics.add(topic)
    desk.sign_in(client, "writer")
    assert listed(client, institutes__organisation_ptr__exact=institute.pk) == [release.reference]
    assert listed(client, topics__id__exact=topic.pk) == [release.reference]


def test_new_work_comes_first_and_what_has_no_date_by_the_day_it_was_begun(client, clock):
    old = own_release(issued_on=datetime.date(2020, 2, 12))
    begun = own_release(issued_on=None)
    coming = own_release(issued_on=datetime.date(2027, 5, 1))
    desk.sign_in(client, "writer")
    assert listed(client) == [coming.reference, begun.reference, old.reference]


def queries(client, url, **query):
    client.get(url, query)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url, query).status_code == 200
    return len(captured)


def fill(number):
    institute, contact, boilerplate = make_institute(), make_contact(), make_boilerplate()
    for _each in range(number):
        release = attach(own_release(), contact, boilerplate)
        release.institutes.add(institute)
        write_into_record(release, "fr")
        write_into_record(release, "en", hours=24)


@pytest.mark.one_database
def test_a_list_takes_as_many_queries_for_12_rows_as_for_2(client):
    desk.sign_in(client, "writer")
    cases = [{}, {"q": "title"}, {"public_fr": "live", "desk_fr": "draft"}, {"issued_on__year": 2020}]
    fill(2)
    for_two = [queries(client, desk.LIST, **case) for case in cases]
    fill(10)
    assert len(listed(client)) == 12
    assert [queries(client, desk.LIST, **case) for case in cases] == for_two
    assert max(for_two) <= 10


def test_only_the_releases_that_are_shown_are_asked_for_their_states(client, monkeypatch):
    monkeypatch.setattr(ReleaseAdmin, "list_per_page", 1)
    fill(2)
    desk.sign_in(client, "writer")
    with CaptureQueriesContext(connection) as captured:
        client.get(desk.LIST, {"issued_on__year": 2020})
    [page] = [query["sql"] for query in captured.captured_queries if '"public_fr"' in query["sql"]]
    where = page[page.rindex('FROM "releases_release" WHERE') :]
    assert "public_fr" not in where
    assert re.search(r"IN \(SELECT .* LIMIT 1\) ORDER BY [^)]*$", where)


@pytest.mark.one_database
def test_a_form_takes_as_many_queries_for_4_contacts_as_for_1(client):
    desk.sign_in(client, "writer")
    counts = {}
    for number in (1, 4):
        release = make_release()
        for _each in range(number):
            attach(release, make_contact(), make_boilerplate())
            release.institutes.add(make_institute())
        counts[number] = queries(client, desk.change_url(release))
    assert counts[4] == counts[1] <= 12


@pytest.mark.one_database
def test_a_form_with_a_long_history_and_lines_of_organisations_takes_12_queries(client):
    desk.sign_in(client, "writer")
    release, school = make_release(), make_school()
    attach(release, make_contact(organisation=school), make_boilerplate(organisation=school))
    times = [timezone.now() - datetime.timedelta(hours=hours) for hours in range(panel.TIMELINE + 10)]
    Event.objects.bulk_create(Event(release=release, kind="edited", at=at) for at in times)
    assert queries(client, desk.change_url(release)) <= 12


@pytest.mark.one_database
def test_a_text_in_review_is_compared_in_as_many_queries_for_4_institutes_as_for_1(client):
    writer, counts = make_user("writer"), {}
    desk.sign_in(client, "publisher")
    for number in (1, 4):
        release = attach(make_release(), make_contact(), make_boilerplate())
        for place in range(number):
            institute = make_institute()
            institute.memberships.create(school=make_school())
            institute.former_names.create(name_fr=f"Ancien {place}", until=datetime.date(2019, 1, 1))
            release.institutes.add(institute)
        workflow.submit(release, "fr", writer)
        counts[number] = queries(client, desk.change_url(release))
    assert counts[4] == counts[1] <= 21


def chip(client, words):
    links = html.document_fromstring(client.get(desk.LIST).content).xpath("//a[@class='chip']")
    [address] = [link.get("href") for link in links if link.text_content() == words]
    return [row.reference for row in client.get(f"{desk.LIST}{address}").context["cl"].result_list]


def test_one_click_lists_what_waits_what_is_begun_what_comes_and_what_has_no_english(client):
    states = ("live", "draft", "in review", "scheduled", "scheduled, draft")
    made = {state: in_state(state, "fr").reference for state in states}
    correction = in_state("live", "fr")
    schedule(correction)
    Release.objects.update(title_en="", standfirst_en="", body_en="")
    bilingual = make_release()
    publish(bilingual, "en")
    desk.sign_in(client, "writer")
    assert chip(client, "In review") == [made["in review"]]
    assert set(chip(client, "Drafts")) == {made["draft"], made["scheduled, draft"], bilingual.reference}
    assert set(chip(client, "Scheduled")) == {
        made["scheduled"],
        made["scheduled, draft"],
        correction.reference,
    }
    assert set(chip(client, "English missing")) == {*made.values(), correction.reference}


def test_a_chip_that_is_chosen_can_be_taken_off_and_leaves_the_others(client):
    desk.sign_in(client, "writer")
    address = f"{desk.LIST}?drafts=1&public_en=live&issued_on__year=2020"
    page = html.document_fromstring(client.get(address).content)
    taken_off = {
        link.text_content(): link.get("href") for link in page.xpath("//a[contains(@class, 'is-chosen')]")
    }
    assert taken_off == {
        "Take off: Drafts": "?issued_on__year=2020&public_en=live",
        "Take off: 2020": "?drafts=1&public_en=live",
        "Take off: Public state (English): live": "?drafts=1&issued_on__year=2020",
    }


def test_a_chip_that_is_asked_for_something_else_lists_nothing(client):
    make_release()
    desk.sign_in(client, "writer")
    assert listed(client, drafts="nonsense") == []


def test_an_empty_list_says_whether_it_was_narrowed(client):
    desk.sign_in(client, "writer")
    assert "Releases will stand here" in client.get(desk.LIST).content.decode()
    narrowed = client.get(desk.LIST, {"drafts": "1"}).content.decode()
    assert "Nothing matches this search and these filters." in narrowed


def test_the_button_above_a_list_says_what_is_new(client):
    desk.sign_in(client, "admin")
    for address, words in ((desk.LIST, "New release"), ("/admin/institutes/contact/", "New contact")):
        page = html.document_fromstring(client.get(address).content)
        [button] = page.xpath("//div[@class='list-top']/a")
        assert button.text_content().strip() == words
