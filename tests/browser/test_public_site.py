from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from institutes.models import Institute, LabelAward, Membership, School
from releases.models import Attachment
from tests.browser.accessibility import COLOURS, LAYOUT
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_leaks,
    make_organisation,
    make_release,
    make_school,
    publish,
    withdraw,
)
from tests.visitor import add_organisations, publish_many

pytestmark = pytest.mark.django_db
STANDING_ALONE = sorted(Path(__file__).parents[2].glob("deploy/pages/*.html"))
LONG = (
    "Les instituts Carnot et les écoles de l’Institut Mines-Télécom : anticonstitutionnellement, la recherche"
)
BODY = """<h2>Un intertitre</h2><p>Un <a href="https://www.example.org/une/adresse/bien/longue">lien</a>.</p>
<ul><li>un</li><li>deux</li></ul><blockquote><p>« Une citation »</p></blockquote><hr>
<table><tbody><tr><th>École</th><th>Ville</th><th>Contrats</th><th>Part</th><th>Somme</th></tr>
<tr><td>Institut Mines-Télécom Business School</td><td>Évry-Courcouronnes</td><td>1</td><td>2</td><td>3</td>
</tr>
</tbody></table>"""
RELEASE = "/fr/communiques/2020/title-fr/"
PAGES = [
    "/fr/",
    "/en/",
    "/fr/communiques/",
    "/fr/communiques/?page=2",
    "/fr/communiques/?q=titre+fr",
    "/fr/communiques/?q=title",
    f"/fr/communiques/?q={'a' * 180}",
    RELEASE,
    "/en/press-releases/2020/title-en/",
    "/fr/communiques/?annee=2020",
    "/en/press-releases/?year=2020&q=title",
    "/en/press-releases/2020/corrected/",
    "/fr/communiques/2020/corrected/edition/1/",
    "/en/press-releases/2020/corrected/edition/1/",
    "/fr/communiques/2020/corrected/edition/2/modifications/",
    "/en/press-releases/2020/corrected/edition/2/changes/",
    "/fr/communiques/2020/unlikely/",
    "/fr/integrer/",
    "/fr/instituts/",
    "/fr/instituts/tsn/",
    "/fr/ecoles/",
    "/en/schools/imt/",
    "/fr/contacts-presse/",
    "/en/press-contacts/",
    "/en/press-releases/reference/CP-2019-001/",
    "/fr/mentions-legales/",
    "/fr/reprendre-nos-communiques/",
    "/en/privacy/",
    "/fr/accessibilite/",
    "/fr/reprendre-nos-communiques/",
    "/en/use-our-press-releases/",
]
# Beside the usual signs, words that are read from the right, what looks like a tag, and 200 letters.
UNLIKELY = f"🔬 <em> « جامعة محمد » שלום {'anticonstitutionnellement ' * 8}"[:200].strip()
AT = "?at=2999-01-01"
ERRORS = {
    "/en/nowhere/": 404,
    "/fr/communiques/2020/withdrawn/": 410,
}


@pytest.fixture
def article():
    """A release with all that one can have, and beside it what no visitor may see."""
    make_leaks()
    imt = make_organisation(slug="imt-network")
    school = make_school(
        slug="imt", cities="Brest, Nantes, Rennes", presentation_fr=UNLIKELY, presentation_en=LONG
    )
    institute = make_institute(
        slug="tsn", director=make_contact("Director"), website="https://www.example.org/"
    )
    Membership.objects.create(institute=institute, school=school)
    LabelAward.objects.create(institute=institute, year=2006)
    release = make_release(title_fr=LONG, title_en=LONG, body_fr=BODY, body_en=BODY)
    contact = make_contact(
        "Unnomtrèslong", organisation=imt, email="une.adresse.assez.longue@press.example.org"
    )
    attach(release, contact, make_boilerplate())
    add_organisations(release, institute, school)
    Attachment.objects.create(
        release=release,
        file=ContentFile(b"%PDF-1.7", name="dossier.pdf"),
        caption_fr="Dossier",
        caption_en="File",
    )
    for language in ("fr", "en"):
        publish(release, language)


@pytest.fixture
def corrected():
    release = make_release(slug_fr="corrected", slug_en="corrected")
    for body in (
        "<p>Le 14 juin.</p><ul><li>un</li></ul>",
        "<p>Le 16 juin.</p><ul><li>un</li><li>deux</li></ul>",
    ):
        release.body_fr = release.body_en = body
        release.save()
        publish(release, "fr")
        publish(release, "en")


@pytest.fixture
def site(article, corrected, settings):
    settings.EMBED_HOSTS = ["example.org"]
    publish(make_release(title_fr=UNLIKELY, slug_fr="unlikely", subtitle_fr="مرحبا بكم"))
    publish_many(20, Institute.objects.get(), School.objects.get())
    untranslated = make_release(slug_fr="untranslated", reference="CP-2019-001")
    publish(untranslated)
    withdrawn = make_release(slug_fr="withdrawn")
    publish(withdrawn)
    withdraw(withdrawn)


