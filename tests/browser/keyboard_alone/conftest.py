import pytest

from tests.browser.keyboard_alone.keyboard import Keyboard
from tests.builders import PASSWORD, make_user


@pytest.fixture(params=[1280, 390])
def window(request):
    """On a wide screen, and at 390 px: a telephone, or a page that is made four times as large."""
    return {"width": request.param, "height": 800}


@pytest.fixture
def signed_in(new_context, window):
    def signed_in(role):
        make_user(role)
        page = new_context(viewport=window).new_page()
        page.goto("/admin/")
        keyboard = Keyboard(page)
        keyboard.to("textbox", "Username:")
        keyboard.type(role, PASSWORD)
        with page.expect_navigation(url="**/admin/"):
            page.keyboard.press("Enter")
        return keyboard

    return signed_in
