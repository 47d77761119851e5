"""What changed between two texts, marked: <del> what was taken out, <ins> what was put in.

Paragraphs are compared before words, so that time grows with what changed and not with the text: a press kit
of a hundred pages in which one sentence was corrected takes a moment.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain

from django.utils.html import escape, linebreaks
from lxml import html
from lxml.html.diff import htmldiff

from .richtext import clean_marked_html

# Of both sides together; more words that were changed at one place are shown as taken out and put in whole.
MOST_WORDS = 8_000
MOST_BLOCKS = 4_000
_NOTHING = re.compile(r"<(ins|del)>\s*</\1>")
# How lxml writes the address of a link into the text, to compare it.
# lxml puts what is new in front of what it replaces; it is read, and heard, the other way round.
_NEW_THEN_OLD = re.compile(
    r"(<ins>(?:(?!</?(?:ins|del)\b).)*</ins>)(\s*)(<del>(?:(?!</?(?:ins|del)\b).)*</del>)", re.DOTALL
)
_ADDRESS = re.compile(r"\bLink: (?=https?:|mailto:|tel:|/)")


def redline(before: str, after: str) -> str:
    """Of two clean rich texts; clean again."""
    parts = (
        "\n".join(new) if same else _words(old, new) for same, old, new in compared_blocks(before, after)
    )
    return clean_marked_html("\n".join(parts))


def compared_blocks(before: str, after: str) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Of two clean rich texts, in order: whether both have it, blocks of one, blocks of the other."""
    old, new = _blocks(before), _blocks(after)
    if len(old) + len(new) > MOST_BLOCKS:
        yield old == new, old, new
        return
    for kind, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        yield kind == "equal", old[i:j], new[k:m]


def redline_of_line(before: str, after: str) -> str:
    """Of two plain texts of one line."""
    return clean_marked_html(_marked(escape(before), escape(after)))


def redline_of_lines(before: str, after: str) -> str:
    return redline(*(str(linebreaks(text, autoescape=True)) if text else "" for text in (before, after)))


def _blocks(text):
    fragments = html.fragments_fromstring(text) if text.strip() else []
    return [_written(fragment) for fragment in fragments]


def _written(fragment):
    if isinstance(fragment, str):
        return escape(fragment)
    tail, fragment.tail = fragment.tail or "", None
    return html.tostring(fragment, encoding="unicode") + escape(tail.strip())


def _words(old, new):
    if sum(len(block.split()) for block in chain(old, new)) > MOST_WORDS:
        return _marked("".join(old), "") + _marked("", "".join(new))
    return _marked("".join(old), "".join(new))


def _marked(old, new):
    if old == new:
        return new
    marked = _NOTHING.sub("", _ADDRESS.sub("→ ", htmldiff(old, new)))
    return _NEW_THEN_OLD.sub(r"\3\2\1", marked)
