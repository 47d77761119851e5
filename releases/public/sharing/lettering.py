"""Lines of text for a picture, each sign in the first typeface that has it."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from PIL import ImageFont

from common.characters import to_unicode_form

from . import directions

FOLDER = Path(settings.BASE_DIR, "static", "fonts")
# For scripts and signs that ours lack: wherever the machine keeps its typefaces, if it has them.
OTHERS = (
    "NotoSans-Regular.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "DejaVuSans.ttf",
)
PARTS = ("latin", "latin-rest", "latin-ext")
SERIF = (*(f"newsreader-display-{part}.woff2" for part in PARTS), *OTHERS)
SANS = (*(f"public-sans-{part}.woff2" for part in PARTS), *OTHERS)
# No typeface has it: what is drawn in its place stands for all that a typeface lacks.
_MISSING = "\uffff"
_BETWEEN_WORDS = re.compile(rf"(?<=\w){_MISSING}+(?=\w)")
# With the spaces between it and a comma or a bracket.
_LEFT_OUT = re.compile(
    rf"\s*{_MISSING}[\s{_MISSING}]*(?=[,.…)\]\u201d])|(?<=[(\[\u201c])[\s{_MISSING}]+|{_MISSING}"
)
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
# Hyphens, slashes, commas, closing brackets: a line may end with them.
_CLOSING = frozenset({"Pc", "Pd", "Pe", "Pf", "Po"})


Run = tuple[str, ImageFont.FreeTypeFont]


class Face(NamedTuple):
    files: tuple[str, ...]
    size: int
    weight: int | None = None

    def runs(self, text: str, from_the_right: bool = False) -> list[Run]:
        """As they stand from left to right; `from_the_right` is how the whole text is read."""
        return [
            (part, _font(name, self.size, self.weight))
            for piece, backwards in directions.parts(text, from_the_right)
            for part, name in _parted(piece, self.files)[:: -1 if backwards else 1]
        ]

    def width(self, text: str) -> float:
        return sum(font.getlength(part) for part, font in self.runs(text))


def serif(size: int) -> Face:
    return Face(SERIF, size)


def sans(size: int, weight: int = 400) -> Face:
    return Face(SANS, size, weight)


def cleaned(text: str) -> str:
    """Without what is not seen (controls, joiners, variants), and without what no typeface has."""
    seen = filter(_is_seen, to_unicode_form("NFC", text))
    signs = "".join(sign if _is_known(sign) else _MISSING for sign in seen)
    return " ".join(_LEFT_OUT.sub("", _BETWEEN_WORDS.sub(" ", signs)).split())


def _is_known(sign):
    return sign.isspace() or _file_with(sign, SERIF) is not None


def _is_seen(sign):
    """A mark of its own, like the frame of a keycap, is not worth an empty box."""
    category = unicodedata.category(sign)
    if category.startswith("M"):
        return not "\ufe00" <= sign <= "\ufe0f" and _file_with(sign, SERIF) is not None
    return sign.isspace() or category not in _UNSEEN


@lru_cache(maxsize=256)
def _parted(text: str, files: tuple[str, ...]) -> list[tuple[str, str]]:
    """Spaces and marks stay with the letters before them, so that words of other scripts are set as one."""
    parts: list[tuple[str, str]] = []
    for sign in text:
        last = parts[-1][1] if parts else ""
        goes_on = last and not sign.isalnum() and _has(last, sign)
        name = last if goes_on else _file_with(sign, files)
        if name and name == last:
            parts[-1] = parts[-1][0] + sign, name
        elif name:
            parts.append((sign, name))
    return parts


@lru_cache(maxsize=4096)
def _file_with(sign: str, files: tuple[str, ...]) -> str | None:
    return next((name for name in files if _has(name, sign)), None)


@lru_cache(maxsize=4096)
def _has(name: str, sign: str) -> bool:
    # Not shaped: for a mark alone a circle would be drawn, whether the typeface has the mark or not.
    font = _font(name, 20, engine=ImageFont.Layout.BASIC)
    return bool(font) and (sign.isspace() or _drawn(font, sign) != _drawn(font, _MISSING))


def _drawn(font, sign):
    mask = font.getmask(sign)
    return mask.size, bytes(mask)


@lru_cache(maxsize=64)
def _font(name: str, size: int, weight: int | None = None, engine: ImageFont.Layout | None = None):
    own = FOLDER / name
    try:
        font = ImageFont.truetype(own if own.exists() else name, size, layout_engine=engine)
    except OSError:
        return None
    if weight and own.exists():
        font.set_variation_by_axes([weight])
    return font


def wrapped(text: str, face: Face, width: float) -> Iterator[str]:
    """Lines of at most that width; a word that is wider is broken behind a mark, else where it has to be."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if face.width(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        *full, line = _broken(word, face, width)
        yield from full
    if line:
        yield line


def _broken(word, face, width):
    pieces = [""]
    for sign in word:
        if pieces[-1] and face.width(pieces[-1] + sign) > width:
            pieces[-1:] = _parted_behind_mark(pieces[-1])
        pieces[-1] += sign
    return pieces


def _parted_behind_mark(piece):
    """Whole, where no mark stands in its latter half: a line is not left nearly empty."""
    half = len(piece) // 2
    ends = (end for end in range(len(piece), half, -1) if unicodedata.category(piece[end - 1]) in _CLOSING)
    end = next(ends, len(piece))
    return [piece[:end], piece[end:]]


def shortened(text: str, face: Face, width: float) -> str:
    """One line; what is left out at its end is an ellipsis."""
    if face.width(text) <= width:
        return text
    while text and face.width(f"{text}…") > width:
        text = text[:-1].rstrip()
    return f"{text}…"
