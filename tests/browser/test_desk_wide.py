"""The desk on a wide screen: one page in the middle of it, and nothing drawn out to fill it."""

import pytest

from institutes.models import Membership
from tests.builders import make_institute, make_school
from tests.common.test_changelist import address

pytestmark = pytest.mark.django_db(transaction=True)

WIDTH = 1920


@pytest.fixture
def page(at_desk):
    page = at_desk("contacts")
    page.set_viewport_size({"width": WIDTH, "height": 1000})
    return page


def test_a_list_of_few_columns_keeps_them_close(page):
    institute = make_institute("Carnot M.I.N.E.S")
    page.goto(address(type(institute), "changelist"))
    rows = page.locator("#result_list").bounding_box()
    assert rows["width"] < WIDTH * 2 / 3
    assert rows["x"] == page.locator("h1").bounding_box()["x"]


def test_what_belongs_to_a_row_stands_beside_its_own_fields(page):
    institute = make_institute("Carnot M.I.N.E.S")
    Membership.objects.create(institute=institute, school=make_school("Eurecom"))
    page.goto(f"{address(type(institute), 'changelist')}{institute.pk}/change/")
    own, lines = page.locator(".form-own").bounding_box(), page.locator(".form-lines").bounding_box()
    assert (own["y"], own["width"]) == (lines["y"], lines["width"])
    assert own["x"] + own["width"] < lines["x"]
