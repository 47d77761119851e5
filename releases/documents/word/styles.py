"""The styles of a document: one table, which replaces those of the library's empty document."""

from dataclasses import dataclass

from docx.styles.styles import Styles

from .lists import BULLETS_OF_STYLE, INDENT, NUMBERS_OF_STYLE
from .xml import Element, made

# What most machines have; others put their own in their place.
SERIF, SANS = "Georgia", "Arial"
# Of tokens.css.
INK, SOFT, RULE, ACCENT = "18191C", "5A5B61", "D9D8D3", "AD1F2D"


@dataclass(frozen=True)
class Style:
    name: str
    # In points.
    size: float = 11
    font: str = SERIF
    bold: bool = False
    italic: bool = False
    colour: str = INK
    before: float = 0
    after: float = 7
    # Of the height of a line.
    leading: float = 1.25
    # In the outline of the document.
    level: int | None = None
    keeps_next: bool = False
    stays_whole: bool = False
    # In steps of a list.
    indent: int = 0
    list_number: int = 0
    # {side: colour}
    lines: tuple[tuple[str, str], ...] = ()
    on_the_right: bool = False

    @property
    def key(self) -> str:
        return "".join(word[0].upper() + word[1:] for word in self.name.split())


LEFT_LINE, LINE_BELOW = (("left", ACCENT),), (("bottom", RULE),)
# Small letters first: names of Word's own styles.
PARAGRAPHS = (
    Style("Title", 24, bold=True, leading=1.1, level=0, keeps_next=True, after=8),
    Style("Subtitle", 14, colour=SOFT, keeps_next=True, after=8),
    Style("heading 2", 14, bold=True, before=16, after=5, level=1, keeps_next=True),
    Style("heading 3", 11, SANS, bold=True, before=10, after=3, level=2, keeps_next=True),
    Style("List Bullet", list_number=BULLETS_OF_STYLE),
    Style("List Number", list_number=NUMBERS_OF_STYLE),
    Style("List Continue", indent=1),
    Style("Quote", italic=True, indent=1, lines=LEFT_LINE),
    Style("Speaker", 9.5, SANS, colour=SOFT, stays_whole=True, indent=1, lines=LEFT_LINE),
    Style("caption", 9, SANS, colour=SOFT, stays_whole=True, after=10),
    Style("Picture", before=6, after=4, leading=1, keeps_next=True),
    Style("Kicker", 9.5, SANS, bold=True, colour=ACCENT, after=4, keeps_next=True),
    Style("Dateline", 10, SANS, colour=SOFT, after=12, keeps_next=True),
    Style("Standfirst", 12, bold=True, after=10),
    Style("Correction", 10, SANS, lines=LEFT_LINE, indent=1),
    Style("End Mark", 9.5, SANS, colour=SOFT, before=6, after=14),
    Style("Contact", 10, SANS, stays_whole=True, after=6),
    Style("Colophon", 9, SANS, colour=SOFT, after=2),
    Style("Rule", 4, after=8, lines=LINE_BELOW),
    Style("Table Text", 9.5, SANS, after=0),
    Style("Table Header", 9.5, SANS, bold=True, after=0),
    Style("Table Figures", 9.5, SANS, after=0, on_the_right=True),
    Style("Table End", 5, after=4, leading=1),
    Style("header", 9, SANS, colour=SOFT, after=0),
    Style("footer", 9, SANS, colour=SOFT, after=0),
    Style("Draft", 10, SANS, bold=True, colour=ACCENT, after=2),
)


def write_styles(styles: Styles, language: str) -> None:
    element = styles.element
    for child in list(element):
        # Only Word's own list of names stays.
        if not child.tag.endswith("}latentStyles"):
            element.remove(child)
    element.insert(0, _defaults(language))
    element.extend([_normal(), *map(_paragraph, PARAGRAPHS), *_characters(), *_tables(), _no_list()])


def _defaults(language):
    letters = made("rPr", _fonts(SERIF), *_size(11), made("lang", val=language, eastAsia=language))
    spacing = made("pPr", made("spacing", before=0, after=140, line=300, lineRule="auto"))
    return made("docDefaults", made("rPrDefault", letters), made("pPrDefault", spacing))


def _normal():
    style = made("style", made("name", val="Normal"), made("qFormat"), type="paragraph", styleId="Normal")
    return _as_default(style)


def _as_default(style):
    style.set(f"{style.tag.partition('}')[0]}}}default", "1")
    return style


def _paragraph(style: Style) -> Element:
    return made(
        "style",
        made("name", val=style.name),
        made("basedOn", val="Normal"),
        made("next", val="Normal" if style.keeps_next else style.key),
        made("qFormat"),
        made("pPr", *_properties_of_paragraph(style)),
        made("rPr", *_properties_of_letters(style)),
        type="paragraph",
        styleId=style.key,
    )


def _properties_of_paragraph(style):
    """Those that it has, in the order that the standard asks for."""
    sides = (made(side, val="single", sz=8, space=8, color=colour) for side, colour in style.lines)
    after, before, line = round(style.after * 20), round(style.before * 20), round(style.leading * 240)
    possible = [
        (style.keeps_next, made("keepNext")),
        (style.keeps_next or style.stays_whole, made("keepLines")),
        (style.list_number, made("numPr", made("numId", val=style.list_number))),
        (style.lines, made("pBdr", *sides)),
        (True, made("spacing", before=before, after=after, line=line, lineRule="auto")),
        (style.indent, made("ind", left=style.indent * INDENT)),
        # Between items, as between lines.
        (style.list_number, made("contextualSpacing")),
        (style.on_the_right, made("jc", val="right")),
        (style.level is not None, made("outlineLvl", val=style.level or 0)),
    ]
    return [element for is_there, element in possible if is_there]


def _properties_of_letters(style):
    yield _fonts(style.font)
    if style.bold:
        yield from (made("b"), made("bCs"))
    if style.italic:
        yield from (made("i"), made("iCs"))
    yield made("color", val=style.colour)
    yield from _size(style.size)


def _fonts(name):
    return made("rFonts", ascii=name, hAnsi=name, cs=name, eastAsia=name)


def _size(points):
    half_points = round(points * 2)
    return made("sz", val=half_points), made("szCs", val=half_points)


def _characters():
    plain = made("style", made("name", val="Default Paragraph Font"), type="character", styleId="DefaultFont")
    letters = made("rPr", made("color", val=ACCENT), made("u", val="single"))
    link = made("style", made("name", val="Hyperlink"), letters, type="character", styleId="Hyperlink")
    return _as_default(plain), link


def _tables():
    margins = [made(side, w=80, type="dxa") for side in ("top", "left", "bottom", "right")]
    plain = made("style", made("name", val="Normal Table"), type="table", styleId="NormalTable")
    plain.append(made("tblPr", made("tblCellMar", *margins)))
    lines = [made(side, val="single", sz=4, space=0, color=RULE) for side in ("top", "bottom", "insideH")]
    below = made("tcPr", made("tcBorders", made("bottom", val="single", sz=8, space=0, color=INK)))
    press = made(
        "style",
        made("name", val="Press Table"),
        made("basedOn", val="NormalTable"),
        made("tblPr", made("tblBorders", *lines)),
        made("tblStylePr", below, type="firstRow"),
        type="table",
        styleId="PressTable",
    )
    return _as_default(plain), press


def _no_list():
    return _as_default(made("style", made("name", val="No List"), type="numbering", styleId="NoList"))
