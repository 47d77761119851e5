import pytest
from lxml import html

from tests.builders import make_contact
from tests.releases import desk

pytestmark = pytest.mark.django_db


def test_a_list_says_yes_and_no_in_words_and_is_sorted_by_them(client):
    make_contact(is_press_contact=True, is_public=False)
    desk.sign_in(client, "contacts")
    page = html.document_fromstring(client.get("/admin/institutes/contact/").content)
    cells = page.xpath("//tbody//td[starts-with(@class, 'field-is_')]")
    assert [cell.text_content() for cell in cells] == ["yes", "no"]
    assert page.xpath("//th[contains(@class, 'column-is_public')]//a/@href")
