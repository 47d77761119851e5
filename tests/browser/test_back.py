"""Back after the first save, then saving again."""

import re

import pytest
from playwright.sync_api import expect

from releases.models import Release
from tests.browser import writing

pytestmark = pytest.mark.django_db(transaction=True)
ADD = "/admin/releases/release/add/"


def test_back_after_the_first_save_and_saving_again_makes_no_second_release(at_desk):
    page = at_desk("writer")
    page.goto(ADD)
    page.locator("#id_title_fr").fill("Un titre")
    page.locator("#id_city_fr").fill("Paris")
    writing.save(page)
    page.go_back()
    page.wait_for_url(f"**{ADD}")
    page.locator("#id_title_fr").fill("Un titre corrigé")
    page.locator("[name=_continue]").click()
    expect(page.get_by_text("This form has already been saved")).to_be_visible()
    expect(page.locator("#id_title_fr")).to_have_value("Un titre corrigé")
    for mine in page.get_by_role("radio", name=re.compile("^Mine")).all():
        mine.check()
    writing.save(page)
    assert Release.objects.get().title_fr == "Un titre corrigé"


def test_a_form_opened_anew_is_another_release(at_desk):
    page = at_desk("writer")
    for title in ("Un", "Deux"):
        page.goto(ADD)
        page.locator("#id_title_fr").fill(title)
        writing.save(page)
    assert Release.objects.count() == 2
