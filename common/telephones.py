import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What a French number begins with after its 0, and the code by which the rest of the world calls it.
OVERSEAS = {
    # Guadeloupe, Saint-Martin, Saint-Barthélemy
    "590": 590,
    "690": 590,
    "691": 590,
    # Guyane
    "594": 594,
    "694": 594,
    # Martinique
    "596": 596,
    "696": 596,
    "697": 596,
    # La Réunion
    "262": 262,
    "263": 262,
    "692": 262,
    "693": 262,
    # Mayotte
    "269": 262,
    "639": 262,
    # Saint-Pierre-et-Miquelon
    "508": 508,
    "708": 508,
}
FRANCE, SAINT_PIERRE = 33, "508"

# Some thirty numbers, each with a word beside it.
MAX_LENGTH = 1000
# What a spreadsheet leaves of a number that it took for a quantity.
_LOST_ZERO = re.compile(r"[1-9]\d{8}")
# As exports write it.
_ONE = re.compile(r"\+[1-9](?: ?\d){7,14}")
_LOST_PLUS = re.compile(r"[1-9]\d{10,14}")
# Between a number and its extension, as RFC 3966 writes them: +33175314082;ext=12.
EXT = ";ext="
MAX_EXTENSION_LENGTH = 10
# Behind a number, with whatever signs stand around: “poste 12”, “(p. 12)”, “, ext. 12”, “x12”.
_EXTENSION = re.compile(
    r"(?<=\d)[\s,;(\[–-]{0,4}(?:(?:poste|extension|ext|interne|int|p)\b[\s.:=]{0,3}|(?:p|x|#)\s?)"
    r"(\d{1,7})(?:\s?[)\]])?(?!\w|[ \t.-]?\d)",
    re.IGNORECASE,
)
_SAYS_MORE = re.compile(
    r"\b(?:poste|ext|extension|int|interne|choix|touche|option)\b|[x#]\s?\d", re.IGNORECASE
)
_KINDS = (
    ("fax", re.compile(r"fax|t[ée]l[ée]fax|t[ée]l[ée]copie(?:ur)?", re.IGNORECASE)),
    ("voice", re.compile(r"t[ée]l|t[ée]l[ée]phones?|phone|num[ée]ro|n", re.IGNORECASE)),
)
_INITIALS = (("fax", re.compile("F", re.IGNORECASE)), ("voice", re.compile("T|N", re.IGNORECASE)))
_WORD = re.compile(r"[^\W\d_]+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
# Between two numbers, or between the word of the one and the word of the other.
_BETWEEN = re.compile(r"[;,|\n\r]|:::|\s[-–—]\s|\b(?:ou|et|or|and)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*(\([^()]*\)|\[[^\[\]]*\])")
# A letter typed for a digit: O1 40 00 00 06.
_LETTER_FOR_DIGIT = re.compile(r"\b[OIl](?=\d)|(?<=\d)[OIl]\b|(?<=\d)[OIl](?=\d)", re.IGNORECASE)
_NO_EXTENSION = re.compile(r"\bext(?:ension)?\b", re.IGNORECASE)
_SPACED_SLASH = re.compile(r"\s/\s")


class ParsedNumber(NamedTuple):
    """One number of a cell: as E.164, as it stands there, and the words beside it."""

    number: str
    text: str
    word: str

    @property
    def is_fax(self) -> bool:
        """“Tél. / fax” is a telephone, too."""
        kinds = self._kinds()
        return "fax" in kinds and "voice" not in kinds

    @property
    def label(self) -> str:
        """The words, but for those that any number has."""
        if self.is_fax:
            return self.word
        kinds = iter(self._kinds())
        return _EDGES.sub("", _WORD.sub(lambda word: "" if next(kinds) else word[0], self.word))

    def _kinds(self) -> list[str]:
        """Of each word whether it says fax, voice or neither; initials stand alone: “T.”, not “F. Durand”."""
        words = _WORD.findall(self.word)
        kinds = _INITIALS if all(len(word) == 1 for word in words) else _KINDS
        return [next((kind for kind, known in kinds if known.fullmatch(word)), "") for word in words]


def numbers_in(text: str) -> list[str]:
    """All telephone numbers of a cell as E.164: “01 75 31 40 82 - 06 76 12 00 53” holds two. One with an
    extension is “+33175314082;ext=12”.

    ValidationError with a sentence when anything dialled would be lost; a fax is no telephone.
    """
    text = text.strip()
    found = parse_numbers(text)
    numbers = list(dict.fromkeys(one.number for one in found if not one.is_fax))
    if found and not numbers:
        raise _refusal(text, [], "")
    return numbers


def parse_numbers(text: str) -> list[ParsedNumber]:
    """The numbers of a cell, a fax included, each with the words beside it; refused like `numbers_in`."""
    text = text.strip()
    if not text:
        return []
    if len(text) > MAX_LENGTH:
        raise ValidationError(
            _("This is too long for telephone numbers: at most %(limit)s characters.") % {"limit": MAX_LENGTH}
        )
    if _ONE.fullmatch(text) and (number := _one_number(text)):
        return [ParsedNumber(number, text, "")]
    if _LETTER_FOR_DIGIT.search(text):
        raise _refusal(text, [], "")
    for reading in _readings(text):
        found, rest = _matched(reading)
        if found and not re.search(r"\d", rest) and not _NO_EXTENSION.search(rest):
            return [found[0]._replace(text=text)] if len(found) == 1 else found
    raise _refusal(text, *_matched(text))


def _one_number(text: str) -> str | None:
    """Without looking for where it begins and ends, which takes as long again."""
    try:
        number = with_overseas_code(phonenumbers.parse(text))
    except phonenumbers.NumberParseException:
        return None
    return _e164(number) if phonenumbers.is_valid_number(number) else None


def _e164(number: phonenumbers.PhoneNumber) -> str:
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return with_extension(written, number.extension or "")


def with_extension(number: str, extension: str) -> str:
    return f"{number}{EXT}{extension}" if extension else number


def split_extension(written: str) -> tuple[str, str]:
    """The number and its extension."""
    number, _ext, extension = written.partition(EXT)
    return number, extension


def without_extension(text: str) -> str:
    """Of numbers as they are typed or printed."""
    return _EXTENSION.sub("", text)


def has_words(text: str) -> bool:
    return bool(_WORD.search(text))


def _readings(text: str) -> Iterator[str]:
    """A slash stands between two numbers or within one: 06/12/34/56/78."""
    if _LOST_ZERO.fullmatch(text):
        yield f"0{text}"
    if _LOST_PLUS.fullmatch(text):
        yield f"+{text}"
    yield text.replace("/", " ; ")
    yield _SPACED_SLASH.sub(" ; ", text).replace("/", " ")


def _matched(text: str) -> tuple[list[ParsedNumber], str]:
    """The numbers that can be dialled, and what stands around them, extensions included."""
    region, possible = settings.PHONENUMBER_DEFAULT_REGION, phonenumbers.Leniency.POSSIBLE
    found, around, unread, end = [], [], [], 0
    text = _EXTENSION.sub(r" ext. \1", text)
    for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=possible):
        number = with_overseas_code(match.number)
        if phonenumbers.is_valid_number(number):
            around.append(text[end : match.start])
            end = match.end
            if _is_unread(number, text[end : end + 1]):
                unread.append(number.extension or "")
            found.append((_e164(number), match.raw_string))
    around.append(text[end:])
    words = _words_of(around) if found else []
    written = [ParsedNumber(*one, word) for one, word in zip(found, words, strict=True)]
    return written, " ".join([*around, *unread])


