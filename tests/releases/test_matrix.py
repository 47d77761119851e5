"""Releases by language: a line each, a cell for each language, narrowed by what a cell says."""

import csv
import datetime
import io

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from releases import workflow
from releases.models import Release
from tests.builders import make_institute, make_release, make_school, make_user, submit
from tests.releases import desk
from tests.releases.states import in_state, own_release

pytestmark = pytest.mark.django_db
MATRIX = f"{desk.LIST}matrix/"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2027-03-01T09:00:00+00:00", tick=False)


def page(client, **query):
    return html.document_fromstring(client.get(MATRIX, query).content.decode())


def listed(client, **query):
    return {release.reference for release in client.get(MATRIX, query).context["cl"].result_list}


def cells(client, language, **query):
    found = page(client, **query).xpath(f"//td[@class='field-matrix_{language}']/a")
    return [(cell.get("class").split()[-1], cell.get("title")) for cell in found]


def stale_release(**fields):
    release = own_release(**fields)
    release.mark_translated("en")
    release.title_fr = "Un autre titre"
    release.save()
    return release


@pytest.mark.parametrize(
    ("state", "cell"),
    [
        ("empty", ("of-nothing", "not on the site; no text")),
        ("draft", ("of-draft", "not on the site; draft")),
        ("in review", ("of-in_review", "not on the site; in review")),
        ("live, draft", ("of-draft", "live since 1 March 2027, 10:00 CET; draft")),
        ("withdrawn", ("of-withdrawn", "withdrawn; draft")),
    ],
)
def test_a_cell_says_both_facts_and_has_the_colour_of_the_more_urgent_one(client, state, cell):
    in_state(state, "fr")
    desk.sign_in(client, "writer")
    assert cells(client, "fr") == [cell]


def test_what_is_stale_stands_out_before_all_else(client):
    stale_release()
    desk.sign_in(client, "writer")
    assert cells(client, "en") == [("of-stale", "not on the site; draft; the source has changed")]


def test_a_cell_leads_to_its_text_and_the_source_is_named(client):
    release = make_release()
    desk.sign_in(client, "writer")
    french, english = page(client).xpath("//td[starts-with(@class, 'field-matrix_')]/a")
    assert english.get("href") == f"{desk.change_url(release)}#language-en"
    assert ["source" in cell.text_content() for cell in (french, english)] == [True, False]


STATES = {
    "missing": "empty",
    "draft": "draft",
    "in_review": "in review",
    "scheduled": "scheduled",
    "live": "live",
    "withdrawn": "withdrawn",
}


def test_it_is_narrowed_by_each_state_of_each_language(client):
    made = {value: in_state(state, "en").reference for value, state in STATES.items()}
    made |= {"stale": stale_release().reference}
    made |= {"unfinished": own_release(city_en="").reference}
    desk.sign_in(client, "writer")
    drafts = {made[value] for value in ("draft", "withdrawn", "stale", "unfinished")}
    for value, reference in made.items():
        expected = drafts if value == "draft" else {reference}
        assert listed(client, state_en=value) == expected, value
    assert listed(client, state_en="nonsense") == set()
    assert listed(client, state_en="stale", state_fr="live") == set()


def test_it_is_narrowed_by_year_and_by_institute_or_school(client):
    institute, school = make_institute("Institut"), make_school("École")
    old, new, _other = own_release(issued_on=datetime.date(2019, 2, 1)), own_release(), own_release()
    old.institutes.add(institute)
    old.schools.add(school), new.schools.add(school)
    desk.sign_in(client, "writer")
    assert listed(client, organisation=institute.pk) == {old.reference}
    assert listed(client, organisation=school.pk) == {old.reference, new.reference}
    assert listed(client, organisation=school.pk, issued_on__year=2020) == {new.reference}
    assert listed(client, organisation="nonsense") == set()


def test_who_has_it_is_what_the_column_says(client):
    writer, other = make_user("writer", username="w"), make_user("writer", username="other")
    publisher = make_user("publisher", username="p")
    own, theirs, _nobody = own_release(), own_release(), own_release()
    workflow.log(own, "created", writer), workflow.log(theirs, "created", other)
    workflow.log(submitted := own_release(), "created", writer)
    workflow.submit(submitted, "fr", writer)
    workflow.log(by_publisher := own_release(), "created", other)
    workflow.submit(by_publisher, "en", publisher)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for reader in (writer, other, publisher):
        client.force_login(reader)
        shown: dict[str, set] = {}
        for row in client.get(MATRIX).context["cl"].result_list:
            shown.setdefault(row.who_has_it, set()).add(row.reference)
        holders = {
            "you": "you",
            "review": "review",
            **{each.username: str(each.pk) for each in (writer, other)},
        }
        for name, value in holders.items():
            if name != reader.username:
                assert listed(client, **{"with": value}) == shown.get(name, set()), (reader, name)
    assert listed(client, **{"with": "nonsense"}) == set()


def test_it_goes_out_as_it_is_narrowed(client):
    stale, _other = stale_release(), own_release()
    desk.sign_in(client, "writer")
    [link] = page(client, state_en="stale").xpath("//p[@class='list-number']/a[contains(@href, 'export')]")
    sent = desk.sent_by(client.get(link.get("href")))
    response = client.post(link.get("href"), sent | {"file_format": "csv", "purpose": "Test"})
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == [stale.reference]


@pytest.mark.parametrize(("role", "status"), [("translator", 200), ("publisher", 200), ("contacts", 403)])
def test_who_sees_the_list_sees_it(client, role, status):
    desk.sign_in(client, role)
    assert client.get(desk.LIST).status_code == client.get(MATRIX).status_code == status


def test_the_list_leads_to_it_and_it_to_the_list(client):
    desk.sign_in(client, "translator")
    for address, current in ((desk.LIST, "Press releases"), (MATRIX, "Releases by language")):
        shown = html.document_fromstring(client.get(address).content.decode())
        links = shown.xpath("//nav[@class='desk-pages']//a")
        assert [link.get("href") for link in links] == [desk.LIST, MATRIX]
        assert [link.text_content() for link in links if link.get("aria-current")] == [current]


def many(number):
    Release.objects.bulk_create(
        Release(reference=f"CP-2020-{place}", title_fr="Un titre", title_en="A title" if place % 2 else "")
        for place in range(number)
    )


@pytest.mark.one_database
@pytest.mark.parametrize("role", ["translator", "publisher"])
def test_5000_releases_take_8_queries(client, role):
    many(5_000)
    submit(own_release())
    desk.sign_in(client, role)
    for query in (
        {},
        {"state_en": "missing"},
        {"state_en": "live", "issued_on__year": "2020"},
        {"with": "you"},
    ):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(MATRIX, query).status_code == 200
        assert len(captured) <= 8, query
