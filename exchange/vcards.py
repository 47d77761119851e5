"""vCard 4.0 (RFC 6350), and 3.0 (RFC 2426) for the many address books that show “tel:+33…” of a 4.0."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

# In octets, the line break left out.
MAX_LINE_OCTETS = 75
# What no line may hold: it would end the line, or mean nothing.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BREAK = re.compile(r"\r\n|\r|\n")
_ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;"})
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_TYPE = re.compile(r"[A-Za-z0-9-]+")


@dataclass(frozen=True)
class Phone:
    """`number` is E.164: `+33175314082`. `types` are vCard's: work, cell, fax."""

    number: str
    types: Sequence[str] = ("work", "voice")
    extension: str = ""


@dataclass(frozen=True)
class VCard:
    """Texts that are translated come as {language: text}."""

    uid: str
    first_name: str = ""
    last_name: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    organisations: Mapping[str, str] = field(default_factory=dict)
    emails: Sequence[str] = ()
    phones: Sequence[Phone] = ()
    languages: Sequence[str] = ()
    revised: datetime | None = None


def write_vcards(cards: Iterable[VCard]) -> Iterator[bytes]:
    """One piece per card."""
    for card in cards:
        yield b"".join(_folded(line) for line in _lines(card))


def write_vcards_3(cards: Iterable[VCard], language: str) -> Iterator[bytes]:
    """One text of each, for 3.0 programs take several for several organisations: in that language, or any."""
    for card in cards:
        yield b"".join(_folded(line) for line in _lines_3(card, language))


def _lines_3(card: VCard, language: str) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:{_text(card.uid)}"
    yield f"FN:{_text(_full_name(card))}"
    yield f"N:{_text(card.last_name)};{_text(card.first_name)};;;"
    if organisation := _in_one(card.organisations, language):
        yield f"ORG:{_text(organisation[1])}"
    if title := _in_one(card.titles, language):
        parameter = "" if len(set(card.titles.values())) == 1 < len(card.titles) else _in_language(title[0])
        yield f"TITLE{parameter}:{_text(title[1])}"
    for order, email in enumerate(filter(None, card.emails), 1):
        yield f"EMAIL;TYPE={_listed('internet', 'work', order=order)}:{_text(email)}"
    for order, phone in enumerate(card.phones, 1):
        types = filter(_TYPE.fullmatch, phone.types)
        yield f"TEL;TYPE={_listed(*types, order=order)}:{_e164(phone)}{_spoken_extension(phone)}"
    if card.revised:
        yield _revised(card.revised)
    yield "END:VCARD"


def _in_one(texts: Mapping[str, str], language: str) -> tuple[str, str] | None:
    """(language, text) of the language asked for, or of the first that has one."""
    written = {code: text for code, text in texts.items() if text}
    return (language, written[language]) if language in written else next(iter(written.items()), None)


def _listed(*types: str, order: int) -> str:
    return ",".join([*types, *(["pref"] if order == 1 else [])] or ["voice"])


def _lines(card: VCard) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"UID:{_text(card.uid)}"
    yield f"FN:{_text(_full_name(card))}"
    yield f"N:{_text(card.last_name)};{_text(card.first_name)};;;"
    yield from _translated("ORG", card.organisations)
    yield from _translated("TITLE", card.titles)
    for order, email in enumerate(filter(None, card.emails), 1):
        yield f"EMAIL;TYPE=work{_preference(order)}:{_text(email)}"
    for order, phone in enumerate(card.phones, 1):
        yield _telephone(phone, order)
    for order, language in enumerate(filter(_TAG.fullmatch, card.languages), 1):
        yield f"LANG;PREF={order}:{language}"
    if card.revised:
        yield _revised(card.revised)
    yield "END:VCARD"


def _revised(moment: datetime) -> str:
    return f"REV:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _full_name(card: VCard) -> str:
    """The one property that a card must have."""
    name = f"{card.first_name} {card.last_name}".strip()
    return name or next(filter(None, (*card.organisations.values(), *card.emails)), card.uid)


def _translated(name: str, texts: Mapping[str, str]) -> Iterator[str]:
    """One property in several languages; one that is the same in all belongs to none."""
    written = {language: text for language, text in texts.items() if text}
    if len(written) == len(texts) > 1 and len(set(written.values())) == 1:
        yield f"{name}:{_text(next(iter(written.values())))}"
        return
    # Alternatives share an ALTID; those of different properties have nothing to do with one another.
    alternative = ";ALTID=1" if len(written) > 1 else ""
    for language, text in written.items():
        yield f"{name}{_in_language(language)}{alternative}:{_text(text)}"


def _in_language(language: str) -> str:
    if not _TAG.fullmatch(language):
        raise ValueError(f"Not a language: {language!r}")
    return f";LANGUAGE={language}"


def _telephone(phone: Phone, order: int) -> str:
    types = ",".join(filter(_TYPE.fullmatch, phone.types))
    # Quoted where there are several, as in the standard's own examples.
    shown = f';TYPE="{types}"' if "," in types else f";TYPE={types}" if types else ""
    ending = f";ext={digits}" if (digits := _extension(phone)) else ""
    return f"TEL;VALUE=uri{shown}{_preference(order)}:tel:{_e164(phone)}{ending}"


def _e164(phone: Phone) -> str:
    if not re.fullmatch(r"\+\d{3,15}", phone.number):
        raise ValueError(f"Not a number in E.164: {phone.number!r}")
    return phone.number


def _extension(phone: Phone) -> str:
    return re.sub(r"\D", "", phone.extension)


def _spoken_extension(phone: Phone) -> str:
    return f" ext. {digits}" if (digits := _extension(phone)) else ""


def _preference(order: int) -> str:
    return ";PREF=1" if order == 1 else ""


def _text(text: str) -> str:
    return _BREAK.sub("\\\\n", _CONTROL.sub("", text).translate(_ESCAPED))


def _folded(line: str) -> bytes:
    """A line in octets, cut between characters; what follows a cut begins with a space."""
    whole = line.encode()
    if len(whole) <= MAX_LINE_OCTETS:
        return whole + b"\r\n"
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > MAX_LINE_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
