"""The rules of English: British usage, as the publications of Oxford University Press have it."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from .edits import HIDDEN, SPACE, Change, Edit, Rule, replacing
from .names import kept_with_names
from .quotes import straight
from .single_quotes import pairs

_HART = "New Hart’s Rules (Oxford), chapter "
_WORD_END = r"[\w)\]”’\"'%…" + HIDDEN + "]"
_SIGN = r"[!?]+(?:[\s”’\"')\]]|$)|[,;](?:\s|$)|(?<!\d.):(?:\s|$)|\.(?:$|\n| [A-Z])"
_NUMBERS = re.compile(
    r"(?<![\w.,/–-])(?<![–-] )(\d{1,4})(?P<space> ?)-(?P=space)(\d{1,4})(?![\w/–-]| =| - ?\d|[.,]\d)"
)
# Before a year without its century: the class of ’26.
_BEFORE_YEARS = "|".join(
    rf"(?<=\b{word} )" for word in ("of", "in", "since", "from", "until", "the", "summer")
)
_TITLES = r"(?:Mrs?|Ms|Dr|Prof|Sir|Dame|Lord|Lady)\.?"
# What begins the sentence behind “plan B.”.
_NO_NAMES = "The|A|An|It|He|She|We|They|You|This|That|These|Those|In|On|At|For|But|And|As|If"


def elided(text: str) -> Iterator[Edit]:
    """Both marks of 'n' at once."""
    for found in re.finditer(r"(?<!\w)'(?=n'(?!\w))", text):
        place = found.start()
        yield Change(place, place + 1, "’"), Change(place + 2, place + 3, "’")


def ranges(text: str) -> Iterator[Edit]:
    """2019-2020, 2019-20, 12-15, 3 - 5; not 555-1234, which is a telephone number, nor 10 - 2."""
    for found in _NUMBERS.finditer(text):
        first, last = found[1], found[3]
        is_short = not found["space"] and len(last) < len(first) and int(first[-len(last) :]) < int(last)
        if is_short or (len(first) == len(last) and first < last) or (len(first) < len(last) < 4):
            yield (Change(found.end(1), found.start(3), "–"),)


RULES = (
    Rule(
        "double-quotes",
        _("Straight double quotation marks become “ and ”."),
        _HART + "9",
        'A "smart" grid.',
        "A “smart” grid.",
        straight("“", "”"),
    ),
    Rule(
        "inside-quotes",
        _("No spaces stand inside “ and ”."),
        _HART + "9",
        "A “ smart ” grid.",
        "A “smart” grid.",
        replacing(r"(?<=“)" + SPACE + r"{1,8}(?=[^\s”])|(?<=[^\s“])" + SPACE + r"{1,8}(?=”)", ""),
    ),
    Rule(
        "elided",
        _("Two apostrophes stand around an n that is short for “and”."),
        _HART + "4",
        "rock 'n' roll",
        "rock ’n’ roll",
        elided,
    ),
    Rule(
        "apostrophe",
        _("The apostrophe is ’."),
        _HART + "4",
        "The institute's results, since the '90s.",
        "The institute’s results, since the ’90s.",
        replacing(rf"(?<=\w)'(?=[^\W\d_])|(?<!\w)'(?=\d0s\b)|(?:{_BEFORE_YEARS})'(?=\d\d(?!['\w]))", "’"),
    ),
    Rule(
        "single-quotes",
        _("Straight single quotation marks become ‘ and ’; behind a plural in s, the apostrophe ’."),
        _HART + "9",
        "The schools' 'open days'.",
        "The schools’ ‘open days’.",
        pairs,
    ),
    Rule(
        "range",
        _("An en dash without spaces stands between the two ends of a range."),
        _HART + "4",
        "2019-2020, pages 12-15",
        "2019–2020, pages 12–15",
        ranges,
    ),
    Rule(
        "dash",
        _("A dash between words is an en dash with a space on each side."),
        _HART + "4",
        "Research - and teaching -- in Paris",
        "Research – and teaching – in Paris",
        replacing(
            rf"(?<=\S )--(?= \S)|(?<=[^\s\d{HIDDEN}] )-(?= [^\s-])|(?<=\S )-(?= [^\s\d{HIDDEN}-])", "–"
        ),
    ),
    Rule(
        "percent",
        _("The per cent sign follows its number without a space."),
        _HART + "11",
        "12 %",
        "12%",
        replacing(rf"(?<=\d){SPACE}(?=%)", ""),
    ),
    Rule(
        "space-before-sign",
        _("No space stands before a punctuation mark."),
        _HART + "4",
        "Why now ? Two reasons : cost , and time .",
        "Why now? Two reasons: cost, and time.",
        replacing(
            rf"(?<={_WORD_END}){SPACE}{{1,8}}"
            rf"(?={_SIGN})",
            "",
        ),
    ),
    Rule(
        "name",
        _("A title or an initial stays on one line with the name behind it."),
        _HART + "6",
        "Dr Durand and J. Smith",
        "Dr⍽Durand and J.⍽Smith",
        kept_with_names(_TITLES, _NO_NAMES),
    ),
)