def test_every_page_is_accessible_and_never_wider_than_the_window(site, new_context, axe, complaints):
    complaints.expect("status of 4(04|10)")
    # Without motion a colour is what it is at once.
    context = new_context(reduced_motion="reduce")
    page = context.new_page()
    for path in [*PAGES, *ERRORS]:
        page.emulate_media(color_scheme="light")
        for width, rules in ((1280, ()), (320, LAYOUT)):
            page.set_viewport_size({"width": width, "height": 800})
            assert width == 320 or page.goto(path).status == ERRORS.get(path, 200)
            axe(page, only=rules)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert "SECRET" not in page.content()
        page.emulate_media(color_scheme="dark")
        axe(page, only=COLOURS)
    assert context.cookies() == []


@pytest.mark.parametrize("size", [24, 32])
def test_letters_of_a_larger_size_widen_no_page(site, browser_type, browser_type_launch_args, base_url, size):
    """As the settings of a browser have it, for whoever sees little."""
    flags = [*browser_type_launch_args["args"], f"--blink-settings=defaultFontSize={size}"]
    browser = browser_type.launch(**browser_type_launch_args | {"args": flags})
    page = browser.new_context(base_url=base_url).new_page()
    wide = []
    for path in [*PAGES, *ERRORS]:
        page.goto(path)
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 800})
            wide += [(path, width)] * (page.evaluate("document.documentElement.scrollWidth") > width)
    browser.close()
    assert wide == []


def test_the_menu_of_a_telephone_is_one_row(article, new_context):
    page = new_context(viewport={"width": 390, "height": 800}).new_page()
    for path in ("/fr/", "/en/"):
        page.goto(path)
        links = page.locator(".navigation a").all()
        assert len({round(link.bounding_box()["y"]) for link in links}) == 1
        assert len(links) == 5


def test_pages_of_an_earlier_moment_are_accessible(article, at_desk, axe):
    page = at_desk("publisher")
    page.emulate_media(reduced_motion="reduce")
    for path in ("/fr/", "/en/press-releases/", RELEASE, "/en/schools/imt/"):
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.goto(path + AT).status == 200
        assert page.locator(".as-it-stood").is_visible()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        page.emulate_media(color_scheme="dark")
        axe(page, only=COLOURS)


@pytest.mark.parametrize("file", STANDING_ALONE, ids=lambda file: file.name)
def test_what_nginx_shows_by_itself_is_accessible(file, new_context, axe):
    page = new_context().new_page()
    root = Path(__file__).parents[2]
    page.route("**/*.woff2", lambda route: route.fulfill(path=root / route.request.url.partition("///")[2]))
    page.goto(file.as_uri())
    assert (
        page.evaluate("document.fonts.ready.then(fonts => [...fonts].map(font => font.status))")
        == ["loaded"] * 2
    )
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_works_without_a_script(article, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/fr/")
    page.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Communiqués").click()
    page.get_by_role("link", name=LONG).click()
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/press-releases/2020/title-en/")
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_keyboard_goes_straight_to_the_content(article, new_context):
    page = new_context().new_page()
    page.goto(RELEASE)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    assert skip.is_visible()
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_paper_shows_addresses_and_no_menu(article, new_context):
    page = new_context(color_scheme="dark").new_page()
    page.goto(RELEASE)
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").first.is_visible()
    assert page.get_by_text(f"{page.url}").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    after = "getComputedStyle(document.querySelector('.rich-text a'), '::after').content"
    assert "https://www.example.org/une/adresse" in page.evaluate(after)


def test_paper_has_its_reference_and_address_at_the_head(article, new_context):
    page = new_context().new_page()
    page.goto(RELEASE)
    page.emulate_media(media="print")
    colophon = page.locator(".colophon").bounding_box()
    assert colophon["y"] + colophon["height"] < page.locator("h1").bounding_box()["y"]
    assert "CP-" in page.locator(".colophon").inner_text()
    page.goto("/fr/communiques/")
    page.emulate_media(media="print")
    assert not page.get_by_role("searchbox").is_visible()


@pytest.mark.parametrize("wish", [{"contrast": "more"}, {"forced_colors": "active"}])
def test_who_wishes_for_contrast_gets_it(article, new_context, axe, wish):
    context = new_context(reduced_motion="reduce", **wish)
    page = context.new_page()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(RELEASE)
        axe(page, only=COLOURS)
    here = page.locator(".navigation [aria-current]")
    assert "underline" in here.evaluate("link => getComputedStyle(link).textDecorationLine")
    if "contrast" in wish:
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"


def test_a_list_is_numbered_as_its_text_says(new_context):
    kinds = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
    lists = "".join(f'<ol type="{kind}"><li><p>un</p></li></ol>' for kind in kinds)
    publish(make_release(body_fr=lists))
    page = new_context().new_page()
    page.goto("/fr/communiques/2020/title-fr/")
    style = "lists => lists.map(list => getComputedStyle(list).listStyleType)"
    assert page.locator(".rich-text ol").evaluate_all(style) == list(kinds.values())
