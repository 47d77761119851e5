"""What a press officer does with the mouse and the keyboard."""

from playwright.sync_api import Page, expect


def editor(page: Page, label: str):
    return page.get_by_role("textbox", name=label, exact=True)


def tool(page: Page, label: str, name: str):
    """A button of the tool bar above that editor."""
    return page.locator(".prose-editor", has=editor(page, label)).get_by_role("button", name=name, exact=True)


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
    page.get_by_role("button", name="Update").click()
    expect(editor(page, label).get_by_role("link", name=words)).to_have_attribute("href", address)


def another(page: Page, kind: str):
    """By the keyboard: while letters and editors are still coming, a button moves under the mouse."""
    page.get_by_role("button", name=f"Add another {kind}").press("Enter")


def add_line(page: Page, kind: str, prefix: str, words: str):
    """Another line of an inline, its choice found by typing."""
    line = page.locator(f"#{prefix}-{page.locator(f'.dynamic-{prefix}').count()}")
    another(page, kind)
    line.locator(".select2-selection").click()
    page.keyboard.type(words)
    page.get_by_role("option", name=words).click()
    expect(line.locator(".select2-selection__rendered")).to_contain_text(words)


def save(page: Page, message: str = ".success"):
    # A form is sent only when the server has said that its author is still signed in.
    with page.expect_navigation():
        # By the keyboard, as above.
        page.get_by_role("button", name="Save and continue editing").press("Enter")
    expect(page.locator(f".messagelist {message}")).to_be_visible()


def press(page: Page, button: str):
    """A button of the workflow at the head of the form."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def _signs(page: Page, language: str):
    return page.locator(".desk-language", has=page.get_by_role("heading", name=language)).locator(".state")


def on_site(page: Page, language: str):
    """What the public has of that language."""
    return _signs(page, language).nth(0)


def at_desk(page: Page, language: str):
    """Where the desk's text of that language stands."""
    return _signs(page, language).nth(1)
