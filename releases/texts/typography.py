"""Where a line may not break: French usage, and never a place to break a line in any language."""

import re

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
UNITS = (
    r"%|‰|€|\$|£|[kM]€|Mds? ?€|°C?|[cdkm]?m[²³]?|[kµm]?g|t|ha|[cm]?[lL]|h|min|s|ms|[kMG]?o|To|Po|[kMGT]bit/s"
    r"|[kMGT]?Wh?|[kMGT]?Hz|[kM]?V|m?A|[kMh]?Pa|bar|dB|K|J|kJ|[kM]?eV|km/h|m/s|ppm"
)
# Follows; not the “l” of “3 l’été”.
A_UNIT = rf"(?=(?:{UNITS})(?![\w’'-]))"
# One space each, with what stands before and after it. The space comes first: that is what is looked for.
_KEPT = re.compile(
    r" (?:"
    r"(?<=\S )(?=[:;?!»%‰€])"  # the mark stays with the word before it
    r"|(?<=« )"  # and the quotation mark with the word after it
    r"|(?<=\d )(?=\d{3}\b)"  # 1 500
    rf"|(?<=\d ){A_UNIT}"  # 12 km
    r"|(?<=[nN][°ºᵒ] )(?=\d)|(?<=[nN][°º]s )(?=\d)|(?<=§ )(?=\d)"
    r")"
)
_TAG = re.compile(r"(<[^<>]*>)")
INSIDE_A_LINE = re.compile(r"</?(?:a|strong|em|sup|sub|code)\b")


def unbroken(text: str) -> str:
    return _KEPT.sub(NO_BREAK_SPACE, text)


def unbroken_html(html: str) -> str:
    """The same for clean HTML: bold, italic, links and powers do not part a line."""
    parts = _TAG.split(html)
    line: list[int] = []
    for place, part in enumerate(parts):
        if place % 2 == 0:
            if part:
                line.append(place)
        elif line and not INSIDE_A_LINE.match(part):
            _join(parts, line)
            line = []
    _join(parts, line)
    return "".join(parts)


def _join(parts, line):
    # A space becomes another one: every part keeps its length.
    text, start = unbroken("".join(parts[place] for place in line)), 0
    for place in line:
        parts[place], start = text[start : start + len(parts[place])], start + len(parts[place])
