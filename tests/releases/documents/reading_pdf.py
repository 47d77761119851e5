"""A PDF as other programs read it: its words, its structure, its pages as pictures."""

import io
import os
import re
from collections import Counter
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from django.utils.translation import override
from PIL import Image

from releases.documents import KINDS, pdf
from releases.documents.kinds import Source

CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
needs_pango = pytest.mark.skipif(
    bool(pdf.lacks()) and not CI, reason=f"NOT TESTED: no PDF was made; missing: {pdf.lacks()}"
)
ORIGIN = "https://press.example"
PARAGRAPH = "<p>Une phrase du texte, avec de l’<em>italique</em> et du <strong>gras</strong>.</p>"

WORD = re.compile(r"[^\W_]+")
STANDARD = {"/Document", "/Art", "/Sect", "/Div", "/NonStruct", "/P", "/Span", "/Link", "/Figure", "/Caption"}
STANDARD |= {"/L", "/LI", "/Lbl", "/LBody", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/BlockQuote"}
STANDARD |= {"/H1", "/H2", "/H3"}


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


class Pdf:
    def __init__(self, content: bytes):
        self.content = content
        self.file = pikepdf.open(io.BytesIO(content))
        self.drawn = pypdfium2.PdfDocument(content)
        self.texts = [page.get_textpage().get_text_range() for page in self.drawn]

    @property
    def words(self) -> Counter[str]:
        return words("\n".join(self.texts))

    def elements(self, *kinds: str) -> list[pikepdf.Dictionary]:
        found = list(_elements(self.file.Root.StructTreeRoot.K[0]))
        return [each for each in found if not kinds or each.S in kinds]

    def bookmarks(self) -> list[tuple[int, str]]:
        return [(each.level, each.get_title()) for each in self.drawn.get_toc()]

    def fonts(self) -> list[pikepdf.Dictionary]:
        return [font for page in self.file.pages for font in page.Resources.Font.values()]

    def links(self) -> list[str]:
        notes = [note for page in self.file.pages for note in page.get("/Annots", ())]
        return [str(note.A.URI) for note in notes if "/A" in note]


def _elements(element) -> Iterator[pikepdf.Dictionary]:
    if isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
        for kid in kids(element):
            yield from _elements(kid)


def kids(element) -> list:
    below = element.get("/K", [])
    return list(below) if isinstance(below, pikepdf.Array) else [below]


def pdf_of(edition, **source):
    file = io.BytesIO()
    with override(edition.language):
        KINDS["pdf"].write(Source(edition, ORIGIN, **source), file)
    return Pdf(file.getvalue())


def photograph():
    content = io.BytesIO()
    Image.effect_noise((2400, 1600), 60).convert("RGB").save(content, "JPEG", quality=95)
    return content.getvalue()
