"""Sentences written into a rich text."""

import html

from ..sentences import sentences
from ..typographer.lines import Added, Line, Span
from ..typographer.markup import lines_of


def with_sentence(markup: str, number: int, text: str) -> str:
    """A rich text in which the sentence of this number, of all its lines, is this one."""
    parts = []
    for part in lines_of(markup):
        if isinstance(part, Line):
            # A line of rich text is several where it has breaks.
            found = sentences(part.text)
            if 0 <= number < len(found):
                parts.append(part.with_changes([_written(found[number].start, found[number].end, text)]))
                number = -1
                continue
            number -= len(found)
            part = part.with_changes([])
        parts.append(part)
    return "".join(parts)


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
