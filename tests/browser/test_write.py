"""The form of a release as a page of writing: its columns, its bar, and what lies at its side."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import expect

from releases.models import Attachment, Release
from tests.browser import writing
from tests.browser.test_desk_files import PDF
from tests.builders import attach, make_boilerplate, make_contact, make_release, make_user
from tests.releases import desk
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 800}
BAR_PARTS = ".bar-reference, .bar-state, [data-shown], .bar-to-see, .bar-about, .bar-actions > *"


@pytest.fixture
def release():
    return attach(make_release(), *map(make_contact, ("Durand", "Petit", "Roux")), make_boilerplate())


@pytest.fixture
def page(at_desk, release):
    page = at_desk("writer")
    page.goto(desk.change_url(release))
    return page


def column(page, code):
    return page.locator(f"#language-{code}")


def shown(page, name):
    return page.get_by_role("group", name="Languages shown").get_by_role("button", name=name)


def contacts(page):
    return page.locator("#contact_lines-group .line")


def names(release):
    return [line.contact.last_name for line in release.contact_lines.all()]


def _overlap(first, second):
    return all(
        first[start] < second[start] + second[size] - 1 and second[start] < first[start] + first[size] - 1
        for start, size in (("x", "width"), ("y", "height"))
    )


class TestTheBarAfterAnAutosave:
    def test_says_where_a_new_release_stands_and_leaves_the_focus(self, at_desk):
        page = at_desk("writer")
        page.goto(desk.ADD)
        title = page.get_by_label("Title (French):", exact=True)
        title.fill("A new title")
        expect(page.locator(".bar-to-see")).to_contain_text("points to see")
        expect(page.locator(".bar-state").first).to_contain_text("draft")
        expect(writing.at_desk(page, "Français")).to_have_text("draft")
        expect(page.locator("#to-see")).to_contain_text("The body is missing.")
        expect(page.locator("[data-points-said]")).to_contain_text("points to see")
        expect(title).to_be_focused()

    def test_names_what_is_submitted_as_it_is_typed(self, at_desk):
        page = at_desk("writer")
        page.goto(desk.ADD)
        step = page.locator(".bar-next button")
        expect(step).to_have_text("Submit for review")
        page.get_by_label("Title (French):", exact=True).fill("Un titre")
        expect(step).to_have_text("Submit the French")
        page.get_by_label("Standfirst (French)").fill("Un chapô.")
        page.get_by_label("City (French)").fill("Paris")
        writing.editor(page, "Body (French)").fill("Un texte.")
        page.get_by_label("Title (English):", exact=True).fill("A title")
        expect(step).to_have_text("Submit the French")
        page.get_by_label("Standfirst (English)").fill("A standfirst.")
        page.get_by_label("City (English)").fill("Paris")
        writing.editor(page, "Body (English)").fill("A text.")
        expect(step).to_have_text("Submit both languages")
        writing.press(page, "Submit for review – Français")
        # Nothing else has been given: it is asked whether that is meant.
        expect(page.locator(".warnings")).to_contain_text("No press contact is given.")
        page.get_by_role("button", name="Submit for review").click()
        expect(writing.at_desk(page, "Français")).to_have_text("in review")
        expect(writing.at_desk(page, "English")).to_have_text("draft")


def test_what_is_saved_is_seen_beside_the_text_alone(page):
    writing.tool(page, "Body (French)", "full screen").click()
    writing.editor(page, "Body (French)").fill("Rewritten.")
    said = page.locator("#saving [data-shown]")
    expect(said).to_contain_text("Saved")
    box = said.bounding_box()
    at = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    page.locator("[inert]").evaluate_all("parts => parts.forEach((part) => part.removeAttribute('inert'))")
    assert page.evaluate("([x, y]) => Boolean(document.elementFromPoint(x, y).closest('#saving'))", at)


class TestColumns:
    def test_what_belongs_together_begins_on_one_line(self, page):
        page.get_by_label("Title (French):", exact=True).fill("A title that takes several lines. " * 4)
        for field in ("standfirst", "city", "body"):
            tops = [page.locator(f".field-{field}_{code}").bounding_box()["y"] for code in ("fr", "en")]
            assert tops[0] == tops[1]

    def test_the_choice_of_one_language_is_remembered(self, page):
        shown(page, "English").click()
        expect(column(page, "fr")).to_be_hidden()
        page.reload()
        expect(column(page, "fr")).to_be_hidden()
        expect(shown(page, "English")).to_have_attribute("aria-pressed", "true")
        shown(page, "Side by side").click()
        expect(column(page, "fr")).to_be_visible()

    def test_a_list_that_leads_to_a_hidden_text_shows_it(self, at_desk):
        release = make_release(city_fr="")
        page = at_desk("writer")
        page.goto(desk.change_url(release))
        shown(page, "English").click()
        page.get_by_role("link", name="The city of the dateline is missing.").click()
        expect(page.locator("#id_city_fr")).to_be_focused()

    def test_a_headline_goes_on_to_the_next_text_by_enter(self, page):
        page.get_by_label("Title (French):", exact=True).press("Enter")
        expect(page.locator("#id_subtitle_fr")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#id_standfirst_fr")).to_be_focused()
        assert page.get_by_label("Title (French):", exact=True).input_value() == "Title in fr"

    def test_no_text_scrolls_in_itself(self, page):
        expect(writing.editor(page, "Body (English)")).to_be_visible()
        page.locator("#id_standfirst_fr").fill("A line.\n" * 30)
        for area in page.locator(".text-field > textarea").all():
            assert area.evaluate("area => area.scrollHeight - area.clientHeight") <= 1

    def test_on_a_telephone_languages_are_tabs_and_the_bar_lies_below(self, page):
        page.set_viewport_size(PHONE)
        expect(column(page, "fr")).to_be_visible()
        expect(column(page, "en")).to_be_hidden()
        expect(shown(page, "Side by side")).to_be_hidden()
        shown(page, "English").click()
        expect(column(page, "en")).to_be_visible()
        expect(column(page, "fr")).to_be_hidden()
        bar = page.locator(".write-bar").bounding_box()
        assert round(bar["y"] + bar["height"]) == PHONE["height"]
        page.wait_for_function("width => document.documentElement.scrollWidth === width", arg=PHONE["width"])

    def test_at_a_zoom_of_400_percent_the_bar_leaves_the_window_to_the_text(self, page):
        page.set_viewport_size({"width": 320, "height": 225})
        buttons = page.locator(".bar-actions > :is(.button, details)")
        for button in buttons.all():
            box = button.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 320
        page.locator("#id_standfirst_fr").click()
        page.keyboard.type("A line.")
        expect(page.locator(".write-bar")).not_to_be_in_viewport()
        expect(page.locator("#id_standfirst_fr")).to_have_value(re.compile("A line."))

    def test_on_a_telephone_no_word_of_the_bar_lies_on_another(self, page):
        page.set_viewport_size(PHONE)
        page.get_by_label("Title (French):", exact=True).fill("Another title")
        expect(page.locator("#saving [data-shown]")).to_contain_text("Saved")
        expect(page.locator("[data-points-said]")).to_be_attached()
        boxes = [box for part in page.locator(BAR_PARTS).all() if (box := part.bounding_box())]
        for first, second in combinations(boxes, 2):
            assert not _overlap(first, second)

    def test_the_side_becomes_drawers(self, page):
        page.set_viewport_size({"width": 1024, "height": 800})
        expect(contacts(page).first).to_be_hidden()
        page.get_by_role("link", name="Dates, contacts, files").click()
        page.get_by_role("heading", name="Press contacts").click()
        expect(contacts(page).first).to_be_visible()

    def test_nobody_is_kept_out_on_a_telephone(self, page, axe):
        page.set_viewport_size(PHONE)
        closed = page.locator(".side-section:not([open]) > summary")
        while closed.count():
            closed.first.click()
        axe(page)
        page.locator(".bar-menu > summary").click()
        axe(page)
        page.keyboard.press("Escape")
        expect(page.locator(".bar-menu > summary")).to_be_focused()
        expect(page.get_by_role("button", name="Save and close")).to_be_hidden()


class TestLines:
    def test_they_are_ordered_by_keyboard_and_it_is_said(self, page, release):
        up = contacts(page).nth(2).get_by_role("button", name="Move up")
        up.press("Enter")
        expect(page.locator("#contact_lines-group > [role=status]")).to_have_text("Zoé Roux: 2 of 3")
        expect(contacts(page).nth(1).get_by_role("button", name="Move up")).to_be_focused()
        page.keyboard.press("Enter")
        writing.save(page)
        assert names(release) == ["Roux", "Durand", "Petit"]

    def test_they_are_ordered_by_dragging(self, page, release):
        contacts(page).nth(0).locator(".line-handle").drag_to(contacts(page).nth(2))
        expect(contacts(page).nth(0)).to_contain_text("Petit")
        writing.save(page)
        assert names(release)[0] == "Petit"

    def test_one_is_taken_out_put_back_and_taken_out(self, page, release):
        contacts(page).nth(1).get_by_role("button", name="Take out").click()
        contacts(page).nth(1).get_by_role("button", name="Put back").click()
        contacts(page).nth(0).get_by_role("button", name="Take out").click()
        expect(page.locator("#contact_lines-group .side-count")).to_have_text("2")
        writing.save(page)
        assert names(release) == ["Petit", "Roux"]

    def test_one_that_was_just_added_can_go_before_it_is_saved(self, page, release):
        for name in ("Blanc", "Noir"):
            make_contact(name)
            writing.add_line(page, "press contact", name)
        contacts(page).nth(3).get_by_role("button", name="Take out").click()
        expect(contacts(page)).to_have_count(4)
        writing.save(page)
        assert names(release) == ["Durand", "Petit", "Roux", "Noir"]

    def test_who_is_there_is_not_added_twice(self, page):
        search = page.get_by_role("combobox", name="Add a press contact")
        search.fill("Durand")
        search.press("Enter")
        expect(page.locator("#contact_lines-group > [role=status]")).to_contain_text("in the list already")
        expect(contacts(page)).to_have_count(3)

    def test_what_is_found_is_chosen_by_the_arrows(self, page):
        make_contact("Durandal")
        search = page.get_by_role("combobox", name="Add a press contact")
        search.press_sequentially("Durand")
        found = page.get_by_role("listbox", name="Add a press contact")
        expect(found.get_by_role("option")).to_have_count(2)
        chosen = found.get_by_role("option", selected=True)
        while "Durandal" not in chosen.text_content():
            search.press("ArrowDown")
        search.press("Enter")
        expect(contacts(page).nth(3)).to_contain_text("Durandal")
        expect(search).to_have_value("")

    def test_a_refused_form_shows_again_what_was_added(self, page, release):
        make_contact("Blanc")
        writing.add_line(page, "press contact", "Blanc")
        page.locator("#id_issued_on").fill("never")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".error-summary")).to_be_visible()
        expect(contacts(page).nth(3)).to_contain_text("Blanc")
        page.locator("#id_issued_on").fill("2020-02-12")
        writing.save(page)
        assert names(release)[3] == "Blanc"


def test_new_files_are_moved_among_the_saved_ones_and_one_of_them_goes(at_desk):
    release = make_release()
    for name in ("one", "two"):
        Attachment.objects.create(release=release, file=picture(), credit=name)
    page = at_desk("writer")
    page.goto(desk.change_url(release))
    files = page.locator("#attachments-group .inline-related:not(.empty-form)")
    for number in (2, 3):
        writing.another(page, "Attachment")
        files.nth(number).locator("[type=file]").set_input_files(PDF | {"name": f"{number}.pdf"})
    for place in (2, 1):
        files.nth(place).get_by_role("button", name="Move up").click()
    page.get_by_role("button", name="Remove").nth(1).click()
    expect(files).to_have_count(3)
    expect(page.locator("#attachments-group .side-count")).to_have_text("3")
    writing.save(page)
    kept = [(file.file_name, file.credit) for file in release.attachments.all()]
    assert [credit for _name, credit in kept] == ["", "one", "two"]
    assert kept[0][0].endswith("2.pdf")


def test_without_scripts_everything_is_written_ordered_and_taken_out(new_context, sign_in, release):
    make_user("writer")
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, "writer")
    page.goto(desk.change_url(release))
    page.locator("#id_title_en").fill("Rewritten")
    page.locator("#id_contact_lines-0-order").fill("9")
    page.locator("#id_contact_lines-1-DELETE").check()
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Submit for review – English").click()
    expect(writing.at_desk(page, "English")).to_have_text("in review")
    assert Release.objects.get().title_en == "Rewritten"
    assert names(release) == ["Roux", "Durand"]
