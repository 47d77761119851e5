import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import expect

from releases.models import Topic
from tests.browser import writing
from tests.builders import attach, make_boilerplate, make_contact, make_institute, make_release, publish
from tests.releases import desk
from tests.world import World


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("speaks", ["en-GB", "fr-FR"])
def test_both_states_of_a_release_are_seen_without_scrolling_sideways(at_desk, speaks, width, height):
    release = make_release(title_fr="Trois après-midi pour que PME et laboratoires fassent connaissance")
    for language in ("fr", "en"):
        publish(release, language)
    page = at_desk("publisher", locale=speaks)
    page.set_viewport_size({"width": width, "height": height})
    page.goto(desk.LIST)
    frame = page.locator("#result_list").locator("..").bounding_box()
    for column in ("headline", "state_in_fr", "state_in_en", "issued"):
        cell = page.locator(f"#result_list .field-{column}")
        expect(cell).to_be_visible()
        box = cell.bounding_box()
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1, column
    assert page.locator(".state-language").first.is_visible() == (width < 768)


@pytest.mark.parametrize("width", [320, 1280])
def test_no_list_of_the_desk_scrolls_sideways(at_desk, width):
    World()
    page = at_desk("admin", locale="fr-FR")
    page.set_viewport_size({"width": width, "height": 844})
    lists = [f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry]
    for name in (*lists, "releases_release_matrix"):
        page.goto(reverse(f"admin:{name}_changelist"))
        assert page.evaluate(WIDER) == [], name


def test_what_can_be_done_with_rows_shows_when_some_are_ticked(at_desk):
    make_release()
    page = at_desk("publisher")
    page.goto(desk.LIST)
    actions = page.get_by_role("combobox", name="Action")
    expect(actions).to_be_hidden()
    page.locator("#result_list .action-select").check()
    expect(actions).to_be_visible()


def test_lines_of_a_form_stand_within_a_telephone_and_say_what_they_are(at_desk):
    release = attach(make_release(), make_contact(), make_boilerplate())
    page = at_desk("writer")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(desk.change_url(release))
    # Its buttons are words until the font of signs is there; the other language is behind its tab.
    expect(writing.tool(page, "Body (French)", "insert link")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate(WIDER) == []


# What scrolls sideways, the page itself or a part of it.
WIDER = """() => [document.documentElement, ...document.querySelectorAll(
    "#content :not(.visually-hidden, .text-field > .help)"
  )]
  .filter((part) => part.scrollWidth > part.clientWidth + 1)
  .filter((part) => part === document.documentElement || getComputedStyle(part).overflowX !== "visible")
  .map((part) => `${part.tagName} ${part.className}`)"""


def test_each_cell_of_a_list_says_what_it_is_on_a_telephone(at_desk):
    World()
    page = at_desk("admin", locale="fr-FR")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("admin:releases_event_changelist"))
    cell = page.locator("#result_list .field-actor_name").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Par"'
    expect(page.get_by_role("link", name="Référence")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Événements")).to_be_visible()


@pytest.fixture
def filled():
    """So that each filter has something to choose."""
    release = make_release()
    release.institutes.add(make_institute("Un"), make_institute("Deux"))
    topics = [Topic.objects.create(name_fr=name, slug_fr=name.lower()) for name in ("Climat", "Santé")]
    release.topics.add(*topics)
    make_release(kind="statement")
    return release


@pytest.mark.parametrize("locale", ["fr-FR", "en-GB"])
@pytest.mark.usefixtures("filled")
def test_the_filters_of_releases_take_one_line_at_1280_px(at_desk, locale):
    page = at_desk("admin", locale=locale)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(desk.LIST)
    tops = page.locator(".desk-filters :is(a.chip, summary)").evaluate_all(
        "chips => chips.map((chip) => chip.getBoundingClientRect().top)"
    )
    assert len(tops) >= 9
    assert len({round(top) for top in tops}) == 1


@pytest.mark.usefixtures("filled")
def test_escape_and_a_click_beside_it_close_an_opened_filter(at_desk):
    page = at_desk("admin")
    page.goto(desk.LIST)
    summary = page.locator(".desk-filters summary", has_text="Institute")
    summary.press("Enter")
    choice = page.locator(".desk-filters details[open] a").first
    choice.focus()
    page.keyboard.press("Escape")
    expect(choice).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.locator("h1").click()
    expect(page.locator(".desk-filters details[open]")).to_have_count(0)
