"""Two versions of one text, to be settled: which words are to stay, for a body paragraph by paragraph."""

from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from ..texts.merging import Part, merged_parts
from ..texts.redline import compared_blocks, redline, redline_of_line, redline_of_lines


class Choice(NamedTuple):
    """One place where they differ; of either nothing may be left."""

    number: int
    mine: SafeString
    theirs: SafeString


class TextConflict(NamedTuple):
    name: str
    label: str
    is_markup: bool
    # From the saved text to the one that was typed.
    redline: SafeString
    # In order: {"same": …} or {"mine": …, "theirs": …}.
    parts: list[dict[str, str]]

    @property
    def is_settled(self) -> bool:
        return all("same" in part for part in self.parts)

    @property
    def together(self) -> str:
        """With all words of both."""
        return "".join("".join(part.values()) for part in self.parts)

    @property
    def choices(self) -> list[Choice]:
        """As a person reads them."""
        differing = [part for part in self.parts if "same" not in part]
        return [
            Choice(number, _read(part["mine"], self.is_markup), _read(part["theirs"], self.is_markup))
            for number, part in enumerate(differing, 1)
        ]


def _read(text, is_markup):
    return mark_safe(text) if is_markup else text  # noqa: S308 - both came out of the cleaner


def text_conflict(name: str, field, mine: str, theirs: str, base: str | None = None) -> TextConflict:
    """`base` is what both began with, where that is known: what one alone changed of a body is settled."""
    label = str(field.label)
    if getattr(field, "holds_markup", False):
        parts = [_written(part) for part in _parts(base, mine, theirs)]
        return TextConflict(name, label, True, _marked(redline(theirs, mine)), parts)
    compare = redline_of_lines if "\n" in mine + theirs else redline_of_line
    marked = _marked(compare(theirs, mine))
    return TextConflict(name, label, False, marked, [{"mine": mine, "theirs": theirs}])


def _parts(base, mine, theirs):
    if base is not None:
        return merged_parts(base, mine, theirs)
    return [Part(tuple(mine), tuple(theirs)) for _is_same, theirs, mine in compared_blocks(theirs, mine)]


def _written(part):
    mine, theirs = "".join(part.mine), "".join(part.theirs)
    return {"same": mine} if part.is_settled else {"mine": mine, "theirs": theirs}


def _marked(html):
    return mark_safe(html)  # noqa: S308 - clean, see redline.py
