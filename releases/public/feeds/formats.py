"""RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, each with the full text and the hour of the last change."""

import json

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date

from common.characters import for_xml


class _Written(SyndicationFeed):
    def add_item(self, **values):  # type: ignore[override]
        super().add_item(**{name: _writable(value) for name, value in values.items()})

    def latest_post_date(self):
        dates = [item["updateddate"] for item in self.items]
        return max(dates) if dates else self.feed["empty_since"]


def _writable(value):
    if isinstance(value, tuple):
        return tuple(map(_writable, value))
    return for_xml(value) if isinstance(value, str) else value


class Rss(_Written, Rss201rev2Feed):
    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("content:encoded", item["content"])


class Atom(_Written, Atom1Feed):
    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["icon"])

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class Json(_Written):
    content_type = "application/feed+json"

    def write(self, outfile, encoding):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "icon": self.feed["icon"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"]}],
            "items": list(map(_json_item, self.items)),
        }
        outfile.write(json.dumps(feed, ensure_ascii=False))


def _json_item(item):
    return {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "summary": item["summary"],
        "content_html": item["content"],
        "date_published": rfc3339_date(item["pubdate"]),
        "date_modified": rfc3339_date(item["updateddate"]),
        "tags": item["categories"],
    }
