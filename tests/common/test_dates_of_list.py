import datetime
import html

import pytest

from tests.builders import make_release
from tests.releases import desk

pytestmark = pytest.mark.django_db


def links(client, **query):
    shown = client.get(desk.LIST, query).content.decode()
    return [part.partition('"')[0] for part in shown.split('href="?') if part.startswith("issued_on__")]


@pytest.fixture(autouse=True)
def releases(client):
    for year, month in ((2020, 2), (2022, 3), (2022, 4)):
        make_release(issued_on=datetime.date(year, month, 3))
    make_release(issued_on=None)
    desk.sign_in(client)


def test_years_lead_from_the_first_to_the_last(client):
    assert links(client) == ["issued_on__year=2020", "issued_on__year=2021", "issued_on__year=2022"]


def test_a_year_leads_to_its_months(client):
    months = [html.unescape(link) for link in links(client, issued_on__year=2022)]
    named = [link.partition("month=")[2].partition("&")[0] for link in months if "month=" in link]
    assert named == ["3", "4"]


def test_a_list_without_a_date_shows_none(client):
    assert links(client, q="nothing-like-it") == []
