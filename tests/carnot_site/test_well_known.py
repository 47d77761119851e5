"""What programs ask every site for."""

import datetime
import io
import json
import re
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import etree
from PIL import Image

from scripts import icons
from tests.visitor import visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def leaks(shared_leaks):
    return shared_leaks


def test_robots_stay_out_of_the_desk_and_of_secret_links(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    robots = RobotFileParser()
    robots.parse(response.content.decode().splitlines())
    for path in ("/admin/", "/admin/x", "/en/my-details/secret/", "/fr/mes-coordonnees/secret/"):
        assert not robots.can_fetch("*", path)
    for path in ("/", "/fr/", "/en/press-releases/2020/a/", "/files/a/b.pdf"):
        assert robots.can_fetch("*", path)
    assert robots.site_maps() == ["http://testserver/sitemap.xml", "http://testserver/sitemap-news.xml"]
    assert all(client.get(address).status_code == 200 for address in robots.site_maps())


def test_whom_to_tell_of_a_weakness(client, settings, time_machine):
    time_machine.move_to("2026-11-27T10:00:00+01:00")
    settings.SECURITY_CONTACT = ["mailto:security@example.org", "https://example.org/report"]
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:security@example.org",
        "Contact: https://example.org/report",
        "Expires: 2027-05-26T00:00:00Z",
        "Preferred-Languages: fr, en",
        "Canonical: http://testserver/.well-known/security.txt",
    ]
    expires = datetime.datetime.fromisoformat("2027-05-26T00:00:00Z")
    assert expires - datetime.datetime.now(datetime.UTC) < datetime.timedelta(days=365)


def test_nobody_to_tell_is_not_found(client):
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("name", ["favicon.ico", "apple-touch-icon.png"])
def test_browsers_that_ask_for_an_icon_are_led_to_it(client, name):
    response = client.get(f"/{name}")
    assert response.status_code == 302
    assert finders.find(response["Location"].removeprefix(settings.STATIC_URL))
    assert not response.cookies


@pytest.mark.parametrize(("home", "short_name"), [("/fr/", "Salle de presse"), ("/en/", "Press room")])
def test_each_language_has_a_manifest_whose_icons_are_there(client, home, short_name):
    [address] = visit(home).tree.xpath("//link[@rel='manifest']/@href")
    response = client.get(address)
    assert response["Content-Type"] == "application/manifest+json"
    manifest = json.loads(response.content)
    assert (manifest["start_url"], manifest["lang"], manifest["short_name"]) == (
        home,
        home.strip("/"),
        short_name,
    )
    for icon in manifest["icons"]:
        width, height = map(int, icon["sizes"].split("x"))
        assert size_of(icon["src"]) == (width, height)
    assert [icon.get("purpose") for icon in manifest["icons"]].count("maskable") == 1


@pytest.mark.parametrize(("home", "results"), [("/fr/", "/fr/communiques/"), ("/en/", "/en/press-releases/")])
def test_each_language_says_how_it_is_searched(client, home, results):
    [link] = visit(home).tree.xpath("//link[@rel='search']")
    response = client.get(link.get("href"))
    assert response["Content-Type"] == f"{link.get('type')}; charset=utf-8"
    root = etree.fromstring(response.content)
    found = {element.tag.partition("}")[2]: element for element in root}
    assert found["ShortName"].text == link.get("title")
    assert len(found["ShortName"].text) <= 16
    assert len(found["Description"].text) <= 1024
    assert found["Language"].text == home.strip("/")
    templates = {url.get("type"): url.get("template") for url in root.iter("{*}Url")}
    assert templates["text/html"] == f"http://testserver{results}?q={{searchTerms}}"
    for address in templates.values():
        path = address.removeprefix("http://testserver").replace("{searchTerms}", "a%20b")
        assert client.get(path).status_code == 200
    assert finders.find(found["Image"].text.removeprefix("http://testserver" + settings.STATIC_URL))


def size_of(address):
    with Image.open(finders.find(address.removeprefix(settings.STATIC_URL))) as image:
        return image.size


def test_pages_name_their_icons():
    page = visit("/fr/")
    for address in page.tree.xpath("//link[contains(@rel, 'icon')]/@href"):
        assert finders.find(address.removeprefix(settings.STATIC_URL)), address
    assert size_of(page.tree.xpath("string(//link[@rel='apple-touch-icon']/@href)")) == (180, 180)


def test_icons_are_those_that_the_script_draws(tmp_path, monkeypatch):
    committed = icons.FOLDER
    (tmp_path / "mark.svg").write_bytes((committed / "mark.svg").read_bytes())
    monkeypatch.setattr(icons, "FOLDER", tmp_path)
    icons.main()
    for file in tmp_path.iterdir():
        if file.suffix != ".svg":
            drawn, kept = (
                Image.open(io.BytesIO((folder / file.name).read_bytes())) for folder in (tmp_path, committed)
            )
            assert drawn.convert("RGB").tobytes() == kept.convert("RGB").tobytes(), file.name


def test_the_mark_is_made_of_rectangles_alone():
    drawing = (icons.FOLDER / "mark.svg").read_text()
    assert len(list(icons.rectangles())) == len(re.findall("z", drawing))


@pytest.mark.parametrize(
    "path",
    [
        "/robots.txt",
        "/.well-known/security.txt",
        "/favicon.ico",
        "/apple-touch-icon.png",
        "/fr/manifest.webmanifest",
        "/fr/opensearch.xml",
    ],
)
def test_they_are_only_read(path):
    assert Client().post(path).status_code == 405
    assert Client().get(f"{path}?page=0&q=%00").status_code in {200, 302, 404}
