"""Letters: how they look, what language they are in and where they lead."""

from dataclasses import dataclass

from common import languages

from .xml import Element, made, text

# Whose letters run from the right; Word takes their language from another attribute.
FROM_THE_RIGHT = frozenset({"ar", "arc", "dv", "fa", "ha", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True)
class Look:
    bold: bool = False
    italic: bool = False
    # superscript or subscript
    position: str = ""
    # Where it is not that of the document.
    language: str = ""
    # Of a link.
    address: str = ""
    # A character style.
    style: str = ""


def run(words: str, look: Look) -> Element:
    return made("r", *_properties(look), text(words))


def line_break() -> Element:
    return made("r", made("br"))


def _properties(look):
    # In the order that the standard asks for.
    found = []
    if style := look.style or ("Hyperlink" if look.address else ""):
        found.append(made("rStyle", val=style))
    if look.bold:
        found += [made("b"), made("bCs")]
    if look.italic:
        found += [made("i"), made("iCs")]
    if look.position:
        found.append(made("vertAlign", val=look.position))
    if look.language:
        found += _in_language(look.language)
    return [made("rPr", *found)] if found else []


def _in_language(tag):
    if tag.lower().partition("-")[0] in FROM_THE_RIGHT:
        return [made("rtl"), made("lang", val=tag, bidi=tag)]
    return [made("lang", val=tag)]


def full_tag(language: str) -> str:
    """fr-FR, en-GB: Word checks the spelling of a language in a territory."""
    known = language in languages.LANGUAGES
    return languages.open_graph_locale(language).replace("_", "-") if known else language
