"""What the API says of a release: docs/api.md describes it, and fields are only ever added."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from institutes.models import Organisation
from institutes.templatetags.network import web_address

from ...models import Edition, Release
from ..selection import KINDS
from ..structured_data import PAGES
from ..whole_addresses import with_whole_addresses
from .rows import Row

Data = dict[str, Any]
OF_A_PICTURE = ("width", "height", "alt", "caption", "credit", "licence")
OF_A_FILE = ("name", "kind", "mime_type", "size", *OF_A_PICTURE)
OF_A_CONTACT = ("name", "job_title", "organisation", "email", "languages")


def summary(row: Row, origin: str) -> Data:
    edition = row.edition
    address = edition.get_absolute_url()
    return {
        "reference": edition.reference,
        "language": edition.language,
        "edition": edition.number,
        "kind": str(KINDS.get(Release.Kind(edition.kind))),
        "title": edition.title,
        "subtitle": edition.subtitle,
        "standfirst": edition.standfirst,
        "city": edition.city,
        "issued_on": edition.issued_on.isoformat(),
        "published_at": moment(row.published_at),
        "updated_at": moment(edition.live_from),
        "url": origin + address,
        "api_url": origin + reverse("api_release", args=[edition.reference, edition.language]),
        "ninjs_url": f"{origin}{address}ninjs.json",
        "organisations": [_named(line, edition.language, origin) for line in edition.organisation_lines],
        "topics": [_topic(topic, edition.language) for topic in edition.topics.all()],
        "picture": _file(edition.lead_picture, OF_A_PICTURE, origin) if edition.lead_picture else None,
        "translations": [{"language": code, "url": origin + path} for code, path in row.translations],
    }


def full(row: Row, origin: str) -> Data:
    edition = row.edition
    return summary(row, origin) | {
        "body_html": with_whole_addresses(edition.body, origin),
        "correction": _correction(edition),
        "online_again": _return(edition),
        "boilerplates": [
            {"title": line["title"], "body_html": with_whole_addresses(line["body"], origin)}
            for line in edition.boilerplates
        ],
        "contacts": contacts(edition),
        "attachments": [_file(line, OF_A_FILE, origin) for line in edition.attachments],
    }


def contacts(edition: Edition) -> list[Data]:
    """As the page shows them: who was erased is not there."""
    return [
        {name: contact[name] for name in OF_A_CONTACT}
        | {"phones": [{"number": phone["number"], "label": phone["label"]} for phone in contact["phones"]]}
        for contact in edition.contacts
        if not contact.get("removed")
    ]


def organisation(shown: Organisation, language: str, origin: str) -> Data:
    query = urlencode({"language": language, "organisation": shown.slug})
    with override(language):
        return {
            "slug": shown.slug,
            "kind": shown.kind,
            "name": shown.name,
            "short_name": shown.short_name,
            "website": web_address(shown.website),
            "url": origin + shown.get_absolute_url(),
            "logo": origin + reverse("logo", args=[shown.slug]) if shown.logo else None,
            "releases_url": f"{origin}{reverse('api_releases')}?{query}",
        }


def organisation_url(line: Data, language: str, origin: str) -> str:
    page = PAGES.get(line["kind"])
    with override(language):
        return origin + reverse(page, args=[line["slug"]]) if page else ""


def moment(hour) -> str:
    return timezone.localtime(hour).isoformat(timespec="seconds")


def _named(line, language, origin):
    url = organisation_url(line, language, origin)
    return {"slug": line["slug"], "kind": line["kind"], "name": line["name"], "url": url or None}


def _topic(topic, language):
    with override(language):
        return {"slug": topic.slug, "name": topic.name}


def _file(line, names, origin):
    return {"url": origin + reverse("file", kwargs={"path": line["path"]})} | {n: line[n] for n in names}


def _correction(edition):
    notice = edition.correction
    if notice is None or notice.get("is_back"):
        return None
    return {
        "number": notice["number"],
        "date": notice["date"].isoformat(),
        "note": notice["note"],
    }


def _return(edition):
    """After a withdrawal: no correction."""
    notice = edition.correction
    if notice is None or not notice.get("is_back"):
        return None
    return {"date": notice["date"].isoformat(), "note": notice["note"]}
