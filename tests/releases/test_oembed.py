"""What other sites show of a release whose address they have."""

import io
from urllib.parse import urlencode

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from lxml import etree, html
from PIL import Image

from releases.models import Attachment
from tests.builders import make_release, publish, withdraw
from tests.visitor import RELEASE, visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_leaks")]
SITE = "http://testserver"


def ask(url=SITE + RELEASE["fr"], status=200, **more):
    response = Client().get(f"/api/oembed/?{urlencode({'url': url, **more})}")
    assert response.status_code == status, response.content
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "SECRET" not in response.content.decode()
    return response.json()


@pytest.fixture(autouse=True)
def release():
    return publish(make_release()).release


def test_a_release_leads_to_its_answer():
    link = visit(RELEASE["fr"]).tree.xpath("//link[@type='application/json+oembed']")[0]
    assert (link.get("rel"), link.get("title")) == ("alternate", "Title in fr")
    assert Client().get(link.get("href").removeprefix(SITE)).json() == ask(format="json")


def test_it_is_quoted_with_its_address():
    data = ask()
    assert (data["version"], data["type"], data["title"]) == ("1.0", "rich", "Title in fr")
    quotation = html.fragment_fromstring(data["html"])
    assert (quotation.tag, quotation.get("cite")) == ("blockquote", SITE + RELEASE["fr"])
    assert quotation.xpath("string(.//a/@href)") == SITE + RELEASE["fr"]
    assert data["thumbnail_url"] == f"{SITE}{RELEASE['fr']}picture.png"


def test_signs_of_markup_stay_signs():
    publish(make_release(title_fr="</a><script>1</script>", slug_fr="script"))
    quotation = html.fragment_fromstring(ask(f"{SITE}/fr/communiques/2020/script/")["html"])
    assert not quotation.xpath(".//script")
    assert quotation.xpath("string(.//a)") == "</a><script>1</script>"


def test_it_is_no_larger_than_asked_for():
    data = ask(maxwidth=320, maxheight=100)
    assert (data["width"], data["height"]) == (320, 100)
    assert "thumbnail_url" not in data


@pytest.mark.parametrize(
    ("bounds", "name", "size"),
    [
        ({}, "picture.png", (1200, 630)),
        ({"maxwidth": 1199}, "picture-800.png", (800, 420)),
        ({"maxwidth": 800, "maxheight": 419}, "picture-400.png", (400, 210)),
        ({"maxwidth": 400}, "picture-400.png", (400, 210)),
    ],
)
def test_its_thumbnail_is_the_largest_that_fits(bounds, name, size):
    data = ask(**bounds)
    assert data["thumbnail_url"] == f"{SITE}{RELEASE['fr']}{name}"
    assert (data["thumbnail_width"], data["thumbnail_height"]) == size
    answer = Client().get(data["thumbnail_url"])
    assert Image.open(io.BytesIO(answer.content)).size == size
    assert answer.may_be_kept


@pytest.mark.parametrize("bounds", [{"maxwidth": 399}, {"maxheight": 209}])
def test_it_has_no_thumbnail_that_could_not_be_read(bounds):
    assert "thumbnail_url" not in ask(**bounds)


def test_of_a_picture_that_is_too_large_the_words_are_shown():
    release = make_release(title_fr="Photo", slug_fr="photo")
    content = io.BytesIO()
    Image.new("RGB", (900, 300)).save(content, "JPEG")
    file = ContentFile(content.getvalue(), name="photo.jpg")
    Attachment.objects.create(release=release, file=file, is_lead_picture=True, alt_fr="Une photo")
    publish(release)
    url = f"{SITE}/fr/communiques/2020/photo/"
    assert ask(url, maxwidth=900)["thumbnail_url"].endswith(".jpg")
    assert ask(url, maxwidth=899)["thumbnail_url"] == f"{url}picture-800.png"


def test_other_sizes_are_none():
    for name in ("picture-401.png", "picture-0400.png", "picture-1200.png", "picture-.png"):
        assert Client().get(f"{RELEASE['fr']}{name}").status_code == 404


@pytest.mark.parametrize("size", ["0", "-1", "x", "9" * 9, "１"])
def test_a_size_that_is_none_is_refused(size):
    ask(status=400, maxwidth=size)


def test_it_says_the_same_in_xml():
    publish(make_release(title_fr="R&D <b>", slug_fr="signs"))
    url = f"{SITE}/fr/communiques/2020/signs/"
    response = Client().get("/api/oembed/", {"url": url, "format": "xml"})
    assert (response.status_code, response["Content-Type"]) == (200, "text/xml; charset=utf-8")
    assert response["Access-Control-Allow-Origin"] == "*"
    root = etree.fromstring(response.content)
    assert root.tag == "oembed"
    assert {each.tag: each.text for each in root} == {name: str(value) for name, value in ask(url).items()}


@pytest.mark.parametrize("name", ["yaml", "XML", "\x00"])
def test_another_format_is_refused_with_those_that_there_are(name):
    assert "json, xml" in ask(status=400, format=name)["error"]["message"]


@pytest.mark.parametrize(
    "url",
    [
        *("x", "/fr/", f"{SITE}/fr/", f"{SITE}/fr/communiques/", f"{SITE}/de/communiques/2020/title-fr/"),
        f"https://elsewhere.example{RELEASE['fr']}",
        f"ftp://testserver{RELEASE['fr']}",
        f"{SITE}/fr/communiques/2020/nothing/",
        f"{SITE}{RELEASE['en']}",
        *(f"{SITE}/fr/communiques/2020/secret-{word}/" for word in ("draft", "scheduled")),
        *("http://[", "http://testserver\x00/fr/", f"{SITE}{RELEASE['fr']}picture.png"),
    ],
)
def test_any_other_address_is_not_found(url):
    ask(url, 404)


@pytest.mark.parametrize("query", ["", "?url=", "?format=json&maxwidth=400"])
def test_without_an_address_it_says_what_is_lacking(query):
    response = Client().get(f"/api/oembed/{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/json; charset=utf-8")
    assert "url=" in response.json()["error"]["message"]


def test_what_was_withdrawn_explains(release):
    withdraw(release, explanation="A mistake.")
    assert Client().get(f"{RELEASE['fr']}picture-400.png").status_code == 410
    assert ask(status=410)["error"]["explanation"] == "A mistake."
