"""The sentences of a text, line by line."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from ..typographer.lines import Added, Line, Span
from ..typographer.markup import lines_of

_END = re.compile(
    r"(?<![.!?…])[.!?…]++[ \u00a0\u202f]?[»”\"’)\]]*+"
    r"(?=[ \u00a0\u202f]++[«“\"‘(\[–—]*+[ \u00a0\u202f]?[^\W_a-zà-ÿ])"
)
# Behind these a full stop ends no sentence; nor does it behind one letter alone, an initial.
_SHORT = {
    *("mm", "mme", "mmes", "mlle", "dr", "pr", "me", "mr", "mrs", "ms", "prof", "st", "ste", "no", "pp"),
    *("art", "cf", "fig", "vol", "vs", "inc", "ltd", "tel", "tél", "env", "approx"),
}  # fmt: skip
# Longer than any of them.
_MOST_LETTERS = 8
_WORD = re.compile(r"\w+\Z")


class Sentence(NamedTuple):
    text: str
    # The line of its block.
    line: int


def sentences(text: str) -> list[Sentence]:
    return [
        Sentence(line[start:end], number)
        for number, line in enumerate(text.split("\n"))
        for start, end in _spans(line)
    ]


def _spans(line: str) -> Iterator[tuple[int, int]]:
    """Without the spaces around them."""
    start = 0
    ends = [found.end() for found in _END.finditer(line) if not _is_short(line, found)]
    for end in (*ends, len(line)):
        part = line[start:end]
        if part.strip():
            yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        start = end


def _is_short(line, end):
    word = _WORD.search(line[max(0, end.start() - _MOST_LETTERS) : end.start()])
    return end[0] == "." and word is not None and (len(word[0]) == 1 or word[0].lower() in _SHORT)


def with_sentence(markup: str, number: int, text: str) -> str:
    """A rich text in which the sentence of this number, of all its lines, is this one."""
    parts = []
    for part in lines_of(markup):
        if isinstance(part, Line):
            spans = _all_spans(part.text)
            if 0 <= number < len(spans):
                start, end = spans[number]
                parts.append(part.with_changes([_written(start, end, text)]))
                number = -1
                continue
            number -= len(spans)
            part = part.with_changes([])
        parts.append(part)
    return "".join(parts)


def _all_spans(text):
    """A line of rich text is several where it has breaks."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans += [(start + begin, start + end) for begin, end in _spans(line)]
        start += len(line) + 1
    return spans


def _written(start, end, text):
    added = [Added(sign, html.escape(sign, quote=False), 0, None) for sign in text]
    return Span(start, end, tuple(added))


def with_more(markup: str, text: str) -> str:
    """With a sentence more behind the last one."""
    parts = list(lines_of(markup))
    last = max((n for n, part in enumerate(parts) if isinstance(part, Line)), default=None)
    written = [
        part.with_changes(_at_end(part, text, n == last)) if isinstance(part, Line) else part
        for n, part in enumerate(parts)
    ]
    return "".join(written)


def _at_end(line, text, is_last):
    end = len(line.text)
    return [_written(end, end, f" {text}")] if is_last else []
