"""Writing in the editor of texts: what it shows, what typing makes, what its tools do."""

import re

import pytest
from playwright.sync_api import expect

from releases.models import Release
from tests.browser import writing
from tests.builders import make_boilerplate, make_release

pytestmark = pytest.mark.django_db(transaction=True)
FRENCH = "Corps du texte (français)"
LONG = "<p>Une ligne du texte.</p>" * 60
# In one breath: the browser has not yet said where the caret is.
CARET_AND_ENTER = """text => {
    getSelection().collapse(text.firstChild.firstChild, 2);
    const enter = {key: "Enter", keyCode: 13, bubbles: true, cancelable: true};
    text.dispatchEvent(new KeyboardEvent("keydown", enter));
}"""
IS_CUT_OFF = "element => element.scrollHeight > element.clientHeight + 1"


@pytest.fixture
def desk(at_desk):
    return at_desk("publisher", locale="fr-FR")


@pytest.fixture
def write(desk):
    def write(body="<p>Un.</p>"):
        release = make_release(body_fr=body)
        desk.goto(f"/admin/releases/release/{release.pk}/change/")
        text = writing.editor(desk, FRENCH)
        text.click()
        # The editor learns a moment later where a key has put the cursor.
        text.evaluate("({ editor }) => editor.commands.setTextSelection(editor.state.doc.content.size)")
        return text

    return write


