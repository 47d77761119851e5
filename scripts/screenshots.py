"""Pictures of a fresh demonstration for the pages of documentation: `python scripts/screenshots.py`.

Serves one in a temporary folder, opens its pages in Chromium and writes docs/screenshots/.
"""

import tempfile

from demonstration import PASSWORD, look_with_browser, served
from install import ROOT

FOLDER = ROOT / "docs" / "screenshots"
HEIGHT = 900
WIDE, NARROW = 1280, 390
RELEASE = "/fr/communiques/reference/CP-2020-001/"
# File: (address, width, dark).
PUBLIC = {
    "home-fr": ("/fr/", WIDE, False),
    "home-narrow": ("/fr/", NARROW, False),
    "home-dark": ("/en/", WIDE, True),
    "releases-fr": ("/fr/communiques/?annee=2020", WIDE, False),
    "results-fr": ("/fr/communiques/?q=laboratoires", WIDE, False),
    "release-fr": (RELEASE, WIDE, False),
    "release-narrow": (RELEASE, NARROW, False),
    "institute-en": ("/en/institutes/telecom-societe-numerique/", WIDE, False),
    "contacts-fr": ("/fr/contacts-presse/", WIDE, False),
}
# File: (address, what is pressed there, one after the other).
DESK = {
    "desk-first": ("/admin/",),
    "desk-list": ("/admin/releases/release/",),
    "desk-begin": ("/admin/releases/release/begin/",),
    "desk-form": ("/admin/releases/release/?q=CP-2020-001", "#result_list tbody th a"),
    "desk-review": ("/admin/", "a[href$='/approve/']"),
    "desk-contacts": ("/admin/institutes/contact/",),
}


def main(chromium):
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(folder) as port:
        take(f"http://127.0.0.1:{port}", chromium)


def take(site, chromium):
    # Installed for those who take pictures and those who test.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium or None, args=["--no-sandbox"])
        for name, (address, width, dark) in PUBLIC.items():
            page = _page(browser, width, "dark" if dark else "light")
            _shoot(page, site + address, name)
        desk = _page(browser, WIDE, "light")
        desk.goto(f"{site}/admin/login/")
        desk.fill("[name=username]", "publisher")
        desk.fill("[name=password]", PASSWORD)
        desk.press("[name=password]", "Enter")
        for name, (address, *pressed) in DESK.items():
            desk.goto(site + address)
            for selector in pressed:
                desk.locator(selector).first.click()
                desk.wait_for_load_state("networkidle")
            _shoot(desk, "", name)
        browser.close()


def _page(browser, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, locale="fr-FR"
    )
    return context.new_page()


def _shoot(page, address, name):
    if address:
        page.goto(address)
    page.evaluate("document.fonts.ready")
    picture = FOLDER / f"{name}.png"
    page.screenshot(path=picture)
    _reduce(picture)
    print(picture.relative_to(ROOT))


def _reduce(picture):
    # Installed as Playwright is.
    from PIL import Image

    colours = (
        Image.open(picture)
        .convert("RGB")
        .quantize(method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    )
    # A quarter of the weight, and nothing that the eye would miss.
    colours.save(picture, optimize=True)


if __name__ == "__main__":
    look_with_browser(__file__, main)
