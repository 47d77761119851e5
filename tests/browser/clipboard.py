"""Pastes as a browser does, with the HTML that a program put on the clipboard."""

from pathlib import Path

from playwright.sync_api import Page

CASES = Path(__file__).parent / "clipboard"
PASTE = """([html, text]) => {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    if (text) data.setData("text/plain", text);
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def paste(page: Page, html: str, text: str = "") -> None:
    """Into what has the focus."""
    page.evaluate(PASTE, [html, text])