def saved(page):
    with page.expect_navigation():
        page.locator("[name=_continue]").press("Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()
    return Release.objects.get().body_fr


def tool(page, name):
    return writing.tool(page, FRENCH, name)


def type_lines(page, *lines):
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    for line in lines:
        page.keyboard.type(line)
        page.keyboard.press("Enter")


def test_the_page_scrolls_and_the_tools_stay_in_sight(desk, write):
    text = write(LONG)
    assert not text.evaluate(IS_CUT_OFF)
    assert text.bounding_box()["height"] > 1500
    text.locator("p").last.scroll_into_view_if_needed()
    bar, tools = desk.locator(".write-bar"), desk.get_by_role("toolbar", name=f"Outils\xa0: {FRENCH}")
    expect(tools).to_be_in_viewport(ratio=1)
    above = bar.bounding_box()
    assert tools.bounding_box()["y"] == pytest.approx(above["y"] + above["height"], abs=2)
    expect(tool(desk, "gras")).to_be_in_viewport(ratio=1)


def test_a_text_is_set_like_the_public_article_and_spelt_in_its_language(desk, write):
    text = write("<h2>Un</h2><ul><li><p>deux</p></li></ul>")
    expect(text.locator("p")).to_have_css("font-family", re.compile("Newsreader Text"))
    expect(text.locator("ul")).to_have_css("list-style-type", '"–  "')
    expect(text).to_have_attribute("lang", "fr")
    expect(text).to_have_attribute("spellcheck", "true")
    expect(writing.editor(desk, "Corps du texte (anglais)")).to_have_attribute("lang", "en")


def test_a_boilerplate_is_spelt_in_its_language_too(desk):
    desk.goto(f"/admin/releases/boilerplate/{make_boilerplate().pk}/change/")
    expect(writing.editor(desk, "Texte (anglais)")).to_have_attribute("lang", "en")


def test_signs_typed_at_the_beginning_of_a_line_make_headings_lists_and_quotations(desk, write):
    write()
    type_lines(desk, "## Titre", "- puce", "", "1. premier", "", "> cité")
    assert saved(desk) == (
        "<h2>Titre</h2><ul><li><p>puce</p></li></ul><ol><li><p>premier</p></li></ol>"
        "<blockquote><p>cité</p><p></p></blockquote>"
    )


def test_a_key_counts_where_the_click_just_before_it_has_put_the_caret(desk, write):
    write("<p>Un.</p><p>Deux.</p>").evaluate(CARET_AND_ENTER)
    assert saved(desk) == "<p>Un</p><p>.</p><p>Deux.</p>"


def test_a_year_at_the_beginning_of_a_line_begins_no_list(desk, write):
    text = write()
    type_lines(desk, "2026. Une année")
    expect(text.locator("ol")).to_have_count(0)


def test_the_tool_bar_is_one_stop_of_the_tab_key_and_arrows_go_through_it(desk, write):
    write()
    desk.keyboard.press("Shift+Tab")
    expect(desk.locator(":focus")).to_have_attribute("aria-label", "Type de paragraphe\xa0: paragraphe")
    desk.keyboard.press("ArrowRight")
    expect(tool(desk, "liste à puces")).to_be_focused()
    desk.keyboard.press("End")
    expect(tool(desk, "autres outils")).to_be_focused()
    desk.keyboard.press("Tab")
    expect(writing.editor(desk, FRENCH)).to_be_focused()
    desk.keyboard.press("Shift+Tab")
    expect(tool(desk, "autres outils")).to_be_focused()


def test_ctrl_k_makes_a_link_of_the_word_at_the_cursor(desk, write):
    text = write("<p>Voir le site</p>")
    desk.keyboard.press("Control+k")
    desk.get_by_label("URL").fill("example.org")
    desk.keyboard.press("Enter")
    expect(text.get_by_role("link", name="site", exact=True)).to_have_attribute("href", "https://example.org")


def test_ctrl_k_between_words_asks_for_words_and_address(desk, write):
    text = write("<p>Voir</p>")
    desk.keyboard.type(" ")
    desk.keyboard.press("Control+k")
    desk.get_by_role("textbox", name="Mots", exact=True).fill("le site")
    desk.get_by_label("URL").fill("example.org")
    desk.keyboard.press("Enter")
    expect(text.get_by_role("link", name="le site")).to_have_attribute("href", "https://example.org")


def test_a_new_table_has_a_row_of_headers(desk, write):
    text = write()
    desk.keyboard.press("Enter")
    tool(desk, "insérer un tableau").click()
    desk.get_by_label("Lignes").fill("2")
    desk.get_by_label("Colonnes").fill("2")
    desk.get_by_role("button", name="Insérer", exact=True).click()
    expect(text.locator("th")).to_have_count(2)
    expect(text.locator("td")).to_have_count(2)
    tool(desk, "ajouter une ligne").click()
    tool(desk, "ajouter une colonne").click()
    expect(text.locator("tr:first-child th")).to_have_count(3)
    tool(desk, "ligne d’en-tête").click()
    expect(text.locator("th")).to_have_count(0)


def test_tab_goes_from_cell_to_cell_and_out_of_a_table(desk, write):
    table = "<table><tbody><tr><th><p>A</p></th></tr><tr><td><p>B</p></td></tr></tbody></table>"
    text = write(f"<p>Un.</p>{table}")
    text.evaluate("({ editor }) => editor.commands.setTextSelection(9)")
    desk.keyboard.press("Tab")
    desk.keyboard.type("C")
    desk.keyboard.press("Tab")
    expect(text).not_to_be_focused()
    assert saved(desk) == f"<p>Un.</p>{table}".replace("B", "C")


def test_a_quotation_has_its_speaker(desk, write):
    text = write("<p>Fiers.</p>")
    tool(desk, "citation avec son auteur").click()
    desk.keyboard.type("Anne Martin, directrice")
    expect(tool(desk, "citation avec son auteur")).to_have_attribute("aria-pressed", "true")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Et ensuite.")
    expect(text.get_by_role("figure")).to_have_count(1)
    assert saved(desk) == (
        "<figure><blockquote><p>Fiers.</p></blockquote><figcaption>Anne Martin, directrice</figcaption>"
        "</figure><p>Et ensuite.</p>"
    )


def test_two_dashes_below_a_quotation_ask_for_its_speaker(desk, write):
    write()
    type_lines(desk, "> Fiers.", "-- Anne")
    desk.keyboard.press("Backspace")
    assert saved(desk).startswith(
        "<figure><blockquote><p>Fiers.</p></blockquote><figcaption>Anne</figcaption></figure>"
    )


def test_a_quotation_loses_its_speaker_and_no_word(desk, write):
    write("<figure><blockquote><p>Fiers.</p></blockquote><figcaption>Anne Martin</figcaption></figure>")
    tool(desk, "citation avec son auteur").click()
    assert saved(desk) == "<blockquote><p>Fiers.</p></blockquote><p>Anne Martin</p>"


def test_the_text_fills_the_screen_until_escape(desk, write):
    text = write()
    tool(desk, "plein écran").click()
    expect(text).to_be_focused()
    expect(tool(desk, "plein écran")).to_have_attribute("aria-pressed", "true")
    box = desk.locator(".prose-editor", has=text).bounding_box()
    assert (box["x"], box["y"], box["width"]) == (0, 0, desk.viewport_size["width"])
    assert desk.locator("#id_title_fr").evaluate("input => Boolean(input.closest('[inert]'))")
    desk.keyboard.press("Escape")
    expect(text).to_be_focused()
    expect(tool(desk, "plein écran")).to_have_attribute("aria-pressed", "false")
    assert not desk.locator("[inert]:has(#id_title_fr)").count()


def test_words_and_reading_time_follow_what_is_typed(desk, write):
    write("<p>L’IMT est-elle prête\xa0? Oui\xa0: 12\xa0000 €.</p>")
    desk.get_by_role("textbox", name="Chapô (français)").fill("")
    words = desk.locator('[data-words="fr"]')
    # l’IMT, est-elle, prête, oui, 12 000.
    expect(words).to_have_text("5 mots · 1\xa0min de lecture")
    desk.keyboard.press("Control+End")
    writing.editor(desk, FRENCH).click()
    desk.keyboard.press("Control+a")
    desk.keyboard.type("Un")
    expect(words).to_have_text("1 mot · 1\xa0min de lecture")


def test_words_are_counted_of_a_text_that_is_only_read(at_desk):
    page = at_desk("translator")
    release = make_release(standfirst_fr="Un deux.", body_fr="<p>Trois</p><p>quatre.</p>")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    expect(page.locator('[data-words="fr"]')).to_have_text("4 words · 1 min read")


def test_it_has_no_barriers_while_its_tools_are_open(desk, write, axe):
    write("<p>mot</p>")
    desk.keyboard.press("Control+h")
    expect(desk.get_by_role("search", name="Rechercher et remplacer")).to_be_visible()
    axe(desk)


def test_tab_leaves_a_list_as_it_is_and_keys_and_tools_change_its_levels(desk, write):
    text = write("<ul><li><p>Un</p></li><li><p>Deux</p></li></ul>")
    text.evaluate("({ editor }) => editor.commands.setTextSelection(editor.state.doc.content.size - 3)")
    nested = text.locator("ul ul li", has_text="Deux")
    for key in ("Tab", "Shift+Tab"):
        desk.keyboard.press(key)
        expect(text).not_to_be_focused()
        expect(nested).to_have_count(0)
        text.focus()
    for deeper, higher in (("Control+]", "Control+["), ("Alt+Shift+ArrowRight", "Alt+Shift+ArrowLeft")):
        desk.keyboard.press(deeper)
        expect(nested).to_be_visible()
        desk.keyboard.press(higher)
        expect(nested).to_have_count(0)
    tool(desk, "un niveau plus bas").click()
    expect(nested).to_be_visible()
    tool(desk, "un niveau plus haut").click()
    expect(nested).to_have_count(0)
    desk.keyboard.press("Tab")
    expect(text).not_to_be_focused()
