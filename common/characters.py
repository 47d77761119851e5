import re
import unicodedata
from typing import Literal

from django.utils.text import Truncator

# What else needs no second look: lines, Latin letters composed, and the punctuation of books.
_ORDINARY = re.compile(
    "[\t\n\r -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]*"
)
# Signs without a shape: soft hyphens, zero-width spaces, directions, byte order marks, fillers.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
_CONTROL = "\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d"
# What no database keeps, or no character is.
_UNSTORABLE = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_NOTHING = re.compile(f"[{_CONTROL}{_INVISIBLE}{_UNSTORABLE}]+")
# What nobody can read: lost on the way, or a sign that only the fonts of one program have.
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010fffd"
_UNREADABLE = re.compile(rf"(?<=\w)[{_CONTROL}{_UNSTORABLE}]+(?=\w)|[\ufffd{_PRIVATE}]+")
# Word writes these with fonts of signs, and pastes them as private ones.
_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖"})
_NOT_A_WORD = re.compile(r"[^\w]+")
_LINE_ENDS = re.compile("[\x0b\x0c\u2028\u2029]")
# What a field of one line of a browser drops without putting a blank in its place.
_BREAKS = re.compile("[\t-\r\u2028\u2029]+")
# Letters of Windows-1252 that were taken for Latin-1, as web pages have them too.
_WINDOWS = re.compile("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
# Arabic, Syriac, the scripts of India and of South-East Asia, Mongolian, and pictures joined to one.
_JOINED = "\u0600-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\u20e3\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_NEEDLESS_JOINERS = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED}])")
# What a selector chooses a form of: Burmese and Mongolian letters, ideographs, signs and pictures.
# Digits have one only within a frame, as keys.
_VARIED = (
    "\u00a9\u00ae\u1000-\u109f\u1800-\u18af\u203c\u2049\u2100-\u2bff\u3001\u3002\u3030\u303d\u3297\u3299"
    "\u3400-\u9fff\ua840-\ua87f\uf900-\ufaff\uff01-\uff1f\U0001f000-\U0001faff\U00020000-\U000323af"
)
_NEEDLESS_SELECTORS = re.compile(
    f"(?<![{_VARIED}])[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]+(?!\u20e3)"
)
# A blank among the signs of Braille.
_BRAILLE_BLANK = "\u2800"
# No writing puts more marks on one letter, and putting marks in order takes the square of their number.
MAX_MARKS = 30
# Of a broken word, on each side.
SHOWN = 20
# The last are no marks themselves, but made of two, or become one: signs of halfwidth Japanese.
_MARKS = (
    "".join(c for c in map(chr, range(0x300, 0x1E94B)) if unicodedata.combining(c))
    + "\u0f73\u0f75\u0f81\uff9e\uff9f"
)
_TOO_MANY_MARKS = re.compile(f"([{_MARKS}]{{{MAX_MARKS}}})[{_MARKS}]+")
# Letters that Unicode does not take for an accented one, and the marks that programs exchange.
_ALIKE = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "þ": "th",
        **dict.fromkeys("’‘ʼ‛`´′＇", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Composed, and without control characters and format signs; line breaks and no-break spaces stay.

    The two joiners stay between letters of scripts that need them, selectors behind what has several forms.
    """
    if _is_ordinary(text):
        return text
    text = _WINDOWS.sub(lambda found: found[0].encode("latin-1").decode("cp1252"), text)
    text = _NOTHING.sub("", _LINE_ENDS.sub("\n", text.replace(_BRAILLE_BLANK, " ").translate(_BULLETS)))
    text = _NEEDLESS_JOINERS.sub("", _NEEDLESS_SELECTORS.sub("", text))
    return to_unicode_form("NFC", text)


def tidy(text: str) -> str:
    """Cleaned, and every blank an ordinary one: none at the ends, none doubled; line breaks stay."""
    text = text if _is_plain(text) else clean(text)
    if "\n" not in text and "\r" not in text:
        return " ".join(text.split())
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


def one_line(text: str) -> str:
    """Tidied, for a name: a line break in it is a blank."""
    return " ".join(tidy(text).split())


def without_breaks(text: str) -> str:
    """For a text of one line: each line break or tab in it is a single blank; other blanks stay."""
    if not _BREAKS.search(text):
        return text
    return " ".join(filter(None, (part.strip(" ") for part in _BREAKS.split(text))))


def clean_line(text: str) -> str:
    return without_breaks(clean(text))


def _is_plain(text: str) -> bool:
    """Of western letters and signs in one line, each composed and seen: most of what comes in, by far."""
    return text.isprintable() and (text.isascii() or max(text) < "\u0300")


def _is_ordinary(text: str) -> bool:
    """The same with line breaks and the punctuation of books: it holds no mark, and nothing to be cleaned."""
    return _is_plain(text) or bool(_ORDINARY.fullmatch(text))


def for_xml(text: str) -> str:
    """Without what XML 1.0 has no way to write."""
    return _NOT_IN_XML.sub("", text)


def fold(text: str) -> str:
    """What is left for comparing: no accents, no capitals, one kind of apostrophe and of hyphen."""
    folded = text.casefold()
    return clean(folded) if folded.isascii() else folded.translate(_BARE)


def normalise(text: str) -> str:
    """Letters and digits alone: “Télécom  & Société” and “telecom societe” are one name."""
    return _NOT_A_WORD.sub(" ", fold(text)).strip()


class _Bare(dict[int, str]):
    """What is left of a letter without its accents, letter by letter."""

    def __missing__(self, code: int) -> str:
        if len(self) > 5_000:
            self.clear()
        decomposed = to_unicode_form("NFKD", clean(chr(code)).translate(_ALIKE))
        bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().translate(_ALIKE)
        self[code] = bare
        return bare


_BARE = _Bare()


def has_too_many_marks(text: str) -> bool:
    """Whether cleaning takes some of the accents away."""
    return len(text) > MAX_MARKS and not _is_plain(text) and bool(_TOO_MANY_MARKS.search(text))


def broken_word(text: str) -> str:
    """A word with a character that cleaning takes away or that nobody can read, “�” in its place; '' without.

    Where that stands alone, with the words beside it.
    """
    found = None if _is_plain(text) else _UNREADABLE.search(text.translate(_BULLETS))
    if not found:
        return ""
    before, after = text[: found.start()][-SHOWN:], text[found.end() :][:SHOWN]
    first, last = (before.split() or [""])[-1], (after.split() or [""])[0]
    if before[-1:].isspace() and after[:1].isspace():
        return clean(f"{first} \ufffd {last}").strip()
    first, last = "" if before[-1:].isspace() else first, "" if after[:1].isspace() else last
    return clean(f"{first}\ufffd{last}")


def bound_marks(text: str) -> str:
    """For whatever puts marks in order by itself, as parts of Python and of Django do."""
    # The pattern takes 0.2 µs for each letter.
    return text if _is_ordinary(text) else _TOO_MANY_MARKS.sub(r"\1", text)


def to_unicode_form(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """One of Unicode's forms of a text, whoever wrote it: unicodedata is called nowhere else."""
    return unicodedata.normalize(form, bound_marks(text))


def shortened(text: str, length: int) -> str:
    """With “…” where something is left out: behind a word, unless that would leave out half of it."""
    whole = to_unicode_form("NFC", text)
    cut = Truncator(whole).chars(length)
    if cut == whole:
        return cut
    kept = cut.removesuffix("…")
    words = kept if whole[len(kept)].isspace() else kept.rpartition(" ")[0]
    words = words.rstrip(" ,;:–(\xa0\u202f")
    return f"{words if 2 * len(words) > len(kept) else kept}…"
