"""Lists: each with its own numbers, from the first one that it asks for."""

from docx.parts.numbering import NumberingPart

from .xml import Element, made

# Word knows nine.
LEVELS = 9
# In twips; a twentieth of a point.
INDENT = 360
BULLETS = "bullets"
# The attribute `type` of an ordered list.
FORMATS = {
    BULLETS: "bullet",
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
BULLETS_OF_STYLE, NUMBERS_OF_STYLE = 1, 2
_SIGNS = ("•", "–")


class Lists:
    def __init__(self, part: NumberingPart):
        self._numbering = part.element
        for element in list(self._numbering):
            self._numbering.remove(element)
        self._kinds = {}
        for kind, number_format in enumerate(FORMATS, 1):
            self._kinds[number_format] = kind
            self._numbering.append(_kind(kind, FORMATS[number_format]))
        self._count = 0
        # Those of the styles; all lists without numbers share the first.
        self._add(BULLETS)
        self._add("1")

    def begin(self, numbers: str = BULLETS, start: int = 1, level: int = 0) -> int:
        """The number under which its items belong to it."""
        if numbers == BULLETS:
            return BULLETS_OF_STYLE
        override = made("lvlOverride", made("startOverride", val=start), ilvl=min(level, LEVELS - 1))
        return self._add(numbers if numbers in FORMATS else "1", override)

    def _add(self, numbers, *overrides):
        self._count += 1
        kind = made("abstractNumId", val=self._kinds[numbers])
        self._numbering.append(made("num", kind, *overrides, numId=self._count))
        return self._count


def _kind(number, number_format):
    levels = [_level(level, number_format) for level in range(LEVELS)]
    kind = made("multiLevelType", val="hybridMultilevel")
    return made("abstractNum", kind, *levels, abstractNumId=number)


def _level(level, number_format):
    shown = _SIGNS[level % len(_SIGNS)] if number_format == "bullet" else f"%{level + 1}."
    return made(
        "lvl",
        made("start", val=1),
        made("numFmt", val=number_format),
        made("lvlText", val=shown),
        made("lvlJc", val="left"),
        made("pPr", indented(level, hanging=INDENT)),
        ilvl=level,
    )


def indented(level: int, hanging: int = 0) -> Element:
    return made("ind", left=INDENT * (min(level, LEVELS - 1) + 1), hanging=hanging)


def item_of(number: int, level: int) -> Element:
    return made("numPr", made("ilvl", val=min(level, LEVELS - 1)), made("numId", val=number))
