"""The picture that a shared address shows: 1200 × 630, as social networks take it."""

import io
from typing import NamedTuple

from PIL import Image, ImageDraw

from common.structured_data import SHARED_HEIGHT, SHARED_WIDTH

from .lettering import cleaned, sans, serif, shortened, wrapped

SIZE = WIDTH, HEIGHT = SHARED_WIDTH, SHARED_HEIGHT
# {width: height}, for who shows it beside other things; below them its title could not be read.
SMALLER = {800: 420, 400: 210}
EDGE = 72
# Of tokens.css.
PAPER, INK, SOFT, RULE, ACCENT = "#fdfdfb", "#18191c", "#5a5b61", "#d9d8d3", "#ad1f2d"
# Of mark.svg, on its square of 32.
MARK = ((7, 6, 25, 9), (7, 12, 25, 14), (7, 17, 15, 19), (7, 21, 15, 23), (7, 25, 15, 27), (18, 17, 25, 27))
MARK_SIZE = 64
TITLE_TOP, TITLE_BOTTOM = 180, 500
TITLE_SIZES = (84, 72, 62, 54, 46, 40)
LEADING = 1.14


class Words(NamedTuple):
    site: str
    site_of: str
    title: str
    names: str = ""
    dateline: str = ""


def drawn(words: Words, from_the_right: bool = False, width: int = WIDTH) -> bytes:
    """As PNG; `from_the_right` is how the language of the words is read; the width may be one of SMALLER."""
    words = Words(*map(cleaned, words))
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    _mark(draw)
    _line(draw, EDGE + MARK_SIZE + 24, 96, words.site, sans(30, 700), INK)
    _line(draw, EDGE + MARK_SIZE + 24, 130, words.site_of, sans(24), SOFT)
    _title(draw, words.title, from_the_right)
    draw.rectangle((EDGE, 522, WIDTH - EDGE, 523), fill=RULE)
    _line(draw, EDGE, 558, words.names, sans(26, 600), INK)
    _line(draw, EDGE, 596, words.dateline, sans(24), SOFT)
    if width in SMALLER:
        image = image.resize((width, SMALLER[width]), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _mark(draw):
    unit = MARK_SIZE / 32
    draw.rectangle((EDGE, EDGE, EDGE + MARK_SIZE - 1, EDGE + MARK_SIZE - 1), fill=ACCENT)
    for left, top, right, bottom in MARK:
        corners = (left * unit, top * unit, right * unit - 1, bottom * unit - 1)
        draw.rectangle(tuple(EDGE + corner for corner in corners), fill="white")


def _line(draw, left, baseline, text, face, colour):
    text = shortened(text, face, WIDTH - EDGE - left)
    _letters(draw, left, baseline, face.runs(text), colour)


def _letters(draw, left, baseline, runs, colour):
    for part, font in runs:
        draw.text((left, baseline), part, font=font, fill=colour, anchor="ls")
        left += font.getlength(part)


def _title(draw, title, from_the_right):
    """As large as it fits; of one that does not, the end is left out."""
    face, lines, most = _fitted(title)
    if len(lines) > most:
        lines = [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), face, WIDTH - 2 * EDGE)]
    baseline = TITLE_TOP + face.size
    for line in lines:
        left = WIDTH - EDGE - face.width(line) if from_the_right else EDGE
        _letters(draw, left, baseline, face.runs(line, from_the_right), INK)
        baseline += face.size * LEADING


def _fitted(title):
    for size in TITLE_SIZES:
        face = serif(size)
        most = int((TITLE_BOTTOM - TITLE_TOP) / (size * LEADING))
        lines = list(wrapped(title, face, WIDTH - 2 * EDGE))
        if len(lines) <= most:
            break
    return face, lines, most
