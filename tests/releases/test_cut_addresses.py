"""What a year, or a year and a month, in the place of a whole address lead to."""

import pytest

from tests.builders import make_release, publish
from tests.visitor import visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_leaks")]


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("/fr/communiques/2020/", "/fr/communiques/?annee=2020"),
        ("/fr/communiques/2020/02/", "/fr/communiques/?annee=2020&mois=2"),
        ("/en/press-releases/2020/", "/en/press-releases/?year=2020"),
        ("/en/press-releases/2020/2/", "/en/press-releases/?year=2020&month=2"),
        ("/en/press-releases/2020/12/", "/en/press-releases/?year=2020&month=12"),
    ],
)
def test_a_year_and_a_month_lead_to_their_list(cut, whole, client):
    response = client.get(cut)
    assert (response.status_code, response["Location"]) == (301, whole)
    visit(whole)


@pytest.mark.parametrize("cut", ["0000/", "1066/", "9999/", "1066/02/", "2020/00/", "2020/13/", "2020/002/"])
def test_what_is_no_year_or_month_is_not_found(cut):
    visit(f"/fr/communiques/{cut}", 404)
    visit(f"/en/press-releases/{cut}", 404)


def test_a_release_called_like_a_month_keeps_its_address():
    publish(make_release(slug_fr="02"))
    assert "Title in fr" in visit("/fr/communiques/2020/02/")
