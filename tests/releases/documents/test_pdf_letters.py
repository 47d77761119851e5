"""Letters as they are seen: each is compared with the same letter drawn from the file of its typeface."""

import pytest
from django.conf import settings
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

from common.pdf import making
from releases.documents import pdf
from tests.releases.documents.reading_pdf import Pdf, needs_pango

pytestmark = needs_pango
NAME = "ŁódźĐỗNguyễn"
FAMILIES = {
    "Newsreader Display": "newsreader-display",
    "Newsreader Text": "newsreader-text",
    "Newsreader Italic": "newsreader-italic",
    "Public Sans": "public-sans",
}
PARTS = {"latin": "", "latin-rest": " Rest", "latin-ext": " Extended", "vietnamese": " Vietnamese"}
SIDE = 40
# Of 255: the same letter differs by 10 at most, another one by 40 and more.
ALIKE = 22


def drawn_by_us(letter, stem):
    for part in PARTS:
        font = ImageFont.truetype(settings.BASE_DIR / f"static/fonts/{stem}-{part}.woff2", 120)
        if not _same(_ink(font, letter), _ink(font, "\uffff")):
            return _ink(font, letter)
    return pytest.fail(f"{stem} has no {letter}")


def _ink(font, letter):
    picture = Image.new("L", (400, 400), 255)
    ImageDraw.Draw(picture).text((120, 120), letter, font=font)
    return cut(picture)


def cut(picture):
    """Its ink alone, in a square."""
    return picture.crop(ImageChops.invert(picture).getbbox()).resize((SIDE, SIDE))


def _same(one, other):
    return not ImageChops.difference(one, other).getbbox()


def letters_of(page):
    """Each by itself: (letter, picture)."""
    scale, text = 4, page.get_textpage()
    picture = page.render(scale=scale).to_pil().convert("L")
    for place in range(text.count_chars()):
        if (letter := text.get_text_range(place, 1)) in NAME:
            left, bottom, right, top = text.get_charbox(place)
            height = page.get_height()
            box = (left - 1, height - top - 1, right + 1, height - bottom + 1)
            yield letter, cut(picture.crop(tuple(round(side * scale) for side in box)))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_letter_is_that_of_the_typeface(family):
    names = ", ".join(f'"{family}{suffix}"' for suffix in PARTS.values())
    letters = " ".join(NAME)
    html = f"""<html lang="pl"><title>x</title><link rel="stylesheet" href="{pdf.OWN}/{pdf.STYLE}">
<body><p style='font: 40pt {names}; letter-spacing: 12pt'>{letters}</p></body></html>"""
    own = {f"{pdf.OWN}/{path.relative_to(pdf.STATIC)}": path for path in pdf._own_files()}
    made = Pdf(making.pdf_of(html, "https://press.example", own))
    found = list(letters_of(made.drawn[0]))
    assert "".join(letter for letter, _picture in found) == NAME
    for letter, picture in found:
        difference = ImageStat.Stat(ImageChops.difference(picture, drawn_by_us(letter, FAMILIES[family])))
        assert difference.mean[0] < ALIKE, letter
