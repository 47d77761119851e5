"""A visitor without an account: what every public answer must be, whatever page it is."""

import json
import re

from django.test import Client
from lxml import html

from institutes.models import Institute, LabelAward, Membership
from releases.models import Edition, Release
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_organisation,
    make_release,
    make_school,
    publish,
    write_into_record,
)

# Where a release of tests.builders is read.
RELEASE = {"fr": "/fr/communiques/2020/title-fr/", "en": "/en/press-releases/2020/title-en/"}
POLICY = ["default-src 'none'", "style-src 'self'", "img-src 'self'", "font-src 'self'"]
# A day or a moment in HTML; a fraction of a second has three digits at most.
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d))?")


class Page:
    def __init__(self, response):
        self.response = response
        self.source = response.content.decode()
        self.tree = html.document_fromstring(self.source)

    def __contains__(self, text):
        return text in self.words

    @property
    def words(self):
        """The page's text as it is read: one space between words and between elements, none in “1er”."""
        words = " ".join(" ".join(self.tree.itertext()).split())
        return re.sub(r"\b1 er\b", "1er", words)

    def texts(self, xpath):
        return [" ".join(element.text_content().split()) for element in self.tree.xpath(xpath)]

    def structured_data(self):
        """{type: data} of what the page says to machines."""
        found = map(json.loads, self.tree.xpath("//script[@type='application/ld+json']/text()"))
        return {data["@type"]: data for data in found}

    def properties(self):
        """What Open Graph says of it: of a name that stands twice, the last."""
        return {meta.get("property"): meta.get("content") for meta in self.tree.xpath("//meta[@property]")}

    def alternates(self):
        links = self.tree.xpath("//link[@rel='alternate'][@hreflang]")
        return {link.get("hreflang"): link.get("href").removeprefix("http://testserver") for link in links}

    def canonical(self):
        return self.tree.xpath("string(//link[@rel='canonical']/@href)").removeprefix("http://testserver")

    def language_links(self):
        links = self.tree.xpath("//header//a[@hreflang]")
        assert all(link.get("lang") == link.get("hreflang") for link in links)
        return {link.get("hreflang"): link.get("href") for link in links}


def is_harmless(script) -> bool:
    """A file of ours; or data, which no browser runs."""
    if script.get("type") == "application/ld+json":
        return not script.get("src")
    return script.get("src", "").startswith("/static/js/") and not script.text


# Made with and without the clock, which most tests do not have.
ASKED_ANEW = ("no-cache", "max-age=0, must-revalidate, s-maxage=1")


def visit(path: str, status: int = 200, **headers) -> Page:
    """Asks for a page and checks what holds for all: no secret, no cookie, nothing unsafe."""
    response = Client().get(path, headers=headers)
    assert response.status_code == status, f"{path}: {response.status_code}"
    policy = response["Content-Security-Policy"]
    assert not response.cookies
    assert all(part in policy for part in POLICY)
    assert "unsafe" not in policy
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] in ASKED_ANEW
    page = Page(response)
    [description] = page.tree.xpath("//meta[@name='description']/@content")
    assert description, f"{path} describes nothing"
    assert all(map(MOMENT.fullmatch, page.tree.xpath("//time/@datetime")))
    assert all(is_harmless(script) for script in page.tree.iter("script")), f"{path} has a script of its own"
    for unwanted in ("secret", "csrfmiddlewaretoken", " style="):
        assert unwanted not in without_own_words(page.source.lower()), f"{path} has {unwanted}"
    return page


def without_own_words(source: str) -> str:
    """A page that is not found offers to search for the words of its address, which the visitor typed."""
    return re.sub(r'(<input id="q" [^>]*value=")[^"]*', r"\1", source)


def publish_many(number: int, *organisations, language: str = "fr") -> list[Edition]:
    editions = []
    for index in range(number):
        release = make_release(
            **{f"title_{language}": f"Release {index}", f"slug_{language}": f"release-{index}"}
        )
        add_organisations(release, *organisations)
        editions.append((write_into_record if index else publish)(release, language))
    return editions


def add_organisations(release: Release, *organisations) -> Release:
    for organisation in organisations:
        field = release.institutes if organisation.own_kind == "institute" else release.schools
        field.add(organisation)
    return release


def make_full_institute() -> Institute:
    """With a director who has a second office, a label and two schools."""
    director = make_contact("Director", job_title_fr="directrice des essais", job_title_en="head of testing")
    institute = make_institute(slug="tsn", director=director)
    LabelAward.objects.create(institute=institute, year=2006)
    for order, (name, role) in enumerate([("Eurecom", "subsidiary"), ("IMT Atlantique", "member")]):
        school = make_school(name, slug=name.split()[0].lower())
        Membership.objects.create(institute=institute, school=school, role=role, order=order)
    return institute


def publish_full_release(institute: Institute) -> Release:
    """One release live in both languages, with everything that a release can show."""
    release = make_release(subtitle_fr="Sous-titre")
    agency = make_organisation("Agence", kind="agency")
    phones = ("+33141113789", "+33676120053")
    contact = make_contact("Martin", organisation=agency, phones=phones, languages=["fr", "en"])
    attach(release, contact, make_boilerplate("The network"))
    add_organisations(release, institute)
    publish(release, "fr")
    publish(release, "en")
    return release
