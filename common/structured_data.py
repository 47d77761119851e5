"""What a page says to machines in the words of schema.org."""

import json
import re
from collections.abc import Iterable
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

Data = dict[str, Any]
_ADDRESSES = frozenset({"@id", "acquireLicensePage", "contentUrl", "item", "logo", "url"})
CONTEXT = "https://schema.org"
# Of a picture that is drawn for sharing.
SHARED_WIDTH, SHARED_HEIGHT = 1200, 630
# Inside a script a browser looks for tags, and older ones for ends of lines.
_UNSAFE = re.compile("[<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
_encode = json.JSONEncoder(ensure_ascii=False).encode


def thing(kind: str, **properties: Any) -> Data:
    """Without what is empty."""
    return {"@type": kind} | {
        name: value for name, value in properties.items() if value not in ("", None, [])
    }


def script(data: Data) -> SafeString:
    text = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", _encode({"@context": CONTEXT} | data))
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Data:
    """The way to a page from the front page: (name, address)."""
    items = [
        thing("ListItem", position=place, name=name, item=address)
        for place, (name, address) in enumerate(steps, 1)
    ]
    return thing("BreadcrumbList", itemListElement=items)


def pixels(number: int | None) -> Data | None:
    """A width or a height: no plain number, schema.org says."""
    # E37: pixels, among the units of UN/CEFACT.
    return thing("QuantitativeValue", value=number, unitCode="E37") if number else None


def press_room(origin: str) -> Data:
    publisher = thing(
        "Organization",
        name=gettext("Carnot institutes & Institut Mines-Télécom"),
        url=reverse("home"),
        logo=thing("ImageObject", url=static("img/mark.svg")),
    )
    site = thing(
        "WebSite",
        name=gettext("Press room of the Carnot institutes and Institut Mines-Télécom"),
        url=reverse("home"),
        inLanguage=get_language(),
        publisher=publisher,
    )
    return with_origin(site, origin)


def press_contact(contact: Data) -> Data:
    """Of a person as a page shows them."""
    return thing(
        "ContactPoint",
        contactType="press",
        name=contact["name"],
        description=contact["job_title"],
        email=contact["email"],
        telephone=[phone["number"] for phone in contact["phones"]],
        availableLanguage=contact["languages"],
    )


def with_origin(data: Any, origin: str) -> Any:
    """The data with whole addresses in the place of paths."""
    if isinstance(data, list):
        return [with_origin(each, origin) for each in data]
    if not isinstance(data, dict):
        return data
    return {
        name: origin + value
        if name in _ADDRESSES and str(value).startswith("/")
        else with_origin(value, origin)
        for name, value in data.items()
    }
