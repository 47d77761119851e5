"""Somebody who has no mouse: goes by Tab to what has a name, and sees all the way where the focus is."""

import pytest
from playwright.sync_api import Page, expect

MOST_STOPS = 120
# Of what has the focus: whether it is meant, what it is, and what is wrong with how it is shown. The sign may
# be on the box around a field. Nothing may cover all of it.
FOCUS = """targets => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const hasSign = (part) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
        return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    };
    const box = element.closest(".prose-editor, .select2-container");
    const parts = [element, ...(box?.querySelectorAll(".prose-menubar, .select2-selection") ?? [])];
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const points = (from, to, size) => {
        const [first, last] = [Math.max(from, 0), Math.min(to, size)];
        return [0.05, 0.25, 0.5, 0.75, 0.95].map((share) => first + (last - first) * share);
    };
    const isOwn = (found) => found &&
        (element.contains(found) || found.contains(element) || found.closest("label")?.control === element);
    const isSeen = points(left, right, innerWidth).some((x) =>
        points(top, bottom, innerHeight).some((y) => isOwn(document.elementFromPoint(x, y))));
    const at = [left, top, right, bottom].map(Math.round);
    return {
        meant: targets.includes(element),
        what: element.outerHTML.slice(0, 120),
        problems: [parts.some(hasSign) ? "" : "no sign of the focus", isSeen ? "" : `out of sight at ${at}`]
            .filter(Boolean),
    };
}"""
HAS_FOCUS = "() => document.activeElement && document.activeElement !== document.body"


class Keyboard:
    def __init__(self, page: Page):
        self.page = page

    def to(self, role, name, *, back=False, **which):
        """Tab, or Shift+Tab, until that has the focus."""
        key = "Shift+Tab" if back else "Tab"
        target = self._named(role, name, which)
        expect(target.first).to_be_visible()
        for _stop in range(MOST_STOPS):
            # Behind the last stop is the browser's own.
            focus = self._next(key, target.element_handles())
            if focus and focus["meant"]:
                return
        pytest.fail(f"{MOST_STOPS} × {key} do not reach the {role} “{name}” on {self.page.url}")

    def leave(self, key="Tab"):
        """Through the whole page, until the focus is behind it, or is where it began."""
        first = []
        for _stop in range(MOST_STOPS):
            focus = self._next(key, first)
            if not focus or focus["meant"]:
                return
            first = first or [self.page.evaluate_handle("document.activeElement")]
        pytest.fail(f"{MOST_STOPS} × {key} do not lead out of {self.page.url}")

    def _next(self, key, targets):
        self.page.keyboard.press(key)
        focus = self.page.evaluate(FOCUS, targets)
        assert not (focus and focus["problems"]), f"{key} on {self.page.url}: {focus}"
        return focus

    def _named(self, role, name, which):
        # Playwright gives it no role.
        if role == "summary":
            return self.page.locator("summary", has_text=name)
        return self.page.get_by_role(role, name=name, **{"exact": True, **which})

    def type(self, *texts):
        """Each in a field of its own, one Tab after the other."""
        for place, text in enumerate(texts):
            if place:
                self.page.keyboard.press("Tab")
            self.page.keyboard.type(text)

    def fill(self, name, text, *, role="textbox", **which):
        self.to(role, name, **which)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def press(self, role, name, key="Enter", *, back=False, **which):
        """What it does is done on this page, and leaves the focus somewhere."""
        self.to(role, name, back=back, **which)
        self.page.keyboard.press(key)
        self.page.wait_for_function(HAS_FOCUS)

    def follow(self, role, name, *, back=False, **which):
        """It leads to another page."""
        self.to(role, name, back=back, **which)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
