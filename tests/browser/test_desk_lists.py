import pytest
from playwright.sync_api import expect

from tests.builders import make_release, publish
from tests.releases import desk


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("speaks", ["English", "Français"])
def test_both_states_of_a_release_are_seen_without_scrolling_sideways(at_desk, speaks, width, height):
    release = make_release(title_fr="Trois après-midi pour que PME et laboratoires fassent connaissance")
    for language in ("fr", "en"):
        publish(release, language)
    page = at_desk("publisher")
    page.set_viewport_size({"width": width, "height": height})
    page.goto(desk.LIST)
    page.get_by_role("button", name=speaks).click()
    frame = page.locator("#result_list").locator("..").bounding_box()
    for column in ("headline", "state_in_fr", "state_in_en", "issued_on", "reference"):
        cell = page.locator(f"#result_list .field-{column}")
        expect(cell).to_be_visible()
        box = cell.bounding_box()
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1, column
    assert page.locator(".state-language").first.is_visible() == (width < 768)
