"""Two sides as one text in which every difference is marked."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, ngettext
from lxml import html

from common import languages

from ...models.release import TEXTS
from ...texts.redline import redline, redline_of_line, redline_of_lines
from ...workflow.snapshots import FACTS
from .labels import label_of
from .sides import AROUND, Item, Side

REDLINES = {"standfirst": redline_of_lines, "body": redline}
AROUND_LABELS = {
    "facts": gettext_lazy("kind and dates"),
    "organisations": gettext_lazy("organisations"),
    "topics": gettext_lazy("topics"),
}
# {what stands around the texts: the parts of a version that bring it back}
PARTS_AROUND = {"facts": FACTS, "organisations": ("institutes", "schools")}


def number_of_changed_blocks(marked: str) -> int:
    """Of a text: its paragraphs, headings, lists and tables that have a mark."""
    blocks = html.fragment_fromstring(marked, create_parent=True)
    return sum(block.xpath("boolean(self::ins or self::del or .//ins or .//del)") for block in blocks)


class Cell(NamedTuple):
    """One text in one language."""

    code: str
    language: str
    part: str
    marked: str
    has_changed: bool


class Row(NamedTuple):
    """One text in all the languages that are compared."""

    name: str
    label: str
    cells: list[Cell]

    @property
    def brief(self) -> str:
        """“2 paragraphs” of a body, “title” of a title."""
        if self.name != "body":
            return label_of(self.name)
        number = sum(number_of_changed_blocks(cell.marked) for cell in self.cells)
        return ngettext("%(number)s paragraph", "%(number)s paragraphs", number) % {"number": number}

    @property
    def has_changed(self) -> bool:
        return any(cell.has_changed for cell in self.cells)


class MarkedList(NamedTuple):
    name: str
    label: str
    items: list[str]
    has_changed: bool

    @property
    def brief(self) -> str:
        return self.label[:1].lower() + self.label[1:]

    @property
    def parts(self) -> tuple[str, ...]:
        return PARTS_AROUND.get(self.name, (self.name,))


class Comparison(NamedTuple):
    rows: list[Row]
    lists: list[MarkedList]

    @property
    def has_changed(self) -> bool:
        return bool(self.changed)

    @property
    def changed(self) -> list[Row | MarkedList]:
        every: list[Row | MarkedList] = [*self.rows, *self.lists]
        return [each for each in every if each.has_changed]


def compare(before: Side, after: Side) -> Comparison:
    codes = [code for code in languages.LANGUAGES if code in before.texts and code in after.texts]
    rows = [_row(name, before, after, codes) for name in TEXTS]
    lists = [
        _list(name, before.around[name], after.around[name])
        for name in AROUND
        if name in before.around and name in after.around
    ]
    return Comparison([row for row in rows if any(cell.marked for cell in row.cells)], lists)


def _row(name, before, after, codes):
    cells = [_cell(name, code, before.texts[code][name], after.texts[code][name]) for code in codes]
    return Row(name, capfirst(label_of(name)), cells)


def _cell(name, code, old, new):
    marked = REDLINES.get(name, redline_of_line)(old, new)
    return Cell(code, languages.own_name(code), languages.column_in(code, name), marked, old != new)


def _list(name, before, after):
    label = capfirst(str(AROUND_LABELS.get(name) or label_of(name)))
    if name == "facts":
        # An edition tells fewer of them.
        before, after = (_in_common(own, others) for own, others in ((before, after), (after, before)))
    return MarkedList(name, label, list(marked_items(before, after)), before != after)


def _in_common(items, others):
    keys = {item.key for item in others}
    return [item for item in items if item.key in keys]


def marked_items(before: Sequence[Item], after: Sequence[Item]):
    steps = SequenceMatcher(None, [i.key for i in before], [i.key for i in after], autojunk=False)
    for kind, i, j, k, m in steps.get_opcodes():
        if kind == "equal":
            yield from (
                redline_of_line(old.text, new.text) for old, new in zip(before[i:j], after[k:m], strict=True)
            )
        else:
            yield from (f"<del>{escape(item.text)}</del>" for item in before[i:j])
            yield from (f"<ins>{escape(item.text)}</ins>" for item in after[k:m])
