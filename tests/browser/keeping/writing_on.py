"""A form of a release while somebody writes in it."""

import re

from playwright.sync_api import expect

from releases.models import Release
from tests.browser import writing

ADD = "/admin/releases/release/add/"
KEPT = """async () => {
  const database = await new Promise((resolve) => {
    const request = indexedDB.open("press-room-kept", 1);
    request.onsuccess = () => resolve(request.result);
  });
  if (!database.objectStoreNames.length) return [];
  return new Promise((resolve) => {
    const request = database.transaction("fields").objectStore("fields").getAll();
    request.onsuccess = () => resolve(request.result.map(({ value }) => value));
  });
}"""


def form(release):
    return f"/admin/releases/release/{release.pk}/change/"


def text(page, name):
    return page.locator(f"#id_{name}")


def says(page, sentence):
    """In few words, or why."""
    expect(page.locator("#saving :is([data-shown], [data-why=''])", has_text=sentence)).to_be_visible()


def is_saved(page):
    expect(page.locator("#saving [data-shown]")).to_have_text(re.compile("^Saved "))


def wait_for(page, condition):
    for _time in range(100):
        if condition():
            break
        page.wait_for_timeout(100)
    assert condition()


def comes_to_be(page, condition):
    """At the desk, once all is saved."""
    wait_for(page, condition)
    is_saved(page)


def come_back(page):
    """To the window: it asks at once what it would ask within some seconds."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def write_body(page, label, words):
    writing.editor(page, label).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def saved(release):
    return Release.objects.get(pk=release.pk)


def close(page):
    """As when the browser dies: nobody is asked."""
    page.close(run_before_unload=False)


def save_nothing(page):
    """As when the line is down: what is typed stays in the browser."""
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")


def nothing_is_left(page):
    """In the browser, which forgets one thing after another."""
    wait_for(page, lambda: not page.evaluate(KEPT))


def says_nothing_was_kept(page):
    expect(writing.editor(page, "Body (French)")).to_be_visible()
    expect(page.locator("#kept")).to_be_hidden()


def notice(page):
    return page.get_by_role("region", name="What you entered was not saved")


def sign_out(page):
    page.locator(".desk-account summary").click()
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/logout/")
