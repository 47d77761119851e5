"""A year that cannot be right is refused wherever it is typed, and breaks no page where it stands already."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from common.exceptions import Refused
from releases import workflow
from releases.models import Edition, Event, Release
from tests.builders import make_leaks, make_release, make_user, publish, rows, submit
from tests.releases import desk
from tests.visitor import visit

pytestmark = pytest.mark.django_db

YEARS = ["0001", "0026", "0027", "1068", "1989", "2068", "9999"]
SENTENCE = {
    "en": "The year {} cannot be right here; give a date from 1990 to ",
    "fr": "L’année {} ne peut pas être juste ici\u202f; donnez une date comprise entre 1990 et le ",
}


@pytest.mark.parametrize(("speaks", "years"), [("en", YEARS), ("fr", ["0026", "2068"])])
def test_the_desk_refuses_it_in_words(client, speaks, years):
    release = make_release()
    desk.sign_in(client, "writer", speaks=speaks)
    before = rows(Release), rows(Event)
    typed = [
        {"issued_on": f"{year}-11-26", "embargo_until_0": f"{year}-01-01", "embargo_until_1": "00:00"}
        for year in years
    ]
    answers = desk.attempts(client, desk.change_url(release), *({"standfirst_en": "Kept"} | t for t in typed))
    for year, (sent, response) in zip(years, answers, strict=True):
        assert response.status_code == 200
        page = response.content.decode()
        for field in ("issued_on", "embargo_until"):
            [error] = response.context["adminform"].form.errors[field]
            assert error.startswith(SENTENCE[speaks].format(year))
            assert escape(error) in page
        assert f'value="{sent["issued_on"]}"' in page
        assert f'value="{sent["embargo_until_0"]}"' in page
        assert (rows(Release), rows(Event)) == before


def test_nobody_types_when_an_account_was_made(client):
    admin = desk.sign_in(client, "admin")
    before = admin.date_joined
    typed = {"date_joined_0": "0026-01-01", "date_joined_1": "00:00:00"}
    desk.save(client, reverse("admin:auth_user_change", args=[admin.pk]), **typed, first_name="Anne")
    admin.refresh_from_db()
    assert (admin.first_name, admin.date_joined) == ("Anne", before)


def test_no_release_goes_live_in_it(client):
    release = submit(make_release())
    desk.sign_in(client, "publisher")
    years = ["0001", "0026", "2068", "9999"]
    moments = [{"live_from_0": f"{year}-01-01", "live_from_1": "00:00"} for year in years]
    answers = desk.attempts(client, desk.transition_url(release, "approve"), *moments)
    for year, (_sent, response) in zip(years, answers, strict=True):
        assert response.status_code == 200
        assert escape(SENTENCE["en"].format(year)) in response.content.decode()
        assert not Edition.objects.exists()


@pytest.mark.parametrize("year", [26, 1989, 2068])
def test_what_stands_at_the_desk_already_is_not_approved_with_it(year):
    release = submit(make_release(issued_on=datetime.date(year, 11, 26)))
    with override("en"), pytest.raises(Refused, match=f"The year {year:04} cannot be right"):
        workflow.approve(release, "fr", make_user("publisher"))


def test_a_release_of_such_a_year_in_the_record_stands_on_its_pages():
    make_leaks()
    edition = publish(make_release())
    for year in (1, 26, 999):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE releases_address SET year = %s", [year])
            cursor.execute("UPDATE releases_edition SET issued_on = %s", [f"{year:04}-11-26"])
        address = Edition.objects.get(pk=edition.pk).get_absolute_url()
        assert address == f"/fr/communiques/{year:04}/title-fr/"
        for page in ("/fr/", "/fr/communiques/", address):
            assert "Title in fr" in visit(page)


LISTS = {
    "/admin/releases/release/": "issued_on",
    "/admin/releases/edition/": "live_from",
    "/admin/releases/event/": "at",
}


@pytest.mark.parametrize("address", LISTS)
def test_no_list_of_the_desk_breaks_on_it(client, address):
    publish(make_release())
    desk.sign_in(client, "admin")
    wrong, led_to = [], set()
    for year in ("0", "-1", "26", "10000", "99999999999999999999", "x"):
        for part in ("year", "month", "day", "gte", "date"):
            query = f"?{LISTS[address]}__{part}={year}"
            response = client.get(address + query)
            if response.status_code == 302:
                led_to.add(response["Location"])
            elif response.status_code not in (200, 400, 404):
                wrong.append(query)
    assert not wrong
    for location in led_to:
        assert client.get(location).status_code == 200
