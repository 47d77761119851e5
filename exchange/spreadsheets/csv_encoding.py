import codecs
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .mojibake import PRINTED
from .table import UnreadableFile

# Never guessed: the letters that are weighed below are French ones.
CENTRAL_EUROPE = "cp1250"
# What a person may choose by hand. cp850 is Excel's “CSV (MS-DOS)”, the last what it wrote on old Macs.
ENCODINGS = ("utf-8", "cp1252", "iso8859_15", CENTRAL_EUROPE, "cp850", "utf-16", "mac_roman")
NAMES = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252",
    CENTRAL_EUROPE: gettext_lazy("Windows-1250 (Central Europe)"),
    "iso8859_15": "ISO-8859-15 (Latin-9)",
    "cp850": "MS-DOS (850)",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
    "mac_roman": "Mac OS Roman",
}
# The longer ones first: that of UTF-32 begins like that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_START = 2_000
# What binary files are full of, and no text holds.
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_PIECE = 1024 * 1024
_SAMPLE = 64 * 1024
# In this order where they are equally likely.
_SINGLE_BYTE = ("cp1252", "iso8859_15", "cp850", "mac_roman")
_WORD = re.compile(rb"[A-Za-z'\x80-\xff]+")
_LETTERS = re.compile(r"[^\W\d_¹²³¼½¾]+")
_WORDS_ENOUGH = 2_000
# What Windows-1252 makes of Polish letters: £ukasz, ¯aneta, ksi¹¿ka; but neither £5, m³ nor ¿Qué.
_POLISH = re.compile("L[³¹¿]L|[£¯]LL".replace("L", r"[^\W\d_¹²³¼½¾]"))


def not_a_table_error() -> UnreadableFile:
    return UnreadableFile(
        _("This file is not a spreadsheet: save the table as XLSX, ODS or CSV and upload that.")
    )


def decoding_error(encoding: str) -> UnreadableFile:
    sentence = _(
        "This file cannot be read as %(encoding)s: choose another encoding for it, or save it as XLSX or as "
        "CSV UTF-8 and upload that."
    )
    return UnreadableFile(sentence % {"encoding": name_of(encoding)})


def name_of(encoding: str) -> str:
    return str(NAMES.get(encoding.removesuffix("-le").removesuffix("-be"), encoding))


def likely_encoding(file: BinaryIO, chosen: str) -> str:
    """The one that the bytes of the file speak for, where that is another than the chosen one."""
    if chosen == "utf-8" and _decodes(file, "utf-8"):
        return ""
    try:
        guess = _guess(file)
        if chosen == CENTRAL_EUROPE and guess in _SINGLE_BYTE:
            return ""
        return "" if guess.startswith(chosen) or _reads_alike(file, guess, chosen) else guess
    except (UnreadableFile, LookupError):
        # No table, or no encoding: said when the file is read.
        return ""


def unchosen_encoding(file: BinaryIO, read: str) -> str:
    """The one that was not guessed, but for which the words of the file speak."""
    if read not in _SINGLE_BYTE:
        return ""
    file.seek(0)
    return CENTRAL_EUROPE if _POLISH.search(file.read(_SAMPLE).decode("cp1252", "replace")) else ""


def _reads_alike(file, one, other):
    """In its first megabyte, the end of which may be half a letter."""
    start = next(_pieces(file), b"")
    return start.decode(one, "replace")[:-1] == start.decode(other, "replace")[:-1]


def encoding_of(file: BinaryIO, chosen: str | None) -> tuple[str, bool]:
    """The encoding, and whether the file has some bytes that are invalid in it. A byte order mark
    counts for more than the choice."""
    encoding = _encoding_by_bom(file) or chosen or _guess(file)
    if not _may_be(file, encoding):
        raise decoding_error(encoding)
    if encoding != "utf-8" or _decodes(file, "utf-8"):
        return encoding, False
    return encoding, _is_nearly_utf8(file)


def _encoding_by_bom(file: BinaryIO) -> str:
    """Nothing where a UTF-8 BOM stands before a text that is not in it."""
    file.seek(0)
    start = file.read(_START)
    by_bom = next((encoding for bom, encoding in _BOMS if start.startswith(bom)), "")
    return "" if by_bom == "utf-8" and not (_decodes(file, by_bom) or _is_nearly_utf8(file)) else by_bom


