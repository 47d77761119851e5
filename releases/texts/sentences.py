"""Where the sentences of a plain text begin and end."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# What ends one, with what closes behind it. A full stop behind one letter is that of an initial.
_END = re.compile(r"(?<![.!?…])(?:(?<!\b\w)\.|[!?…])[.!?…]*(?:\s?[»”’\"')\]])*(?=\s)")
_WORD = re.compile(r"\S*\w\S*")
# What may stand before the first letter.
_OPENS = "«“‘\"'([ \xa0\u202f"


class Sentence(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def number_of_words(self) -> int:
        return sum(1 for _word in _WORD.finditer(self.text))


def sentences(text: str) -> Iterator[Sentence]:
    """None goes on behind a line break; one does where a small letter follows the full stop."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield from _of_line(line, start)
        start += len(line)


def _of_line(line, offset):
    start = 0
    for end in [match.end() for match in _END.finditer(line) if _begins_anew(line, match.end())] + [
        len(line)
    ]:
        words = line[start:end].strip()
        if words:
            begins = offset + start + line[start:end].index(words[0])
            yield Sentence(begins, begins + len(words), words)
        start = end


def _begins_anew(line, place):
    behind = line[place:].lstrip(_OPENS + "\t")
    return not behind or not behind[0].islower()
