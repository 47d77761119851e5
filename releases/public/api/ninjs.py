"""A release as news agencies take it: ninjs 3.1 of the IPTC (https://iptc.org/standards/ninjs/)."""

from django.urls import reverse
from django.utils.translation import gettext

from common.analysis import text_of

from ...models import Release
from ...texts.notices import notice_title
from ..feeds.entries import identity
from ..whole_addresses import with_whole_addresses
from .representations import Data, contacts, moment, organisation_url
from .rows import Row

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}


def composite(address: str, language: str, items: list[Data]) -> Data:
    """A list is an item, too: one that brings others along."""
    return {
        "uri": address,
        "standard": STANDARD,
        "type": "composite",
        "language": language,
        "title": gettext("Press releases"),
        "associations": [{"name": f"release-{place}", **item} for place, item in enumerate(items, 1)],
    }


def item(row: Row, origin: str) -> Data:
    edition = row.edition
    written = {
        "uri": identity(f"{edition.reference}/{edition.language}"),
        "standard": STANDARD,
        "type": "text",
        "representationType": "full",
        "version": str(edition.number),
        "firstCreated": moment(row.published_at),
        "versionCreated": moment(edition.live_from),
        "pubStatus": "usable",
        "language": edition.language,
        "title": edition.title,
        "slugline": edition.slug,
        "located": edition.city,
        "edNote": _editorial_note(edition.correction),
        "headlines": _texts(main=edition.title, sub=edition.subtitle),
        "descriptions": _texts(summary=edition.standfirst),
        "bodies": [_body(edition, origin)],
        "organisations": [_organisation(line, edition, origin) for line in edition.organisation_lines],
        "subjects": [{"name": topic.name, "literal": topic.slug} for topic in edition.topics.all()],
        "genres": [{"name": _kind(edition.kind), "literal": edition.kind}],
        "infoSources": [_source(edition, origin)],
        "altIds": [{"role": "reference", "value": edition.reference}],
        "associations": [_picture(line, origin) for line in edition.attachments if line["kind"] == "picture"],
    }
    return {name: value for name, value in written.items() if value not in ("", [])}


def _editorial_note(notice):
    if notice is None:
        return ""
    return f"{notice_title(notice)}. {notice['note']}" if notice.get("is_back") else notice["note"]


def _texts(**values):
    return [
        {"role": role, "contentType": "text/plain", "value": value} for role, value in values.items() if value
    ]


def _body(edition, origin):
    text = text_of(edition.body)
    return {
        "role": "main",
        "contentType": "text/html",
        "charCount": len(text),
        "wordCount": len(text.split()),
        "value": with_whole_addresses(edition.body, origin),
    }


def _kind(kind):
    return str(Release.Kind(kind).label) if kind in Release.Kind else kind


def _organisation(line, edition, origin):
    url = organisation_url(line, edition.language, origin)
    return {"name": line["name"], "rel": "about", "literal": line["slug"]} | ({"uri": url} if url else {})


def _source(edition, origin):
    """The press office, with those who answer for this release."""
    return {
        "name": gettext("Press room of the Carnot institutes and Institut Mines-Télécom"),
        "role": "publisher",
        "uri": origin + reverse("home"),
        "contactInfo": [way for contact in contacts(edition) for way in _ways(contact)],
    }


def _ways(contact):
    ways = [("phone", phone["number"]) for phone in contact["phones"]] + [("email", contact["email"])]
    return [{"type": kind, "role": "press", "name": contact["name"], "value": v} for kind, v in ways if v]


def _picture(line, origin):
    address = origin + reverse("file", kwargs={"path": line["path"]})
    rendition = {
        "name": "original",
        "href": address,
        "contentType": line["mime_type"],
        "width": line["width"],
        "height": line["height"],
        "sizeInBytes": line["size"],
    }
    written = {
        "name": "lead-picture" if line["is_lead_picture"] else "picture",
        "uri": address,
        "type": "picture",
        "by": line["credit"],
        "usageTerms": line["licence"],
        "descriptions": _texts(alt=line["alt"], caption=line["caption"]),
        "renditions": [{name: value for name, value in rendition.items() if value}],
    }
    return {name: value for name, value in written.items() if value not in ("", [])}
