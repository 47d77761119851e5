"""Acronyms: capitals that stand for words."""

import re

from common.analysis import fold_word

from .facts import Fact, Kind, Reading
from .tokens import Line

_CAPITALS = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Z0-9]{1,7}s?")
# Not “Le” and “Les”.
_ROMAN_ORDINAL = re.compile(r"(?!Le)([IVXL]{1,6})(?:er|re|e|ème|es)")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
# Each language says these with words as often as with capitals: “small firms”, “research and development”.
WRITTEN_OUT = {"SME", "SMI", "ETI", "R&D", "US", "UK", "CEO", "HR", "TV", "TPE", "TGV", "JO"}


def acronym(line: Line, place: int) -> tuple[list[Fact], int] | None:
    token = line[place]
    bare = token.text.replace(".", "") if token.kind == "initials" else token.text
    if token.kind == "word" and not _CAPITALS.fullmatch(bare):
        return None
    if _stands_in_capitals(line, place):
        return None
    bare = bare.removesuffix("s").upper() if bare[-1:] == "s" else bare.upper()
    value = line.grammar.acronyms.get(bare, bare)
    is_weak = value in WRITTEN_OUT
    return [
        Fact(Kind.ACRONYM, value, token.text, token.start, token.end, _as_number(value), is_weak)
    ], place + 1


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
    return [Fact(Kind.ORDINAL, value, token.text, token.start, token.end, others)], place + 1


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
