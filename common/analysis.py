"""The words of a text, as every search compares them: what is kept beside a text and what somebody types
go through the same steps, so that both databases find the same rows.

Words are lower case, without accents; what French elides is taken off, initialisms are joined, numbers
stand without spaces: “L’œuvre de l’I.M.T. : 12 000 €” gives oeuvre, de, imt, 12000.
"""

import html
import re
import unicodedata

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
# Groups of three behind a number of one to three digits; a decimal comma.
THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")
DECIMAL = re.compile(r"(?<=\d),(?=\d)")
# Without any of these every word is one already.
SIGNS = re.compile(r"['.&\d]")
WORD = re.compile(r"\d+(?:\.\d+)+|\w+(?:&\w+)*")


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


def words(text: str) -> list[str]:
    """Of plain text; rich text goes through `text_of` first."""
    folded = " ".join(fold(text).split())
    if not SIGNS.search(folded):
        return WORD.findall(folded)
    folded = INITIALISM.sub(lambda found: found[0].replace(".", ""), folded)
    folded = POSSESSIVE.sub("", ELISION.sub("", folded))
    folded = LETTERS_AND_LETTERS.sub(r"\1&\2", folded)
    folded = THOUSANDS.sub(lambda found: found[0].replace(" ", ""), folded)
    return WORD.findall(DECIMAL.sub(".", folded))


def searchable(*texts: str | None) -> str:
    """What a row keeps of its texts; between two texts no phrase goes on."""
    return "\n".join(" ".join(words(text)) for text in texts if text)


def phrases(typed: str) -> list[str]:
    """What somebody looks for: each must stand in `searchable`. Words in quotes stand side by side."""
    parts = typed.translate(dict.fromkeys(map(ord, "“”«»"), '"')).split('"')
    # Every second one stood in quotes, but behind a quote that nothing closes.
    quoted = parts[1:-1:2]
    loose = words(" ".join(parts[::2] + ([] if len(parts) % 2 else parts[-1:])))
    return list(dict.fromkeys(filter(None, [*loose, *(" ".join(words(part)) for part in quoted)])))