def _words_of(around: Sequence[str]) -> list[str]:
    """The words of each number, given what stands before the first, between them, and behind the last."""
    first, *between, last = around
    words: list[list[str]] = [[first], *([] for _gap in between)]
    is_before = has_words(first) or not has_words(last)
    for place, gap in enumerate(between):
        behind, before = _divided(gap, is_before=is_before, is_first_bare=not has_words(first))
        words[place].append(behind)
        words[place + 1].append(before)
    words[-1].append(last)
    return [" ".join(filter(None, (_EDGES.sub("", word) for word in parts))) for parts in words]


def _divided(gap: str, *, is_before: bool, is_first_bare: bool) -> tuple[str, str]:
    """What is said of the number before, and what of the number behind."""
    behind, *others = _BETWEEN.split(gap)
    if others:
        *middle, before = others
        loose = " ".join(middle)
        return (behind, f"{loose} {before}") if is_before else (f"{behind} {loose}", before)
    if is_first_bare and (bracket := _IN_BRACKETS.match(gap)):
        return bracket[1], gap[bracket.end() :]
    return ("", gap) if is_before else (gap, "")


def _is_unread(number: phonenumbers.PhoneNumber, following: str) -> bool:
    """An extension that is too long, or that has letters."""
    extension = number.extension or ""
    return len(extension) > MAX_EXTENSION_LENGTH or bool(extension and following.isalpha())


def with_overseas_code(number: phonenumbers.PhoneNumber) -> phonenumbers.PhoneNumber:
    """0596 60 00 24 and +33 596 60 00 24 are dialled +596 596 60 00 24 from anywhere."""
    digits = phonenumbers.national_significant_number(number)
    code = OVERSEAS.get(digits[:3]) if number.country_code == FRANCE else None
    within_508 = SAINT_PIERRE in (str(code), str(number.country_code))
    if len(digits) == 9 and within_508 and digits.startswith(SAINT_PIERRE):
        digits = digits.removeprefix(SAINT_PIERRE)
    elif code is None:
        return number
    return phonenumbers.PhoneNumber(
        country_code=code or number.country_code, national_number=int(digits), extension=number.extension
    )


def french_to_e164(digits: str) -> str:
    """What follows the 0 of a French number, as it is dialled from anywhere: 141113789 is +33141113789."""
    number = phonenumbers.PhoneNumber(country_code=FRANCE, national_number=int(digits))
    return _e164(with_overseas_code(number))


def _refusal(text: str, found: Sequence[ParsedNumber], rest: str) -> ValidationError:
    # Fewer digits than any number has are an extension, whatever word stands before them.
    extended = found and (_SAYS_MORE.search(text) or not re.search(r"\d{6}", re.sub(r"[\s.-]", "", rest)))
    if not extended:
        sentence = _(
            "“%(text)s” is not a telephone number that can be dialled; write it like +33 1 41 11 37 89."
        )
        return ValidationError(sentence % {"text": text}, code="invalid")
    sentence = _(
        "“%(text)s” contains more than complete telephone numbers: write each number in full, and "
        "an extension after its number, like 01 41 11 37 89 ext. 12."
    )
    return ValidationError(sentence % {"text": text}, code="more_than_numbers")
