"""A visitor without an account: what every public answer must be, whatever page it is."""

from django.test import Client
from lxml import html

from releases.models import Edition, Release
from tests.builders import make_release, publish

POLICY = ["default-src 'none'", "style-src 'self'", "img-src 'self'", "font-src 'self'"]


class Page:
    def __init__(self, response):
        self.response = response
        self.source = response.content.decode()
        self.tree = html.document_fromstring(self.source)

    def __contains__(self, text):
        return text in self.words

    @property
    def words(self):
        """The page's text as it is read: one space between words and between elements."""
        return " ".join(" ".join(self.tree.itertext()).split())

    def texts(self, xpath):
        return [" ".join(element.text_content().split()) for element in self.tree.xpath(xpath)]

    def alternates(self):
        links = self.tree.xpath("//link[@rel='alternate']")
        return {link.get("hreflang"): link.get("href").removeprefix("http://testserver") for link in links}

    def canonical(self):
        return self.tree.xpath("string(//link[@rel='canonical']/@href)").removeprefix("http://testserver")

    def language_links(self):
        links = self.tree.xpath("//header//a[@hreflang]")
        assert all(link.get("lang") == link.get("hreflang") for link in links)
        return {link.get("hreflang"): link.get("href") for link in links}


def visit(path: str, status: int = 200, **headers) -> Page:
    """Asks for a page and checks what holds for all: no secret, no cookie, nothing unsafe."""
    response = Client().get(path, headers=headers)
    assert response.status_code == status, f"{path}: {response.status_code}"
    policy = response["Content-Security-Policy"]
    assert not response.cookies
    assert all(part in policy for part in POLICY)
    assert "unsafe" not in policy
    assert "Cookie" not in response.get("Vary", "")
    page = Page(response)
    for unwanted in ("secret", "csrfmiddlewaretoken", "<script", " style="):
        assert unwanted not in page.source.lower(), f"{path} has {unwanted}"
    return page


def publish_many(number: int, *organisations, language: str = "fr") -> list[Edition]:
    editions = []
    for index in range(number):
        release = make_release(
            **{f"title_{language}": f"Release {index}", f"slug_{language}": f"release-{index}"}
        )
        add_organisations(release, *organisations)
        editions.append(publish(release, language))
    return editions


def add_organisations(release: Release, *organisations) -> Release:
    for organisation in organisations:
        field = release.institutes if organisation.own_kind == "institute" else release.schools
        field.add(organisation)
    return release
