"""Texts pasted from the programs in which they are written: nothing lost, nothing betrayed."""

import pytest
from playwright.sync_api import expect

from releases.models import Release
from releases.texts.richtext import clean_html
from tests.browser import writing
from tests.browser.clipboard import CASES, paste
from tests.browser.pasted import FILE, FILES, LEFT, SNIPPETS
from tests.builders import make_release

pytestmark = pytest.mark.django_db(transaction=True)


def assert_reported(report, expected):
    assert len(report) == len(expected), report
    for words in expected:
        assert any(words in line for line in report), (words, report)


def reported(page):
    return page.locator(".paste-report").first.locator("li").all_inner_texts()


@pytest.mark.parametrize("name", FILES)
def test_a_text_from_a_word_processor_is_saved_as_it_was_meant(at_desk, name):
    expected, report = FILES[name]
    release = make_release()
    page = at_desk("writer")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    writing.editor(page, "Body (French)").click()
    page.keyboard.press("Control+a")
    paste(page, (CASES / name).read_text(encoding="utf-8"))
    assert_reported(reported(page), report)
    writing.save(page)
    assert Release.objects.get().body_fr == expected


@pytest.fixture
def pasted(at_desk, base_url):
    """(the text as it would be saved, the report) of one HTML after the other."""
    page = at_desk("writer")
    page.route("**/files/**", lambda route: route.fulfill(status=200, content_type="image/png", body=b""))
    page.goto("/admin/releases/release/add/")
    editor = writing.editor(page, "Body (French)")

    def pasted(html):
        editor.click()
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        paste(page, html.replace("HOST", base_url))
        return clean_html(page.locator("#id_body_fr").input_value()), reported(page)

    return pasted


def test_what_styles_and_odd_markup_carry_becomes_what_the_editor_knows(pasted):
    made = {name: pasted(html) for name, (html, _expected) in SNIPPETS.items()}
    assert made == {name: (expected, []) for name, (_html, expected) in SNIPPETS.items()}


def test_what_does_not_come_along_is_said(pasted):
    for html, expected in LEFT.values():
        text, report = pasted(html)
        assert "a" in text
        assert "secret" not in text
        assert "À revoir" not in text
        assert_reported(report, expected)


def test_the_report_speaks_the_language_of_the_desk_and_is_accessible(at_desk, axe):
    page = at_desk("writer", locale="fr-FR")
    page.goto("/admin/releases/release/add/")
    page.get_by_role("textbox", name="Corps (français)").or_(
        page.locator("[contenteditable=true]").first
    ).first.click()
    paste(page, (CASES / "word_foot.html").read_text(encoding="utf-8"))
    report = page.locator(".paste-report").first
    expect(report).to_have_attribute("role", "status")
    expect(report).to_contain_text("Un commentaire de relecture n’est pas repris")
    axe(page)
    report.get_by_role("button", name="Fermer cette note").click()
    expect(report).to_be_hidden()


def test_a_file_or_a_picture_alone_is_said_and_what_was_selected_stays(at_desk):
    page = at_desk("writer")
    release = make_release()
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    editor = writing.editor(page, "Body (French)")
    editor.click()
    page.keyboard.press("Control+a")
    paste(page, '<img src="https://autre.example/x.png">')
    expect(page.locator(".paste-report").first).to_contain_text("another site")
    expect(editor).to_have_text("Body in fr.")
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["x"], "capture.png", {type: "image/png"}));
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(page.locator(".paste-report").first).to_contain_text("The file “capture.png” cannot be pasted")
    expect(editor).to_have_text("Body in fr.")


def test_copying_within_the_editor_changes_nothing(at_desk):
    body = (
        "<h2>A</h2><p>One <strong>two</strong> <em>three</em> x<sup>2</sup></p>"
        '<ol data-type="lower-alpha" start="3" type="a"><li><p>c</p><ul><li><p>d</p></li></ul></li></ol>'
        "<table><tbody><tr><th><p>a</p></th></tr><tr><td><p><strong>b</strong></p></td></tr></tbody></table><hr>"
        f'<figure><img src="{FILE}" alt="x"><figcaption>y</figcaption></figure>'
        "<blockquote><p>q</p></blockquote>"
    )
    release = make_release(body_fr=body)
    page = at_desk("writer")
    page.route("**/files/**", lambda route: route.fulfill(status=200, content_type="image/png", body=b""))
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    writing.editor(page, "Body (French)").click()
    page.keyboard.press("Control+a")
    copied = page.evaluate(
        """() => {
            const data = new DataTransfer();
            document.activeElement.dispatchEvent(
                new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true}));
            return data.getData("text/html");
        }"""
    )
    assert "data-pm-slice" in copied
    writing.editor(page, "Body (English)").click()
    page.keyboard.press("Control+a")
    paste(page, copied)
    writing.save(page)
    release.refresh_from_db()
    assert release.body_en == release.body_fr


def test_rich_text_pasted_from_elsewhere_is_inert_in_the_editor_itself(at_desk):
    release = make_release()
    page = at_desk("writer")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    editor = writing.editor(page, "Body (French)")
    editor.click()
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/html", `<p>Pasted<img src="x" onerror="window.hit = 1">
                <a href="javascript:window.hit = 1">link</a><script>window.hit = 1</script></p>`);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(editor).to_contain_text("Pasted")
    writing.save(page)
    body = Release.objects.get().body_fr
    assert "Pasted" in body
    for sign in ("onerror", "javascript:", "<script", "<img"):
        assert sign not in body
    assert page.evaluate("window.hit") is None
