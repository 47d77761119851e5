"""E-mail addresses, telephone numbers, and where links lead."""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote

from common.telephones import french_to_e164
from common.web_addresses import parts_of

from .facts import Fact, Kind, Reading
from .tokens import Line

# {the address of a page of this site: that of its twin in the other language, as far as it has one}
Twin = Callable[[str], str | None]
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
# Of a file that each language has: index_fr.htm.
_LANGUAGE_OF_FILE = re.compile(r"[_.-](?:fr|en|de|es|it|nl|pt)(?=\.\w{2,4}$)", re.IGNORECASE)
_QUERY_OF_LANGUAGE = re.compile(r"(?:^|&)(?:lang|language|locale|hl)=[\w-]*")
# Where a reader came from is no part of where a link leads.
_TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid)=[^&]*")
_LANGUAGE_CODES = {"fr", "en", "de", "es", "it", "nl", "pt"}
_SHORT_NUMBER = 12
# A document may be another one in each language.
FILES = "/files/"


class Link(NamedTuple):
    """Where it leads, and where its words stand."""

    address: str
    start: int
    end: int


def email(line: Line, place: int) -> tuple[list[Fact], int]:
    token = line[place]
    return [Fact(Kind.EMAIL, token.low, token.text, token.start, token.end)], place + 1


def address(line: Line, place: int) -> tuple[list[Fact], int]:
    token = line[place]
    words = token.text.rstrip(".,;:!?’'…*")
    return [_web(words, words, token.start, token.start + len(words))], place + 1


def telephone(line: Line, place: int) -> tuple[list[Fact], int]:
    token = line[place]
    value = e164(token.text)
    return [Fact(Kind.TELEPHONE, value, token.text, token.start, token.end)], place + 1


def e164(text: str) -> str:
    """01 75 31 40 82 and +33 (0)1 75 31 40 82 are +33175314082."""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if text.lstrip().startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return french_to_e164(digits[1:]) if len(digits) < _SHORT_NUMBER else digits


def link_fact(link: Link, twin: Twin | None, own_path: Twin | None = None) -> Fact:
    """Of a link in a text; `twin` says what a page of this site is called in the other language.

    `own_path` says of a full address where it is on this site, if it is.
    """
    scheme, _sign, rest = link.address.partition(":")
    place = (link.address, link.start, link.end)
    if scheme == "mailto":
        return Fact(Kind.EMAIL, unquote(rest).partition("?")[0].lower(), *place)
    if scheme == "tel":
        return Fact(Kind.TELEPHONE, e164(rest), *place)
    if link.address.startswith(FILES):
        return Fact(Kind.LINK, FILES, *place)
    if other := twin(link.address) if twin else None:
        return Fact(Kind.LINK, other, *place)
    if link.address.startswith("/"):
        return Fact(Kind.LINK, link.address, *place)
    elsewhere = _web(link.address, *place)
    if path := own_path(link.address) if own_path else None:
        return elsewhere._replace(value=path, others=(*elsewhere.others, elsewhere.reading))
    return elsewhere


def twin_of(fact: Fact) -> str:
    """Of a link that was read with a twin; "" for any other."""
    is_own = fact.kind is Kind.LINK and fact.value.startswith("/")
    return fact.value if is_own and fact.value not in (fact.words, FILES) else ""


def _web(address, words, start, end):
    value, is_marked = without_language(address)
    return Fact(Kind.LINK, value, words, start, end, _loose(value) if is_marked else ())


def _loose(value) -> tuple[Reading, ...]:
    """Of a page that says which language it is in: its twin has other words, as many, in its address."""
    host, *parts = value.split("/")
    return ((Kind.LINK, f"{host} {len(parts)}"),)


def loose_reading(fact: Fact) -> Reading:
    return _loose(fact.value)[0]


def without_language(address: str) -> tuple[str, bool]:
    """(an address without what differs by language alone, whether there was such a part)"""
    try:
        parts = parts_of(address if "//" in address else f"//{address}")
    except ValueError:
        return address, False
    host = parts.netloc.lower().removeprefix("www.")
    first, _dot, rest = host.partition(".")
    is_marked = first in _LANGUAGE_CODES and "." in rest
    host = rest if is_marked else host
    path = [part for part in parts.path.split("/") if part]
    kept = [
        _LANGUAGE_OF_FILE.sub("", part)
        for part in path
        if part.lower()[:2] not in _LANGUAGE_CODES or not _LANGUAGE.fullmatch(part)
    ]
    said = _TRACKING.sub("", parts.query).removeprefix("&")
    query = _QUERY_OF_LANGUAGE.sub("", said).removeprefix("&")
    is_marked = is_marked or kept != path or query != said
    if host == "youtu.be" and len(kept) == 1:
        host, kept, query = "youtube.com", ["watch"], "&".join(filter(None, [f"v={kept[0]}", query]))
    return "/".join([host, *kept]) + (f"?{query}" if query else ""), is_marked
