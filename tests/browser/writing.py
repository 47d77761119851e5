"""What a press officer does with the mouse and the keyboard."""

from playwright.sync_api import Page, expect

# As labels name them.
LANGUAGES = {"fr": "French", "en": "English"}


def editor(page: Page, label: str):
    return page.get_by_role("textbox", name=label, exact=True)


def tool(page: Page, label: str, name: str):
    """A button of the tool bar above that editor."""
    return page.locator(".prose-editor", has=editor(page, label)).get_by_role("button", name=name, exact=True)


def rare_tool(page: Page, label: str, name: str):
    """One of those behind the last button of the bar."""
    tool(page, label, "more tools").click()
    return tool(page, label, name)


def write_body(page: Page, label: str, *, plain: str, bold: str, items: list[str], link: tuple[str, str]):
    """A paragraph that ends in bold, a list and a link, as one would write them."""
    keyboard = page.keyboard
    editor(page, label).click()
    keyboard.type(f"{plain} ")
    keyboard.press("Control+b")
    keyboard.type(bold)
    keyboard.press("Control+b")
    keyboard.press("Enter")
    tool(page, label, "unordered list").click()
    for item in items:
        keyboard.type(item)
        keyboard.press("Enter")
    keyboard.press("Enter")
    words, address = link
    keyboard.type(words)
    keyboard.press("Shift+Home")
    tool(page, label, "insert link").click()
    page.get_by_label("URL").fill(address)
    page.get_by_role("button", name="Insert", exact=True).click()
    expect(editor(page, label).get_by_role("link", name=words)).to_have_attribute("href", address)


def another(page: Page, kind: str):
    """By the keyboard: while letters and editors are still coming, a button moves under the mouse."""
    page.get_by_role("button", name=f"Add another {kind}").press("Enter")


def add_line(page: Page, kind: str, words: str):
    """A contact or a boilerplate, found by typing."""
    search = page.get_by_role("combobox", name=f"Add a {kind}")
    search.fill(words)
    search.press("Enter")
    section = page.locator(".lines", has=search)
    expect(section.locator(".line-name", has_text=words)).to_be_visible()


def save(page: Page, message: str = ".success"):
    # A form is sent only when the server has said that its author is still signed in.
    with page.expect_navigation():
        # By the keyboard, as above.
        page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.locator(f".messagelist {message}")).to_be_visible()


def press(page: Page, name: str):
    """A button of the bar, or of its menu."""
    button = page.locator(".write-bar button", has_text=name)
    expect(button).to_be_attached()
    if not button.is_visible():
        page.locator(".bar-menu > summary").click()
    with page.expect_navigation():
        button.click()


def _signs(page: Page, language: str):
    return page.locator(".desk-language", has=page.get_by_role("heading", name=language)).locator(".state")


def on_site(page: Page, language: str):
    """What the public has of that language."""
    return _signs(page, language).nth(0)


def at_desk(page: Page, language: str):
    """Where the desk's text of that language stands."""
    return _signs(page, language).nth(1)
