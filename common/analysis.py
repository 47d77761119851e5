"""The words of a text, as every search compares them: what is kept beside a text and what somebody types
go through the same steps, so that both databases find the same rows.

Words are lower case; what French elides is taken off, initialisms are joined, numbers stand without spaces:
“L’œuvre de l’I.M.T. : 12 000 €” gives oeuvre, de, imt, 12000. Words are cut with their accents, which their
stems are made from, and compared without.
"""

import html
import re
import unicodedata
from functools import lru_cache

from .characters import clean, to_unicode_form

APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ′`´＇"), "'")
# What no decomposition of Unicode takes apart.
LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)
# Tags inside a word, as in CO<sub>2</sub>; any other ends one.
INLINE = re.compile(r"</?(?:a|b|em|i|mark|s|span|strong|sub|sup|u)(?:\s[^<>]*)?>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
LINE_END = re.compile(r"</(?:p|h\d|li|tr|blockquote|figcaption)>|<[bh]r(?:\s[^<>]*)?/?>", re.IGNORECASE)
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)")
POSSESSIVE = re.compile(r"(?<=\w)'s\b")
INITIALISM = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b(?![\w@])")
LETTERS_AND_LETTERS = re.compile(r"\b([^\W\d_]) ?& ?([^\W\d_])\b")
# Groups of three behind a number of one to three digits, as French and English part them, and with full stops
# as they are typed in French, too; a decimal comma.
THOUSANDS = re.compile(
    r"(?<![\d.,])"
    r"(?:\d{1,3}(?: \d{3})+(?!\d)|[1-9]\d{0,2}(?:(?:,\d{3})+(?![\d,])|(?:\.\d{3})+(?!\d|\.\d)))"
)
DECIMAL = re.compile(r"(?<=\d),(?=\d)")
INSIDE, NUMBERS = re.compile(r"\.\w"), re.compile(r"\d[ ,.]\d")
FIRST_MARK = "\u0300"
WORD = r"(?:\d+(?:\.\d+)+|[^\W_]+(?:&[^\W_]+)*)"
# Parts with a hyphen between them.
COMPOUND = re.compile(rf"{WORD}(?:-{WORD})*")
PART = re.compile(WORD)
HYPHENS = str.maketrans(dict.fromkeys("‐‑", "-"))


def text_of(markup: str) -> str:
    """The text of rich text; linear in its length."""
    return html.unescape(TAG.sub(" ", INLINE.sub("", markup)))


def lines_of(markup: str) -> str:
    """The same to be read by people: paragraphs, items of lists and rows on lines of their own."""
    lines = text_of(LINE_END.sub("\n", markup)).split("\n")
    # No-break spaces stay.
    return "\n".join(line for line in (re.sub("[ \t]+", " ", line).strip(" ") for line in lines) if line)


def fold(text: str) -> str:
    """Without case, accents, ligatures, subscripts and the kind of an apostrophe; words stay as they are."""
    if text.isascii() and text.isprintable():
        # Most names and addresses: a tenth of the time.
        return text.lower().replace("`", "'")
    decomposed = to_unicode_form("NFKD", clean(text).casefold().translate(APOSTROPHES))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    # Once more: what was decomposed may be a letter of the table, or an apostrophe.
    return bare.casefold().translate(LETTERS).translate(APOSTROPHES)


@lru_cache(50_000)
def fold_word(word: str) -> str:
    return fold(word)


def compounds(text: str) -> list[list[str]]:
    """Of plain text, as it is read: each word, in its parts where it has hyphens; accents stay.

    Rich text goes through `text_of` first.
    """
    joined = _joined(_lowered(text))
    if "-" not in joined:
        return [[word] for word in PART.findall(joined)]
    return [PART.findall(found) for found in COMPOUND.findall(joined)]


def words(text: str) -> list[str]:
    """The same, folded, part by part."""
    return [fold_word(part) for parts in compounds(text) for part in parts]


def _joined(lowered):
    """Each rule is asked where its sign stands."""
    if INSIDE.search(lowered):
        lowered = INITIALISM.sub(lambda found: found[0].replace(".", ""), lowered)
    if "'" in lowered:
        lowered = POSSESSIVE.sub("", ELISION.sub("", lowered))
    if "&" in lowered:
        lowered = LETTERS_AND_LETTERS.sub(r"\1&\2", lowered)
    if NUMBERS.search(lowered):
        lowered = THOUSANDS.sub(lambda found: re.sub("[ ,.]", "", found[0]), lowered)
    return DECIMAL.sub(".", lowered) if "," in lowered else lowered


def _lowered(text):
    """As `fold`, but for the accents that a letter is composed with."""
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().replace("`", "'").split())
    return " ".join(filter(None, map(_lowered_word, clean(text).split())))


@lru_cache(50_000)
def _lowered_word(word):
    composed = to_unicode_form("NFKC", word.casefold().translate(APOSTROPHES)).casefold()
    bare = composed
    if max(composed, default="") >= FIRST_MARK:
        bare = "".join(sign for sign in composed if not unicodedata.combining(sign))
    return " ".join(bare.translate(LETTERS).translate(APOSTROPHES).translate(HYPHENS).split())
