import os

import programs
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.complaints import Complaints
from tests.builders import PASSWORD, make_user

# Playwright's event loop is in the thread of the tests, which use the ORM all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ.setdefault("DJANGO_LIVE_TEST_SERVER_ADDRESS", "127.0.0.1")

# Milliseconds. A page that comes late on a busy machine is no failure.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

# A browser that asks for its maker's hosts is slow where they cannot be reached.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    flags = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    installed = os.environ.get("CHROMIUM") or programs.browser_on_path()
    chosen = {"executable_path": installed} if installed else {}
    return {**browser_type_launch_args, **chosen, "args": list(flags)}


@pytest.fixture(scope="session")
def base_url(live_server):
    """Addresses in tests begin with a slash: page.goto("/fr/")."""
    return live_server.url


@pytest.fixture
def complaints(base_url):
    """complaints.expect("404") before what is meant to go wrong."""
    complaints = Complaints(base_url)
    yield complaints
    if unexpected := complaints.unexpected():
        pytest.fail("\n".join(["The browser complained:", *unexpected]), pytrace=False)


@pytest.fixture
def new_context(new_context, complaints):
    def watched(**options):
        context = new_context(**{"locale": "en-GB", **options})
        context.set_default_timeout(PATIENCE)
        complaints.listen(context)
        return context

    return watched


@pytest.fixture
def sign_in(base_url):
    """By a cookie, without the form: tests/browser/test_desk_flow.py fills it in."""

    def sign_in(page, username):
        client = Client()
        client.force_login(User.objects.get(username=username))
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])

    return sign_in


@pytest.fixture
def sign_in_by_form():
    def sign_in(page, username):
        page.goto("/admin/login/?next=/admin/")
        page.locator("input[name=username]").fill(username)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/admin/")

    return sign_in


@pytest.fixture
def at_desk(new_context, sign_in):
    """A page of somebody's own browser, signed in: at_desk("writer")."""

    def at_desk(role, *, locale="en-GB", **fields):
        user = make_user(role, **fields)
        page = new_context(locale=locale).new_page()
        sign_in(page, user.username)
        return page

    return at_desk


@pytest.fixture
def axe():
    return assert_accessible
