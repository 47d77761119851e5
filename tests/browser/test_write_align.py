"""Two languages side by side on the form of a release: what belongs together begins on one line."""

import pytest
from playwright.sync_api import expect

from releases.models import Release
from tests.browser import writing
from tests.builders import make_release
from tests.releases import desk

pytestmark = pytest.mark.django_db(transaction=True)

WIDE = {"width": 1280, "height": 900}
LONG = "Words that take several lines where they stand. " * 6
TABLE = "<table><tbody><tr><th><p>A</p></th></tr><tr><td><p>B</p></td></tr></tbody></table>"


def body(first, second):
    return (
        f"<p>{first}</p><h2>One</h2><p>{second}</p>"
        f"<ul><li><p>{first}</p></li><li><p>{second}</p></li><li><p>{first}</p></li></ul>"
        f"<figure><blockquote><p>{second}</p></blockquote><figcaption>Somebody</figcaption></figure>"
        f"{TABLE}<p>{first}</p><h2>Two</h2><p>{second}</p><h3>Three</h3><p>End.</p>"
    )


BODY_FR, BODY_EN = body(LONG, "Short."), body("Short.", LONG)
BLOCKS = ":is(p, h2, h3, ul, figure, .table, .tableWrapper)"
# Of each language, where what is seen of its blocks and items begins.
TOPS = """blocks => [...document.querySelectorAll(".rich-text")].map((text) =>
    [...text.querySelectorAll(`:scope > ${blocks}, :scope > ul > li`)].map((block) =>
        block.getBoundingClientRect().top + (parseFloat(block.style.paddingTop) || 0)))"""
ALIGNED = f"""blocks => {{
    const [left, right] = ({TOPS})(blocks);
    if (!right || left.length !== right.length) return false;
    return left.every((top, place) => Math.abs(top - right[place]) <= 2);
}}"""
# The last block of one language has no counterpart.
BEGINS_ALIKE = f"""blocks => {{
    const [left, right] = ({TOPS})(blocks);
    return right.every((top, place) => Math.abs(top - left[place]) <= 2);
}}"""
HAS_SPACES = "has => Boolean(document.querySelector('.rich-text [style*=padding-top]')) === has"
COPY = """() => {
    const data = new DataTransfer();
    document.activeElement.dispatchEvent(new ClipboardEvent("copy", {clipboardData: data, bubbles: true}));
    return data.getData("text/html");
}"""


def opened(at_desk, role="writer", **texts):
    page = at_desk(role)
    page.set_viewport_size(WIDE)
    page.goto(desk.change_url(make_release(**{"body_fr": BODY_FR, "body_en": BODY_EN, **texts})))
    return page


@pytest.fixture
def page(at_desk):
    page = opened(at_desk)
    expect_aligned(page)
    # That of quotations is asked for when the editors are there; the window scrolls by a line when it comes.
    page.evaluate("document.fonts.ready.then(() => true)")
    expect_aligned(page)
    return page


def expect_aligned(page, blocks=BLOCKS):
    page.wait_for_function(ALIGNED, arg=blocks)
    page.wait_for_function(HAS_SPACES, arg=True)


def expect_left_alone(page):
    page.wait_for_function(HAS_SPACES, arg=False)


@pytest.mark.parametrize("width", [1280, 1920])
def test_every_block_begins_beside_its_counterpart(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    expect_aligned(page)
    assert [len(tops) for tops in page.evaluate(TOPS, BLOCKS)] == [14, 14]


def test_it_holds_while_one_types_and_the_line_stays_where_it_is(page):
    writing.editor(page, "Body (English)").get_by_role("heading", name="Two").click()
    page.keyboard.press("End")
    before = page.evaluate(TOPS, "h2")
    page.keyboard.type(" and what it means for all of those who read it to the end of the last line" * 2)
    expect_aligned(page)
    assert page.evaluate(TOPS, "h2") == before
    for line in ("One.", "Two.", "Three."):
        page.keyboard.press("Enter")
        page.keyboard.type(line)
    # Three paragraphs of one language: they stand alone, the headings together.
    expect_aligned(page, ":is(h2, h3)")
    assert "<p>One.</p><p>Two.</p><p>Three.</p>" in page.locator("#id_body_en").input_value()


def test_a_heading_of_one_language_stands_alone(page):
    editor = writing.editor(page, "Body (French)")
    editor.get_by_text("End.").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("## Four")
    expect(editor.get_by_role("heading", name="Four")).to_be_visible()
    assert [len(tops) for tops in page.evaluate(TOPS, BLOCKS)] == [15, 14]
    page.wait_for_function(BEGINS_ALIKE, arg=BLOCKS)


def test_nothing_of_it_is_saved_or_copied(page):
    writing.editor(page, "Body (English)").click()
    page.keyboard.press("Control+a")
    copied = page.evaluate(COPY)
    assert "Three" in copied
    assert "style" not in copied
    for code in ("fr", "en"):
        assert "style" not in page.locator(f"#id_body_{code}").input_value()
    page.locator("#id_title_en").fill("Another title")
    writing.save(page)
    release = Release.objects.get()
    assert (release.title_en, release.body_fr, release.body_en) == ("Another title", BODY_FR, BODY_EN)


def test_a_page_that_was_only_aligned_asks_nothing_when_it_is_left(page):
    page.goto("/admin/")
    assert page.url.endswith("/admin/")


def test_one_language_alone_has_its_own_distances(page):
    choice = page.get_by_role("group", name="Languages shown")
    choice.get_by_role("button", name="English").click()
    expect_left_alone(page)
    choice.get_by_role("button", name="Side by side").click()
    expect_aligned(page)


def test_languages_below_one_another_have_their_own_distances(page):
    page.get_by_role("button", name="Preview", exact=True).click()
    expect_left_alone(page)
    page.keyboard.press("Escape")
    expect_aligned(page)
    page.set_viewport_size({"width": 390, "height": 800})
    expect_left_alone(page)


def test_the_text_alone_on_the_screen_has_its_own_distances(page):
    writing.tool(page, "Body (English)", "full screen").click()
    expect_left_alone(page)
    page.keyboard.press("Escape")
    expect_aligned(page)


def test_what_is_only_read_stands_beside_what_is_written(at_desk):
    page = opened(at_desk, "translator")
    expect(page.locator(".read-body")).to_be_visible()
    expect_aligned(page)
    writing.editor(page, "Body (English)").get_by_text("Short.").first.click()
    page.keyboard.type(LONG)
    expect_aligned(page)


def test_where_there_is_no_text_yet_there_is_no_space(at_desk):
    page = opened(at_desk, body_en="")
    expect(writing.editor(page, "Body (English)")).to_be_visible()
    expect_left_alone(page)
