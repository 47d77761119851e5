"""One release, from an empty form to both public pages and its first correction."""

import pytest
from playwright.sync_api import expect

from releases.models import Edition, Release
from tests.browser import writing
from tests.builders import make_boilerplate, make_contact, make_leaks

FRENCH = "/fr/communiques/2027/deux-ecoles-ouvrent-un-laboratoire/"
ENGLISH = "/en/press-releases/2027/two-schools-open-a-laboratory/"


def write_release(page):
    page.goto("/admin/releases/release/add/")
    page.get_by_label("Date of issue").fill("2027-03-01")
    for code, texts in {
        "fr": ("Deux écoles ouvrent un laboratoire", "Le laboratoire ouvre en mars.", "Évry"),
        "en": ("Two schools open a laboratory", "The laboratory opens in March.", "Evry"),
    }.items():
        for field, text in zip(("Title", "Standfirst", "City"), texts, strict=True):
            page.get_by_label(f"{field} ({writing.LANGUAGES[code]}):", exact=True).fill(text)
    writing.write_body(
        page,
        "Body (French)",
        plain="Il étudie",
        bold="les réseaux sobres",
        items=["quarante chercheurs", "deux sites"],
        link=("Le site du laboratoire", "https://laboratoire.example/"),
    )
    writing.write_body(
        page,
        "Body (English)",
        plain="It studies",
        bold="frugal networks",
        items=["forty researchers", "two sites"],
        link=("The laboratory's site", "https://laboratory.example/"),
    )
    writing.add_line(page, "press contact", "Durand")
    writing.add_line(page, "press contact", "Petit")
    writing.add_line(page, "boilerplate", "About the network")
    writing.save(page)


def submit(page, button, language):
    """The link of one text is not that of the other: this is asked first."""
    writing.press(page, button)
    expect(page.locator(".warnings")).to_contain_text("https://laboratory.example/")
    page.get_by_role("button", name="Submit for review").click()
    expect(writing.at_desk(page, language)).to_have_text("in review")


def approve(page, reference, language, **answers):
    page.goto("/admin/releases/release/")
    page.get_by_role("row", name=reference).get_by_role("link").first.click()
    writing.press(page, f"Approve – {language}")
    for label, answer in answers.items():
        page.get_by_label(label).fill(answer)
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def assert_absent(page, address, *lists):
    assert page.goto(address).status == 404
    for listing in lists:
        assert page.goto(listing).status == 200
        expect(page.locator(f'a[href="{address}"]')).to_have_count(0)


def assert_french_is_read(visitor):
    assert visitor.goto(FRENCH).status == 200
    article = visitor.get_by_role("article")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Deux écoles ouvrent un laboratoire")
    expect(article.locator("strong", has_text="les réseaux sobres")).to_be_visible()
    expect(article.locator("ul li", has_text="quarante chercheurs")).to_be_visible()
    link = article.get_by_role("link", name="Le site du laboratoire")
    expect(link).to_have_attribute("href", "https://laboratoire.example/")
    for copied in ("Zoé Durand", "Zoé Petit", "À propos."):
        expect(visitor.get_by_text(copied)).to_be_visible()
    expect(visitor.get_by_role("link", name="01 41 11 37 89").first).to_have_attribute(
        "href", "tel:+33141113789"
    )


def correct_french(writer, release):
    """Written and submitted, while both languages stay as they are on the site."""
    writer.goto(f"/admin/releases/release/{release.pk}/change/")
    writer.get_by_label("Standfirst (French)").fill("Le laboratoire ouvre en avril.")
    writing.save(writer)
    expect(writing.on_site(writer, "Français")).to_have_text("live since 1 March 2027, 09:00 CET")
    expect(writing.at_desk(writer, "Français")).to_have_text("draft")
    expect(writing.on_site(writer, "English")).to_have_text("live since 2 March 2027, 09:30 CET")
    submit(writer, "Submit the French", "Français")


@pytest.mark.django_db(transaction=True)
def test_a_release_is_written_approved_scheduled_and_corrected(
    at_desk, sign_in_by_form, new_context, complaints, time_machine
):
    time_machine.move_to("2027-03-01T08:00:00+00:00")
    make_leaks()
    make_contact("Durand")
    make_contact("Petit")
    make_boilerplate("About the network")
    complaints.expect("404")
    writer, publisher, visitor = at_desk("writer"), at_desk("publisher"), new_context().new_page()

    write_release(writer)
    release = Release.objects.get(title_fr="Deux écoles ouvrent un laboratoire")
    assert_absent(visitor, FRENCH, "/fr/", "/fr/communiques/")
    submit(writer, "Submit for review – Français", "Français")
    submit(writer, "Submit the English", "English")
    expect(writer.get_by_role("button", name="Approve")).to_have_count(0)

    approve(publisher, release.reference, "Français")
    expect(writing.on_site(publisher, "Français")).to_have_text("live since 1 March 2027, 09:00 CET")
    approve(publisher, release.reference, "English", Date="2027-03-02", Time="09:30")
    expect(writing.on_site(publisher, "English")).to_have_text("scheduled for 2 March 2027, 09:30 CET")

    assert_french_is_read(visitor)
    expect(visitor.locator(f'a[href="{ENGLISH}"]')).to_have_count(0)
    assert_absent(visitor, ENGLISH, "/en/", "/en/press-releases/")

    time_machine.move_to("2027-03-02T08:30:01+00:00")
    assert visitor.goto(ENGLISH).status == 200
    expect(visitor.locator("article strong", has_text="frugal networks")).to_be_visible()
    expect(visitor.locator(f'a[href="{FRENCH}"]').first).to_be_attached()
    visitor.goto("/en/press-releases/")
    expect(visitor.locator(f'a[href="{ENGLISH}"]').first).to_be_visible()

    # The night has ended their sessions.
    sign_in_by_form(writer, "writer")
    sign_in_by_form(publisher, "publisher")
    correct_french(writer, release)
    visitor.goto(FRENCH)
    expect(visitor.get_by_text("Le laboratoire ouvre en mars.")).to_be_visible()

    approve(publisher, release.reference, "Français", **{"Change note": "L’ouverture est en avril."})
    visitor.reload()
    expect(visitor.get_by_text("Le laboratoire ouvre en avril.")).to_be_visible()
    expect(visitor.get_by_text("L’ouverture est en avril.").first).to_be_visible()
    live = Edition.objects.live().filter(release=release)
    assert {(edition.language, edition.number) for edition in live} == {("fr", 2), ("en", 1)}
