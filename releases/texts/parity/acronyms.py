"""Acronyms: capitals that stand for words."""

import re

from common.analysis import fold_word

from .facts import Fact, Kind, Reading
from .tokens import Line

_CAPITALS = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Z0-9]{1,7}s?")
# A320, B12, T3: another one is another thing.
_CODE = re.compile(r"[A-Z]\d{1,4}")
# COP30 is COP 30.
_NUMBERED = re.compile(r"([A-Z]{2,7})(\d{2,4})|([A-Z]{3,7})(\d)")
# Not “Le” and “Les”.
_ROMAN_ORDINAL = re.compile(r"(?!Le)([IVXL]{1,6})(?:er|re|e|ème|es)")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
# Each language says these with words as often as with capitals: “small firms”, “research and development”.
_BLANKS = " \xa0\u202f"
_SIGNAL_WORDS = {"NOTE", "NOTA", "ATTENTION", "IMPORTANT", "URGENT", "RAPPEL", "REMINDER", "WARNING", "INFO"}
WRITTEN_OUT = {
    *("SME", "SMI", "ETI", "R&D", "US", "UK", "CEO", "HR", "TV", "TPE", "TGV", "JO", "VAT"),
    *("AG", "AGM", "CA", "CHU", "VTT", "M1", "M2", "L1", "L2", "L3"),
}


def acronym(line: Line, place: int) -> tuple[list[Fact], int] | None:
    token = line[place]
    bare = token.text.replace(".", "") if token.kind == "initials" else token.text
    if token.kind == "word" and _CODE.fullmatch(bare):
        return [_code(line, token)], place + 1
    if token.kind == "word" and not _CAPITALS.fullmatch(bare):
        return None
    if _stands_in_capitals(line, place) or is_a_cry(line.text, token.start, token.end):
        return None
    if numbered := _NUMBERED.fullmatch(bare):
        return _with_number(line, token, numbered), place + 1
    bare = bare.removesuffix("s").upper() if bare[-1:] == "s" else bare.upper()
    value = line.grammar.acronyms.get(bare, bare)
    return [_fact(line, token, value)], place + 1


def _fact(line, token, value):
    others = (*_as_number(value), *_at_times(line, value))
    return Fact(Kind.ACRONYM, value, token.text, token.start, token.end, others, is_weak=value in WRITTEN_OUT)


def _at_times(line, value) -> tuple[Reading, ...]:
    """T3 may be Q3, the quarter of a year, or a line of trams."""
    meant = line.grammar.acronyms_at_times.get(value)
    return ((Kind.ACRONYM, meant),) if meant else ()


def _code(line, token):
    """F16 is also F-16."""
    fact = _fact(line, token, token.text)
    return fact._replace(others=(*fact.others, (Kind.NUMBER, token.text[1:])))


def _with_number(line, token, found) -> list[Fact]:
    letters, digits = filter(None, found.groups())
    between = token.start + len(letters)
    value = line.grammar.acronyms.get(letters, letters)
    return [
        Fact(Kind.ACRONYM, value, letters, token.start, between, (), is_weak=value in WRITTEN_OUT),
        Fact(Kind.NUMBER, str(int(digits)), digits, between, token.end),
    ]


def is_a_cry(text: str, start: int, end: int) -> bool:
    """NEW! and NOTE: are words in capitals; RSE: may be an acronym."""
    behind = text[end : end + 2].strip(_BLANKS)[:1]
    if behind == "!":
        return True
    begins = not text[:start].rpartition("\n")[2].strip(_BLANKS)
    return behind == ":" and begins and text[start:end] in _SIGNAL_WORDS


def _as_number(value) -> tuple[Reading, ...]:
    """Phase II is phase 2."""
    if not _ROMAN.fullmatch(value):
        return ()
    number = str(roman(value))
    return (Kind.NUMBER, number), (Kind.ORDINAL, number)


def _stands_in_capitals(line, place):
    """A line that is all in capitals has no acronyms."""
    words = [line[place + step].text for step in (-2, -1, 1, 2) if line[place + step].kind == "word"]
    return all(map(str.isupper, words)) and any(len(word) > 3 and word.isalpha() for word in words)


def roman_ordinal(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """XXIe siècle."""
    token = line[place]
    found = _ROMAN_ORDINAL.fullmatch(token.text)
    if not found:
        return None
    value = str(roman(found[1]))
    others = ((Kind.NUMBER, value),)
    # Francis I is “the First” in words alone.
    is_weak = value == "1"
    return [Fact(Kind.ORDINAL, value, token.text, token.start, token.end, others, is_weak)], place + 1


def roman(letters: str) -> int:
    digits = [_DIGITS[letter] for letter in letters]
    return sum(
        -digit if digit < following else digit
        for digit, following in zip(digits, [*digits[1:], 0], strict=True)
    )


def spells_out(words: list[str], value: str) -> bool:
    """Whether initials of words that follow one another are these letters; small words may stand between."""
    letters = value.casefold()
    initials = "".join(word[0] for word in words if len(word) > 3)
    return len(letters) > 1 and letters in initials


def folded(text: str) -> list[str]:
    return [fold_word(word) for word in re.findall(r"[^\W\d_]\w*", text)]
