"""A release in the words of schema.org: a NewsArticle."""

import datetime
import json
import re

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from common.characters import shortened
from common.structured_data import (
    SHARED_HEIGHT,
    SHARED_WIDTH,
    Data,
    pixels,
    press_contact,
    thing,
    with_origin,
)
from institutes.models import Organisation
from institutes.templatetags.network import web_address

from ..models import Edition
from ..texts.datelines import dateline
from ..texts.notices import notice_title
from ..texts.pictures import one_rendition
from .lookup import Approved, Found
from .take_away import encodings_of

# (code, name, path) of a page in one language.
Alternate = tuple[str, str, str]
# Signs; what search engines and social networks show of it.
DESCRIPTION = 200
CREATIVE_COMMONS = "https://creativecommons.org/"
_CC_BY = re.compile(r"\bCC[ -](BY(?:-NC)?(?:-SA|-ND)?) ([1-4]\.0)\b", re.IGNORECASE)
PAGES = {Organisation.Kind.INSTITUTE: "institute", Organisation.Kind.SCHOOL: "school"}


def written(edition: Edition) -> str:
    """What an edition says by itself, with paths for addresses; kept from its approval on."""
    article = thing(
        "NewsArticle",
        identifier=edition.reference,
        headline=edition.title,
        alternativeHeadline=edition.subtitle,
        description=shortened(edition.standfirst, DESCRIPTION),
        dateline=str(dateline(edition)),
        inLanguage=edition.language,
        about=[_organisation(line) for line in edition.organisation_lines],
        author=_press_office(),
        publisher=_press_office(_press_contacts(edition)),
        image=_picture(edition.lead_picture),
        **_changes(edition.correction),
    )
    return json.dumps(article, ensure_ascii=False)


def _organisation(line):
    page = PAGES.get(line["kind"])
    return thing(
        "Organization",
        name=line["name"],
        url=reverse(page, args=[line["slug"]]) if page else "",
        sameAs=web_address(line.get("website") or ""),
    )


def _press_office(contacts=()):
    name = gettext("Carnot institutes & Institut Mines-Télécom")
    return thing("Organization", name=name, url=reverse("home"), contactPoint=[*contacts])


def _press_contacts(edition):
    """People who were erased are not in it, nor whoever is not on the page."""
    return [press_contact(contact) for contact in edition.contacts if not contact.get("removed")]


def _picture(picture):
    if picture is None:
        return None
    # Social networks refuse what weighs more than a few megabytes, and know no AVIF.
    address, width, height = one_rendition(picture)
    return thing(
        "ImageObject",
        url=address,
        width=pixels(width),
        height=pixels(height),
        description=picture["alt"],
        caption=picture["caption"],
        creditText=picture["credit"],
        license=_licence(picture["licence"]),
        acquireLicensePage=reverse("reuse"),
    )


def _licence(licence):
    """The address of a licence that is known, or its name with the page on what may be done with pictures."""
    if not licence or web_address(licence):
        return licence
    if "CC0" in licence:
        return f"{CREATIVE_COMMONS}publicdomain/zero/1.0/"
    if known := _CC_BY.search(licence):
        return f"{CREATIVE_COMMONS}licenses/{known[1].lower()}/{known[2]}/"
    return thing("CreativeWork", name=licence, url=reverse("reuse"))


def _changes(notice):
    if notice is None:
        return {}
    day = notice["date"].isoformat()
    if notice.get("is_back"):
        # Published once more, whatever its text.
        return {"publication": thing("PublicationEvent", name=notice_title(notice), startDate=day)}
    return {"correction": thing("CorrectionComment", datePublished=day, text=notice["note"])}


def of_page(kept: str, found: Found, live: Approved, alternates: list[Alternate], origin: str) -> Data:
    """With what depends on other editions, and so on the hour: its dates and its translations."""
    address = next(path for code, _name, path in alternates if code == live.language)
    article = json.loads(kept) | {
        "url": address,
        "mainEntityOfPage": thing("WebPage", **{"@id": address}),
        "datePublished": _moment(found.first_hour(live.language)),
        "dateModified": _moment(live.interval.live_from),
    }
    if documents := _documents(live):
        article["encoding"] = documents
    article.setdefault("image", _drawn(live.title, address))
    article["publisher"]["logo"] = thing("ImageObject", url=static("img/mark.svg"))
    return with_origin(article | _translations(found, live.language, alternates), origin)


def _documents(live):
    return [
        thing("MediaObject", contentUrl=path, encodingFormat=mime_type)
        for mime_type, path in encodings_of(live)
    ]


def _translations(found, language, alternates):
    """The language that was online first is taken for the original."""
    original = min((code for code, _name, _path in alternates), key=found.first_hour)
    works = {code: thing("NewsArticle", inLanguage=code, url=path) for code, _name, path in alternates}
    if language != original:
        return {"translationOfWork": works[original]}
    translations = [work for code, work in works.items() if code != language]
    return {"workTranslation": translations} if translations else {}


def _drawn(title, address):
    """Its own words as a picture; see sharing/drawing.py."""
    return thing(
        "ImageObject",
        url=f"{address}picture.png",
        width=pixels(SHARED_WIDTH),
        height=pixels(SHARED_HEIGHT),
        description=title,
    )


def _moment(moment: datetime.datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
