"""The last part of an address, proposed while a title is typed."""

import pytest
from playwright.sync_api import expect

from institutes.models import School
from releases.models import Release
from tests.browser import writing
from tests.common.test_slugs import TITLES

pytestmark = pytest.mark.django_db(transaction=True)
ADD = "/admin/releases/release/add/"


def test_the_browser_proposes_what_the_server_would(at_desk):
    page = at_desk("writer")
    page.goto(ADD)
    title, slug = page.locator("#id_title_fr"), page.locator("#id_slug_fr")
    for typed, proposed in TITLES.items():
        title.fill("x")
        expect(slug).to_have_value("x")
        title.fill(typed)
        expect(slug).to_have_value(proposed)
        expect(page.locator("#id_slug_fr + .counter")).to_contain_text(f"{len(proposed)} / 120")


def test_who_saves_at_once_gets_the_proposal_of_the_whole_title(at_desk):
    page = at_desk("writer")
    page.goto(ADD)
    page.locator("#id_title_fr").press_sequentially("Un titre assez long № 5")
    writing.save(page)
    assert Release.objects.get().slug_fr == "un-titre-assez-long-no-5"


def test_a_proposal_that_comes_late_does_not_replace_what_a_person_typed(at_desk):
    page = at_desk("writer")
    page.goto(ADD)
    page.locator("#id_title_fr").press_sequentially("Un titre")
    page.locator("#id_slug_fr").fill("mon-adresse")
    page.wait_for_timeout(1000)
    expect(page.locator("#id_slug_fr")).to_have_value("mon-adresse")


def test_what_a_person_typed_stays_until_it_is_taken_away(at_desk):
    page = at_desk("writer")
    page.goto(ADD)
    title, slug = page.locator("#id_title_fr"), page.locator("#id_slug_fr")
    slug.fill("choisi")
    title.fill("Un titre")
    title.fill("Un autre titre")
    page.wait_for_timeout(500)
    expect(slug).to_have_value("choisi")
    slug.fill("")
    title.fill("Un troisième titre")
    expect(slug).to_have_value("un-troisieme-titre")


def test_without_an_answer_the_server_proposes_at_saving(at_desk, complaints):
    complaints.expect("ERR_FAILED")
    page = at_desk("writer")
    page.goto(ADD)
    page.route("**/address-name/", lambda route: route.abort())
    page.locator("#id_title_fr").fill("Coeﬃcient ½")
    writing.save(page)
    assert Release.objects.get().slug_fr == "coefficient-1-2"


def test_schools_and_topics_ask_the_same(at_desk):
    page = at_desk("admin")
    page.goto("/admin/institutes/school/add/")
    page.locator("#id_name_fr").fill("École de Łódź")
    expect(page.locator("#id_slug")).to_have_value("ecole-de-lodz")
    page.locator("[name=_continue]").click()
    page.wait_for_url("**/change/")
    assert School.objects.get().slug == "ecole-de-lodz"
    page.goto("/admin/releases/topic/add/")
    page.locator("#id_name_en").fill("CO₂")
    expect(page.locator("#id_slug_en")).to_have_value("co2")
