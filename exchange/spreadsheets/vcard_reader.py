"""vCard 2.1, 3.0 and 4.0 as a table: a row per card, columns named as in Google Contacts."""

import codecs
import quopri
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from . import limits
from .limits import Usage
from .remarks import Remark, Remarks
from .sheets import Sheet, SheetName
from .table import Row

VCARD = "vCard"
START, END = b"begin:vcard", b"end:vcard"
PIECE = 64 * 1024
# At most so many numbers and addresses of one card are read.
MAX_VALUES_PER_CARD = 20
_SINGLE = {
    "FN": "Full name",
    "ORG": "Organization name",
    "TITLE": "Organization title",
    "NOTE": "Notes",
    "BDAY": "Birthday",
    "ADR": "Address",
    "URL": "Website",
    "CATEGORIES": "Categories",
    "NICKNAME": "Nickname",
    "ROLE": "Occupation",
    "GENDER": "Gender",
    "ANNIVERSARY": "Anniversary",
    "IMPP": "IMAddress",
    "X-SOCIALPROFILE": "Social profile",
    "PHOTO": "Photo",
}
_DEPARTMENT, _LANGUAGES = "Organization department", "Spoken languages"
# Named beside the rest and never read: what it holds may be as long as it likes.
_PICTURE, _NOT_READ = "PHOTO", "…"
_NOT_A_PERSON = "Organisation or group"
_NAME = ("Family name", "Given name", "Additional name", "Name prefix", "Name suffix")
_EMAIL, _EMAIL_LABEL = "E-mail {} - Value", "E-mail {} - Label"
_PHONE, _LABEL = "Phone {} - Value", "Phone {} - Label"
# Behind all that say how much they are preferred: 1 to 100, the smallest first.
_UNPREFERRED = 101
_NUMBERED = re.compile(r" (\d+) - ")
# Properties that tell whether the card is a company's or a list's.
_ABOUT = {"KIND", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND"}
_NOBODY = {"org", "group", "company"}
_READ = {*_SINGLE, *_ABOUT, "N", "EMAIL", "TEL", "LANG", "X-ABLABEL"}
# What a card calls a number: the first of these words that it uses.
_KINDS = ("fax", "pager", "modem", "cell", "iphone", "car", "main", "home", "work")
_NAMED = re.compile(r"(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)(?=[;:])")
# What is said of the value, up to the first colon outside quotation marks.
_PARAMETERS = re.compile(r"(?:[^\":]|\"[^\"]*\")*:")
_PARAMETER = re.compile(r";((?:[^\";]|\"[^\"]*\")*)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")


class Property(NamedTuple):
    group: str
    name: str
    types: list[str]
    preference: int
    language: str
    value: str


class VcardFile:
    format = VCARD
    has_macros = is_ours = False

    def __init__(self, file: BinaryIO):
        self._file = file
        self.usage = Usage()
        self.names = [SheetName("", True)]

    def sheet(self, index: int) -> Sheet:
        remarks = Remarks()
        return Sheet(self._rows(remarks), remarks=remarks)

    def _rows(self, remarks: Remarks) -> Iterator[Row]:
        """The columns are known when the last card is: the cards are read twice."""
        found: dict[str, None] = {}
        for number, (card, _ended) in enumerate(self._cards(), 1):
            found |= dict.fromkeys(card)
            if number > limits.ROWS.most:
                raise limits.ROWS.exceeded()
            if len(found) > limits.COLUMNS.most:
                raise limits.COLUMNS.exceeded()
        columns = sorted(found, key=_place)
        yield 1, list(columns)
        for number, (card, ended) in enumerate(self._cards(), 2):
            if not ended:
                remarks.add(Remark.TRUNCATED, number)
            yield number, [card.get(column) for column in columns]

    def _cards(self) -> Iterator[tuple[dict[str, str], bool]]:
        """Each with whether it has an end: what a file that was cut off still holds of a card is read."""
        self.usage.characters = 0
        found: list[Property] | None = None
        for line, word in _outer(_unfolded(self._file)):
            if word in (START, END):
                if found or (word == END and found is not None):
                    yield self._read(found), word == END
                found = [] if word == START else None
            elif found is not None and (read := self._property(line)):
                found.append(read)
        if found:
            yield self._read(found), False

    def _read(self, found: list[Property]) -> dict[str, str]:
        with self.usage.working():
            return _card(found)

    def _property(self, line: bytes) -> Property | None:
        """Only what has a column: numbers, dates and marks of programs say nothing of the person."""
        named = _NAMED.match(line[:100].decode("latin-1"))
        if not named or named[2].upper() not in _READ:
            return None
        if named[2].upper() == _PICTURE:
            return Property("", _PICTURE, [], _UNPREFERRED, "", _NOT_READ)
        if len(line) > limits.CELL_CHARACTERS.most:
            raise limits.CELL_CHARACTERS.exceeded()
        self.usage.add(0, len(line))
        with self.usage.working():
            return _property(line, named)


def is_vcard(start: bytes) -> bool:
    return any(
        _decoded(start, encoding).lstrip("\ufeff \r\n\t").lower().startswith(START.decode())
        for encoding in ("latin-1", "utf-8", "utf-16")
    )


def _outer(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """(line, its start in small letters), without the card of somebody's assistant inside the card (2.1)."""
    is_agent, inside = False, False
    for line in lines:
        word = line[:20].strip().lower()
        inside = inside or (is_agent and word == START)
        if not inside:
            yield line, word
        inside = inside and word != END
        is_agent = word.startswith(b"agent") and word.endswith(b":")


def _decoded(start: bytes, encoding: str) -> str:
    return start.decode(encoding, "ignore")


def _place(column: str) -> tuple[int, int, str]:
    """Names first, then what reaches somebody, then the rest as it comes; a number after its label."""
    order = [*_NAME, "Full name", "Organization name", "Organization title", "E-mail", "Phone"]
    place = next((place for place, start in enumerate(order) if column.startswith(start)), len(order))
    numbered = _NUMBERED.search(column)
    return place, int(numbered[1]) if numbered else 0, column if numbered else ""


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """Lines, or pieces of very long ones."""
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        for line in codecs.getreader("utf-16")(file, "replace"):
            yield line.encode("utf-8", "replace")
        return
    yield file.readline(PIECE).removeprefix(codecs.BOM_UTF8)
    yield from iter(lambda: file.readline(PIECE), b"")


def _unfolded(file: BinaryIO) -> Iterator[bytes]:
    """Properties, each with the lines that go on with it; of one that is too long, the start."""
    whole, is_whole = bytearray(), True
    for piece in _pieces(file):
        bare = piece.rstrip(b"\r\n")
        if not is_whole:
            _join(whole, bare)
        elif _is_soft_broken(whole):
            del whole[-1:]
            _join(whole, bare)
        elif bare[:1] in (b" ", b"\t"):
            _join(whole, bare[1:])
        else:
            yield bytes(whole)
            whole = bytearray(bare)
        is_whole = piece.endswith((b"\n", b"\r"))
    yield bytes(whole)


def _join(whole: bytearray, more: bytes) -> None:
    if len(whole) <= limits.CELL_CHARACTERS.most:
        whole += more


def _is_soft_broken(line: bytearray) -> bool:
    """vCard 2.1 cuts lines by a sign at their end."""
    return line.endswith(b"=") and b"quoted-printable" in line[:200].lower()


def _property(line: bytes, named: re.Match[str]) -> Property | None:
    matched = _PARAMETERS.match(line.decode("latin-1"), named.end())
    if not matched:
        return None
    parameters = _parameters(matched[0].removesuffix(":"))
    raw = line[matched.end() :]
    bare = parameters[""]
    if "quoted-printable" in (word.lower() for word in (*parameters["encoding"], *bare)):
        raw = quopri.decodestring(raw)
    types = [word.strip().lower() for word in (*parameters["type"], *bare)]
    return Property(
        group=named[1] or "",
        name=named[2].upper(),
        types=types,
        preference=_preference(parameters["pref"], types),
        language="".join(parameters["language"]).lower(),
        value=_text(raw, parameters["charset"]),
    )


def _preference(pref: list[str], types: list[str]) -> int:
    """4.0 counts; before, one could only say that something is preferred."""
    if pref and pref[0].isdecimal():
        return min(int(pref[0]), _UNPREFERRED)
    return 1 if "pref" in types else _UNPREFERRED


def _parameters(text: str) -> dict[str, list[str]]:
    """{name in small letters: its values}; those without a name, as vCard 2.1 has them, under nothing."""
    found: dict[str, list[str]] = defaultdict(list)
    for part in _PARAMETER.findall(text):
        name, equals, value = part.partition("=")
        found[name.lower() if equals else ""] += (value if equals else name).strip('"').split(",")
    return found


def _text(raw: bytes, charset: list[str]) -> str:
    for encoding in (*charset, "utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")


def _card(properties: list[Property]) -> dict[str, str]:
    labels = {each.group: _unescaped(each.value) for each in properties if each.name == "X-ABLABEL"}
    card: dict[str, str] = {}
    emails = [each for each in properties if each.name == "EMAIL"]
    phones = [each for each in properties if each.name == "TEL"]
    for each in properties:
        if each.name == "N":
            card.update((name, part) for name, part in zip(_NAME, _parts(each.value), strict=False) if part)
        elif column := _SINGLE.get(each.name):
            _add(card, column, each)
    if languages := _languages(properties):
        card[_LANGUAGES] = languages
    if _is_nobody(properties):
        # What it is called is no name of a person; the row says so.
        name = card.pop(_SINGLE["FN"], "") or card.get(_SINGLE["ORG"], "")
        if not any(card.get(part) for part in _NAME):
            card[_NOT_A_PERSON] = name
    card |= _emails(emails[:MAX_VALUES_PER_CARD], labels)
    for place, each in enumerate(phones[:MAX_VALUES_PER_CARD], 1):
        card[_LABEL.format(place)] = _kind(each, labels.get(each.group, ""))
        card[_PHONE.format(place)] = _number(each.value)
    return card


def _emails(emails: list[Property], labels: dict[str, str]) -> dict[str, str]:
    """The preferred one first and with a star before its label, as Google writes it."""
    best = min((each.preference for each in emails), default=_UNPREFERRED)
    found: dict[str, str] = {}
    for each in sorted(emails, key=lambda each: each.preference):
        star = "* " if each.preference == best < _UNPREFERRED else ""
        found.setdefault(_unescaped(each.value), star + _kind(each, labels.get(each.group, "")))
    card: dict[str, str] = {}
    for place, (email, label) in enumerate(found.items(), 1):
        # The label of an only one says nothing, unless that it is private.
        if len(found) > 1 or "home" in label.lower():
            card[_EMAIL_LABEL.format(place)] = label
        card[_EMAIL.format(place)] = email
    return card


def _is_nobody(properties: list[Property]) -> bool:
    values = {each.value.strip().lower() for each in properties if each.name in _ABOUT}
    return bool(values & _NOBODY)


def _add(card: dict[str, str], column: str, each: Property) -> None:
    """A title in several languages has a column for each; of anything else, the first counts."""
    if each.name == "TITLE" and each.language:
        column = f"Job title ({each.language.partition('-')[0]})"
    if each.name != "ORG":
        card.setdefault(column, _unescaped(each.value))
        return
    organisation, *departments = _parts(each.value)
    card.setdefault(column, organisation)
    if department := ", ".join(filter(None, departments)):
        card.setdefault(_DEPARTMENT, department)


def _languages(properties: list[Property]) -> str:
    """The preferred one first; fr-CA is French."""
    spoken = sorted((each for each in properties if each.name == "LANG"), key=lambda each: each.preference)
    codes = (_unescaped(each.value).partition("-")[0] for each in spoken)
    return ", ".join(dict.fromkeys(filter(None, codes)))


def _kind(each: Property, label: str) -> str:
    if label:
        apple = _APPLE_LABEL.fullmatch(label)
        return apple[1] if apple else label
    return next((kind for kind in _KINDS if kind in each.types), "")


def _number(value: str) -> str:
    number, _semicolon, rest = _unescaped(value).removeprefix("tel:").partition(";")
    extension = re.match(r"ext=(\d+)", rest)
    return f"{number} ext. {extension[1]}" if extension else number


def _parts(value: str) -> list[str]:
    return [_unescaped(part).strip() for part in re.split(r"(?<!\\);", value)]


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
