"""Cells such as `"Blanc, dit X" ;`: a blank behind the quotation mark, which the reader of Python refuses."""

import re
from collections.abc import Iterable, Iterator

# A whole cell between two separators, quoted, with blanks behind it.
_FOLLOWED = re.compile(r'(?:^|[;,\t|]) *"[^"]*(?:""[^"]*)*" +(?:[;,\t|]|\r?$)', re.MULTILINE)


def are_quotes_followed_by_blanks(sample: str) -> bool:
    return '" ' in sample and bool(_FOLLOWED.search(sample))


def without_blanks(lines: Iterable[str], separators: str) -> Iterator[str]:
    """The lines without the blanks between a closing quotation mark and a separator."""
    ends = f"{separators}\r\n"
    is_inside = False
    for line in lines:
        first, *parts = line.split('"')
        for place, part in enumerate(parts, 1):
            is_inside = not is_inside
            rest = part.lstrip(" ")
            if not is_inside and (rest[:1] in ends if rest else place == len(parts)):
                parts[place - 1] = rest
        yield '"'.join([first, *parts])
