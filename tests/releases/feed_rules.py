"""The rules of RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, as far as a program can tell."""

import datetime
import email.utils
import json
import re
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
# RFC 3339, as RFC 4287 and JSON Feed ask for it.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ONCE_IN_CHANNEL = ("title", "link", "description", "language", "lastBuildDate", f"{ATOM}link")
ONCE_IN_ITEM = ("title", "link", "description", "pubDate", "guid", f"{ATOM}updated", CONTENT)
ONCE_IN_FEED = ("id", "title", "updated", "author")
ONCE_IN_ENTRY = ("id", "title", "published", "updated", "summary", "content")
KNOWN_TO_JSON_FEED = {
    *("version", "title", "home_page_url", "feed_url", "description", "language", "authors", "items"),
    *("icon", "favicon", "user_comment", "next_url", "expired", "hubs"),
}
KNOWN_TO_ITEMS = {
    *("id", "url", "external_url", "title", "content_html", "content_text", "summary", "image"),
    *("banner_image", "date_published", "date_modified", "authors", "tags", "language", "attachments"),
}


def check_absolute(address):
    parts = urlsplit(address)
    assert parts.scheme in {"http", "https"}, address
    assert parts.netloc, address


def check_moment(written):
    assert MOMENT.fullmatch(written), written
    assert datetime.datetime.fromisoformat(written).tzinfo


def check_html(html):
    """Every link and picture says where it is, wherever a reader shows it."""
    tree = etree.HTML(f"<div>{html}</div>")
    for address in tree.xpath("//a/@href | //img/@src"):
        assert re.match(r"(https?|mailto|tel):", address), address
    assert not tree.xpath("//script | //style | //*[@style]")


def check_once(element, names):
    for name in names:
        assert len(element.findall(name)) == 1, f"{name} in {element.tag}"
        assert element.find(name).text or len(element.find(name)) or element.find(name).attrib, name


def check_unique(identities):
    assert len(identities) == len(set(identities))
    assert all(identity.startswith("tag:") for identity in identities)


def check_rss(content):
    root = etree.fromstring(content)
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    channel = root[0]
    check_once(channel, ONCE_IN_CHANNEL)
    check_absolute(channel.findtext("link"))
    own = channel.find(f"{ATOM}link")
    assert own.get("rel") == "self"
    check_absolute(own.get("href"))
    assert email.utils.parsedate_to_datetime(channel.findtext("lastBuildDate")).tzinfo
    for item in channel.findall("item"):
        check_once(item, ONCE_IN_ITEM)
        check_absolute(item.findtext("link"))
        assert item.find("guid").get("isPermaLink") == "false"
        assert email.utils.parsedate_to_datetime(item.findtext("pubDate")).tzinfo
        check_moment(item.findtext(f"{ATOM}updated"))
        check_html(item.findtext(CONTENT))
    check_unique([guid.text for guid in channel.iter("guid")])


def check_atom(content):
    root = etree.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang")
    check_once(root, [ATOM + name for name in ONCE_IN_FEED])
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links.keys() == {"self", "alternate"}
    moments = [root.findtext(f"{ATOM}updated")]
    for entry in root.findall(f"{ATOM}entry"):
        check_once(entry, [ATOM + name for name in ONCE_IN_ENTRY])
        [link] = entry.findall(f"{ATOM}link")
        assert link.get("rel") == "alternate"
        links[len(links)] = link.get("href")
        moments += [entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated")]
        assert entry.find(f"{ATOM}content").get("type") == "html"
        assert all(category.get("term") for category in entry.findall(f"{ATOM}category"))
        check_html(entry.findtext(f"{ATOM}content"))
    links["icon"] = root.findtext(f"{ATOM}icon")
    for address in links.values():
        check_absolute(address)
    for moment in moments:
        check_moment(moment)
    check_unique([identity.text for identity in root.iter(f"{ATOM}id")])


def check_json(content):
    feed = json.loads(content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed.keys() <= KNOWN_TO_JSON_FEED
    assert feed["title"]
    assert all(author["name"] for author in feed["authors"])
    check_absolute(feed["home_page_url"])
    check_absolute(feed["feed_url"])
    check_absolute(feed["icon"])
    for item in feed["items"]:
        assert item.keys() <= KNOWN_TO_ITEMS
        assert isinstance(item["id"], str)
        assert all(item[name] for name in ("content_html", "summary", "title"))
        check_absolute(item["url"])
        check_moment(item["date_published"])
        check_moment(item["date_modified"])
        assert all(isinstance(tag, str) for tag in item["tags"])
        check_html(item["content_html"])
    check_unique([item["id"] for item in feed["items"]])


CHECKS = {"rss.xml": check_rss, "atom.xml": check_atom, "feed.json": check_json}
