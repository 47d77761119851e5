import pytest

from institutes.models import School
from tests.builders import make_contact
from tests.visitor import make_full_institute, visit

pytestmark = pytest.mark.django_db


def test_an_institute_is_an_organisation_with_the_contacts_that_its_page_shows():
    institute = make_full_institute()
    make_contact("Martin", organisation=institute)
    make_contact("Hidden", organisation=institute, is_public=False)
    data = visit("/fr/instituts/tsn/").structured_data()["Organization"]
    assert data["name"] == institute.name
    assert data["url"] == "http://testserver/fr/instituts/tsn/"
    assert [contact["name"] for contact in data["contactPoint"]] == ["Zoé Martin"]


def test_a_school_is_an_organisation_too():
    make_full_institute()
    School.objects.filter(slug="eurecom").update(presentation_en="On the Riviera.")
    page = visit("/en/schools/eurecom/")
    assert page.structured_data()["Organization"]["name"] == "Eurecom"
    assert page.structured_data()["Organization"]["description"] == "On the Riviera."
    assert len(page.structured_data()["BreadcrumbList"]["itemListElement"]) == 3
