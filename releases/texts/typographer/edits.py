"""What a rule does to the text of a line."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.functional import Promise

from ..typography import NO_BREAK_SPACE

NARROW_NO_BREAK_SPACE = "\N{NARROW NO-BREAK SPACE}"
# Within a line.
SPACE = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]"
# In the place of each sign that rules must not see: of an address, a reference, code, what is raised.
HIDDEN = "\N{OBJECT REPLACEMENT CHARACTER}"
# How examples show what cannot be seen.
SHOWN = {NO_BREAK_SPACE: "⍽", NARROW_NO_BREAK_SPACE: "·"}
_MEANT = str.maketrans({shown: sign for sign, shown in SHOWN.items()})


class Change(NamedTuple):
    start: int
    end: int
    after: str
    # Of rich text, put around it.
    element: str = ""


# Changes that are taken together or not at all.
Edit = tuple[Change, ...]
Find = Callable[[str], Iterator[Edit]]


class Rule(NamedTuple):
    name: str
    # In one sentence.
    does: str | Promise
    source: str
    before: str
    after: str
    find: Find
    is_for_rich_text_alone: bool = False
    # Its corrections are ticked by who reads them alone.
    is_unsure: bool = False


def meant(example: str) -> str:
    """With its no-break spaces."""
    return example.translate(_MEANT)


def replacing(pattern: str, after: str, element: str = "") -> Find:
    """Each place of the pattern, or of the group in it, is a change of its own."""
    compiled = re.compile(pattern)

    def find(text):
        for found in compiled.finditer(text):
            yield (Change(*found.span(compiled.groups), after, element),)

    return find
