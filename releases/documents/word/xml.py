"""Elements of WordprocessingML, whose names and attributes are those of ECMA-376."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from common.characters import for_xml


def made(tag: str, *children: Element, **attributes: str | int) -> Element:
    """made("jc", val="left") is <w:jc w:val="left"/>."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), for_xml(str(value)))
    element.extend(children)
    return element


def text(words: str) -> Element:
    element = made("t")
    element.text = for_xml(words)
    # Blanks at its ends stay.
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def field(instruction: str) -> Element:
    """What Word counts: PAGE, NUMPAGES."""
    return made("fldSimple", made("r", text("1")), instr=instruction)
