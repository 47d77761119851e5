"""A4, with the name of the press room above and the reference and the number of the page below."""

from django.utils.translation import gettext, pgettext
from docx.section import Section

from ..kinds import Source
from .runs import Look, run
from .xml import Element, field, made

# In twips; a millimetre is 56.7 of them.
WIDTH, HEIGHT, MARGIN, FROM_EDGE = 11906, 16838, 1418, 624
TEXT_WIDTH = WIDTH - 2 * MARGIN


def lay_out(section: Section, source: Source) -> None:
    section.page_width, section.page_height = _twips(WIDTH), _twips(HEIGHT)
    section.left_margin = section.right_margin = _twips(MARGIN)
    section.top_margin = section.bottom_margin = _twips(MARGIN)
    section.header_distance = section.footer_distance = _twips(FROM_EDGE)
    _fill(section.header, _above(source))
    _fill(section.footer, [_line("Footer", run(source.edition.reference, Look()), _number_of_page())])


def _twips(number):
    return number * 635


def _fill(block, paragraphs):
    # The first access makes it, with one paragraph.
    first = block.paragraphs[0]._p
    for paragraph in paragraphs:
        first.addprevious(paragraph)
    first.getparent().remove(first)


def _above(source) -> list[Element]:
    name, of = gettext("Press room"), gettext("Carnot institutes & Institut Mines-Télécom")
    lines = [_line("Header", run(name, Look(bold=True)), [run(of, Look())])]
    if source.is_draft:
        lines.insert(0, _line("Draft", run(gettext("Draft – not for publication"), Look()), []))
    return lines


def _number_of_page():
    """page 1/3"""
    words = pgettext("before a page’s number", "page")
    return [run(f"{words}\N{NO-BREAK SPACE}", Look()), field("PAGE"), run("/", Look()), field("NUMPAGES")]


def _line(style, left, right):
    tabs = made("tabs", made("tab", val="right", pos=TEXT_WIDTH))
    tab = [made("r", made("tab")), *right] if right else []
    return made("p", made("pPr", made("pStyle", val=style), tabs), left, *tab)
