"""A year that cannot be right is refused wherever it is typed, and breaks no page where it stands already."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from common.refusals import Refused
from releases import workflow
from releases.models import Edition, Event, Release
from tests.builders import make_leaks, make_release, make_user, publish, rows, submit
from tests.releases import desk
from tests.visitor import visit

pytestmark = pytest.mark.django_db

YEARS = ["0001", "0026", "0027", "1068", "1989", "2068", "9999"]
SENTENCE = {
    "en": "The year {} cannot be right here; give a date from 1990 to ",
    "fr": "L’année {} ne peut pas être juste ici\u00a0; donnez une date comprise entre 1990 et le ",
}


@pytest.mark.parametrize("speaks", ["en", "fr"])
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    "typed",
    [{"issued_on": "{}-11-26"}, {"embargo_until_0": "{}-01-01", "embargo_until_1": "00:00"}],
    ids=["issue", "embargo"],
)
def test_the_desk_refuses_it_in_words(client, typed, year, speaks):
    release = make_release()
    desk.sign_in(client, "writer", speaks=speaks)
    before = rows(Release), rows(Event)
    typed = {name: value.format(year) for name, value in typed.items()}
    response = desk.save(client, desk.change_url(release), standfirst_en="Kept", **typed)
    assert response.status_code == 200
    page = response.content.decode()
    assert escape(SENTENCE[speaks].format(year)) in page
    assert f'value="{next(iter(typed.values()))}"' in page
    assert (rows(Release), rows(Event)) == before


@pytest.mark.parametrize("year", ["0001", "0026", "1989", "2068", "9999"])
@pytest.mark.parametrize("field", ["date_joined", "last_login"])
def test_no_account_was_made_in_it(client, field, year):
    admin = desk.sign_in(client, "admin")
    address = reverse("admin:auth_user_change", args=[admin.pk])
    typed = {f"{field}_0": f"{year}-01-01", f"{field}_1": "00:00:00"}
    response = desk.save(client, address, **typed)
    assert response.status_code == 200
    assert escape(SENTENCE["en"].format(year)) in response.content.decode()


@pytest.mark.parametrize("year", ["0001", "0026", "2068", "9999"])
def test_no_release_goes_live_in_it(client, year):
    release = submit(make_release())
    desk.sign_in(client, "publisher")
    moment = {"live_from_0": f"{year}-01-01", "live_from_1": "00:00"}
    response = desk.save(client, desk.transition_url(release, "approve"), **moment)
    assert response.status_code == 200
    assert escape(SENTENCE["en"].format(year)) in response.content.decode()
    assert not Edition.objects.exists()


@pytest.mark.parametrize("year", [26, 1989, 2068])
def test_what_stands_at_the_desk_already_is_not_approved_with_it(year):
    release = submit(make_release(issued_on=datetime.date(year, 11, 26)))
    with override("en"), pytest.raises(Refused, match=f"The year {year:04} cannot be right"):
        workflow.approve(release, "fr", make_user("publisher"))


@pytest.mark.parametrize("year", [1, 26, 999])
def test_a_release_of_such_a_year_in_the_record_stands_on_its_pages(year):
    make_leaks()
    edition = publish(make_release())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE releases_address SET year = %s", [year])
        cursor.execute("UPDATE releases_edition SET issued_on = %s", [f"{year:04}-11-26"])
    address = Edition.objects.get(pk=edition.pk).get_absolute_url()
    assert address == f"/fr/communiques/{year:04}/title-fr/"
    for page in ("/fr/", "/fr/communiques/", address):
        assert "Title in fr" in visit(page)


@pytest.mark.parametrize("year", ["0", "-1", "26", "10000", "99999999999999999999", "x"])
@pytest.mark.parametrize(
    "address",
    [
        "/admin/releases/release/?issued_on__{}=",
        "/admin/releases/edition/?live_from__{}=",
        "/admin/releases/event/?at__{}=",
    ],
)
def test_no_list_of_the_desk_breaks_on_it(client, address, year):
    publish(make_release())
    desk.sign_in(client, "admin")
    for part in ("year", "month", "day", "gte", "date"):
        response = client.get(address.format(part) + year, follow=True)
        assert response.status_code in (200, 400, 404), part
