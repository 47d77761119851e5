"""A text cut into what is read as one: a number, a word, an address, a sign."""

import re
from functools import cache
from typing import NamedTuple

from .grammar import Grammar

# No line break: what stands in two cells of a table is not one number.
BLANK = " \t\xa0\u2007\u2009\u202f"
# How far one number goes; more digits are a code of some kind.
MOST_DIGITS = 15

_PATTERN = r"""
  (?P<email>[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}})
| (?P<address>(?:https?://|www\.)[^\s<>"“”«»()]{{1,300}})
| (?P<telephone>(?:\+|\b00[{blank}]?)[1-9](?:[{blank}.()-]{{0,2}}\d){{7,14}}(?!\d)
  | \b0[1-9](?:[{blank}.-]?\d\d){{4}}(?!\d))
| (?P<day>\d{{1,2}}/\d{{1,2}}/\d{{4}}(?!\d)|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}(?!\d)|\d{{4}}-\d\d-\d\d(?!\d))
| (?P<hour>\d{{1,2}}:[0-5]\d(?::[0-5]\d)?(?![\d:]|{group}\d{{3}})(?:[{blank}]?[aApP](?:[mM]\b|\.[mM]\b\.?))?
  | \d{{1,2}}(?:\.[0-5]\d)?[{blank}]?[aApP](?:[mM]\b|\.[mM]\b\.?)
  | \d{{1,2}}[{blank}]?[hH](?:[{blank}]?[0-5]\d(?:[{blank}]?min\b)?)?(?!\w))
| (?P<number>\d{{1,3}}(?:[{blank}]\d{{3}}(?!\d))+(?:{decimal}\d+)?
  | \d{{1,3}}(?:{group}\d{{3}}(?!\d))+(?:{decimal}\d+)?
  | \d+(?:[.,]\d+)*)
| (?P<initials>[^\W\d_a-zà-ÿ](?:\.[^\W\d_a-zà-ÿ])+\b|[^\W\d_]&[^\W\d_]\b)
| (?P<word>[^\W\d_]\w*)
| (?P<sign>[^\w{blank}\r])
"""


class Token(NamedTuple):
    kind: str
    text: str
    low: str
    start: int
    end: int


_END = Token("end", "", "", -1, -1)


class Line:
    """The tokens of a text, with nothing behind the last of them."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text, self.grammar = text, grammar
        find = _pattern(grammar.decimal, grammar.group).finditer
        self.tokens = [
            Token(found.lastgroup or "", found[0], found[0].lower(), *found.span()) for found in find(text)
        ]

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, place: int) -> Token:
        return self.tokens[place] if 0 <= place < len(self.tokens) else _END

    def low(self, place: int) -> str:
        return self[place].low

    def touches(self, place: int) -> bool:
        """Whether nothing stands between a token and the one before."""
        return place > 0 and self[place].start == self[place - 1].end

    def words(self, start: int, end: int) -> str:
        return self.text[self[start].start : self[end - 1].end]

    def has(self, place: int, phrase: tuple[str, ...]) -> bool:
        return all(self.low(place + step) == word for step, word in enumerate(phrase))


@cache
def _pattern(decimal: str, group: str) -> re.Pattern[str]:
    group = re.escape(group) if group.strip() else f"[{BLANK}]"
    return re.compile(
        _PATTERN.format(blank=BLANK.replace(" ", r"\ "), decimal=re.escape(decimal), group=group), re.VERBOSE
    )


def number_of(text: str, grammar: Grammar) -> str | None:
    """“12 000,50” as 12000.5; None where it is no quantity: 007, 1.2.3."""
    bare = re.sub(f"[{BLANK}]", "", text)
    group = grammar.group
    if group.strip() and re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:\D\d+)?", bare):
        bare = bare.replace(group, "")
    whole, _sign, decimals = bare.replace(",", ".").partition(".")
    is_code = "." in decimals or len(whole) > MOST_DIGITS or (whole.startswith("0") and whole != "0")
    if is_code:
        return None
    decimals = decimals[:MOST_DIGITS].rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole
