"""axe over one page of each kind, as readers and each account meet them: `python scripts/axe.py`.

A fresh demonstration; links are followed, no button is pressed. It ends with 1 where something is found.
"""

import re
import sys
import tempfile
from collections import deque
from typing import Literal

from console import Failure
from demonstration import PASSWORD, look_with_browser, served
from install import ROOT

# (whose eyes, language, colours, width): "" is a reader.
LOOKS: list[tuple[str, str, Literal["light", "dark"], int]] = [
    ("", "fr", "light", 1280),
    ("", "en", "dark", 390),
    ("writer", "fr", "dark", 1280),
    ("translator", "en", "light", 1920),
    ("publisher", "fr", "light", 390),
    ("publisher", "en", "dark", 1280),
    ("contacts", "fr", "dark", 390),
    ("contacts", "en", "light", 1280),
    ("admin", "fr", "light", 1280),
    ("admin", "en", "dark", 390),
]
# Of kinds of pages; a new one may be behind any link.
MOST_PAGES = 120
NOT_FOLLOWED = re.compile(
    r"/admin/(?:logout|jsi18n)/|^/(?:files|static|media)/|/(?:pdf|word|zip)/$|\.(?:xml|json|png|txt|vcf|atom)$"
)
# One of each kind is enough: of rows at the desk, of releases and organisations on the site.
NUMBERS = re.compile(r"/(?:\d{4}/[a-z0-9-]+|\d+|[0-9a-f-]{20,})(?=/|$)")
LINKS = "links => links.map(link => link.href)"
IS_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def main(chromium):
    with tempfile.TemporaryDirectory(prefix="press-axe-") as folder, served(folder) as port:
        if look_at_all(chromium, f"http://127.0.0.1:{port}"):
            raise Failure("Something was found.")


def look_at_all(chromium, site):
    sys.path.insert(0, str(ROOT))
    # Need Playwright and axe, which the Python that started this may not have.
    from playwright.sync_api import sync_playwright

    found = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for account, language, scheme, width in LOOKS:
            context = browser.new_context(
                base_url=site, locale=language, viewport={"width": width, "height": 900}
            )
            page = context.new_page()
            page.emulate_media(color_scheme=scheme)
            number, problems = _crawl(page, account, site)
            print(f"{account or 'reader'}, {language}, {scheme}, {width} px: {number} pages", flush=True)
            for problem in problems:
                print(f"  {problem}", flush=True)
            found += len(problems)
            context.close()
        browser.close()
    return found


def _crawl(page, account, site):
    """(how many pages, what was found)"""
    if account:
        _sign_in(page, account)
    seen: set[str] = set()
    problems: list[str] = []
    waiting = deque([f"{site}/admin/" if account else f"{site}/"])
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.popleft().partition("#")[0]
        path = address.removeprefix(site)
        kind = NUMBERS.sub("/N", path.partition("?")[0])
        if kind in seen or not address.startswith(site) or NOT_FOLLOWED.search(path.partition("?")[0]):
            continue
        seen.add(kind)
        answer = page.goto(address)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        problems += [f"{path}: {problem}" for problem in _problems(page)]
        links = page.eval_on_selector_all("a[href]", LINKS)
        waiting += [link for link in links if not account or link.startswith(f"{site}/admin/")]
    return len(seen), problems


def _sign_in(page, account):
    page.goto("/admin/login/")
    page.fill("[name=username]", account)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")


def _problems(page):
    from tests.browser import accessibility

    page.wait_for_load_state("networkidle")
    for violation in accessibility.violations(page):
        yield f"{violation['id']}: {violation['nodes'][0]['html'][:120]}"
    if page.evaluate(IS_WIDE):
        yield "wider than the window"


if __name__ == "__main__":
    look_with_browser(__file__, main)