def has_utf8_bom(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8


def _may_be(file: BinaryIO, encoding: str) -> bool:
    """In UTF-16, each separator and each end of a line has a byte that is zero."""
    file.seek(0)
    return encoding != "utf-16" or b"\0" in file.read(_START)


def _guess(file: BinaryIO) -> str:
    if by_bom := _encoding_by_bom(file):
        return by_bom
    file.seek(0)
    start = file.read(_START)
    if b"\0" in start and not _are_stray(start):
        return _guess_utf16_or_32(file, start)
    # Hardly any text in another encoding happens to be good UTF-8.
    return "utf-8" if _decodes(file, "utf-8") or _is_nearly_utf8(file) else _likeliest(file)


def _are_stray(start: bytes) -> bool:
    """Whether a few zero bytes stand in a text that is not UTF-16."""
    ends = start.count(b"\n")
    wide = start.count(b"\0\n") + start.count(b"\n\0")
    return start.count(0) * 20 < len(start) and wide * 2 <= ends and not _CONTROL.search(start)


def _guess_utf16_or_32(file: BinaryIO, start: bytes) -> str:
    """The bytes of a western letter that are zero are always the same; in what is no text, any are."""
    zeros = [start[place::4].count(0) for place in range(4)]
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if zeros[2] == zeros[3] == len(start) // 4:
        guess = "utf-32-le"
    elif zeros[0] == zeros[1] == -(-len(start) // 4):
        guess = "utf-32-be"
    elif min(even, odd) * 10 > max(even, odd):
        raise not_a_table_error()
    else:
        guess = "utf-16-le" if odd > even else "utf-16-be"
    if not _decodes(file, guess):
        raise not_a_table_error()
    return guess


def _is_nearly_utf8(file: BinaryIO) -> bool:
    """Whether only a few bytes are invalid UTF-8: fewer than printable non-ASCII characters.

    Other encodings make Armenian or Arabic of a letter behind an apostrophe."""
    good = bad = 0
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for piece in _pieces(file):
        text = decoder.decode(piece)
        bad += text.count("\ufffd")
        good += sum(map(len, PRINTED.findall(text)))
    return 0 < bad <= good


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in _pieces(file):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


def _likeliest(file: BinaryIO) -> str:
    words = _words(file)
    return max(_SINGLE_BYTE, key=lambda encoding: _likelihood(words, encoding))


def _words(file: BinaryIO) -> Counter[bytes]:
    """Those with a letter beyond ASCII, and how often; the only one may stand at the end of the file."""
    words: Counter[bytes] = Counter()
    for piece in _pieces(file):
        piece = piece.removeprefix(codecs.BOM_UTF8)
        words.update(word for word in _WORD.findall(piece) if not word.isascii())
        if len(words) > _WORDS_ENOUGH:
            break
    return words


def _likelihood(words: Counter[bytes], encoding: str) -> float:
    return sum(_likely(word.decode(encoding, "replace")) * times for word, times in words.items())


# How often letters stand in French and its neighbours; what other encodings make of them is rarer.
_WEIGHTS = (("é", 4), ("èàÉ", 2), ("êçôâîûëïùœŒ", 1), ("ÈÊÀÇÔÂÎÛËÏÙ", 0.7), ("öüäñáíóúßæÿÖÜÄÑÆ", 0.3))
_WEIGHT = {letter: weight for letters, weight in _WEIGHTS for letter in letters}
_MARKS_OF_PRINT = frozenset("’‘“”«»–—…•€°·™®©\xa0")


def _likely(word: str) -> float:
    """Usual letters are likely; marks inside a word, and capitals behind small letters, are not."""
    likely = 0.0
    for place, letter in enumerate(word):
        if not letter.isascii():
            likely += _letter_weight(word, place) or _mark_weight(word, place)
    for part in _LETTERS.findall(word):
        if not (part.islower() or part.isupper() or part[1:].islower()):
            likely -= 5
    return likely


def _letter_weight(word: str, place: int) -> float:
    """à and ù end a word, and œ is one sound with the u behind it."""
    letter, following = word[place], word[place + 1 : place + 2].lower()
    if (letter in "àù" and following.isalpha()) or (letter in "œŒ" and following not in ("u", "i")):
        return 0.2
    return _WEIGHT.get(letter, 0)


def _mark_weight(word: str, place: int) -> float:
    letter = word[place]
    around = [word[place - 1 : place].isalpha(), word[place + 1 : place + 2].isalpha()]
    inside, beside = all(around), any(around)
    if letter in "’‘–—·\xa0" or (letter in "½¼¾" and not beside):
        return 0.5
    if letter in _MARKS_OF_PRINT:
        return -1 if inside else 0.5
    return 0 if letter.isalpha() else -2
