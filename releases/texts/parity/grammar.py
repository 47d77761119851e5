"""What a language says numbers, dates and units with.

A language that has no grammar here is read by its digits, by the names of days and months that Django knows,
and by the units that are the same everywhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from django.utils import formats
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import override

from .facts import Reading
from .units import CURRENCY_SIGNS, SYMBOLS

Words = Mapping[str, int]
# {words that follow one another: what they mean}
Phrases = Mapping[tuple[str, ...], str]
HYPHENS = frozenset("-‐‑–—")
_DAY_IN_DIGITS = re.compile(r"\d[/.-]\d")


@dataclass(frozen=True)
class Grammar:
    months: Words
    weekdays: Words
    decimal: str = ","
    group: str = "."
    # Signs and words between the two ends of a range, or between two alternatives.
    connectors: frozenset[str] = HYPHENS
    units: Mapping[str, str] = field(default_factory=lambda: SYMBOLS)
    # {a word for a span of time: the unit it is counted in, how many of these it is}
    spans: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    # Between a number and the same number: 24 h/24, sept jours sur sept.
    of_all: frozenset[str] = frozenset()
    currencies: Mapping[str, str] = field(default_factory=lambda: CURRENCY_SIGNS)
    # “A month” behind a number, “par mois”: what may begin a rate, and what may stand before “a month”.
    rates: frozenset[str] = frozenset()
    before_rates: frozenset[str] = frozenset()
    # Between a unit and the time that it takes.
    per: frozenset[str] = frozenset()
    # {a hundredth of a currency: that currency}
    cents: Mapping[str, str] = field(default_factory=dict)
    # What may stand behind “12 € 50”, which is none of the next thing that is counted.
    behind_cents: frozenset[str] = frozenset()
    percent: Phrases = field(default_factory=lambda: {("%",): "%"})
    # Of a number that is written out: from two to ninety, hundreds, thousands, and one within a number.
    cardinals: Words = field(default_factory=dict)
    hundreds: frozenset[str] = frozenset()
    thousands: frozenset[str] = frozenset()
    one: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    scales: Words = field(default_factory=dict)
    joined_by: frozenset[str] = frozenset()
    # “And” stands behind hundreds, as in English, and not behind tens, as in French.
    hundred_and: bool = False
    # Four of them are eighty.
    scores: frozenset[str] = frozenset()
    # Cardinals that are another word, too: they count before a plural alone.
    doubtful: frozenset[str] = frozenset()
    ordinals: Words = field(default_factory=dict)
    fractions: Words = field(default_factory=dict)
    # {word: the number that it may stand for}
    stand_for: Words = field(default_factory=dict)
    # Those of them that say how many times more or less.
    factors: frozenset[str] = frozenset()
    # Behind a number or what is counted: one and a half million, deux heures et demie.
    and_a_half: frozenset[tuple[str, ...]] = frozenset()
    of: frozenset[str] = frozenset()
    # Between a day and its month, or before a day: “12. Februar”, “the 12th of February”, “du 12 au 14”.
    within_dates: frozenset[str] = frozenset({"."})
    months_are_capitalised: bool = False
    # 12/31/2026.
    month_may_be_first: bool = False
    # Months that are another word, too; they count behind one of these, or beside a number.
    doubtful_months: frozenset[str] = frozenset()
    before_months: frozenset[str] = frozenset()
    # Of one thing: “le 20 heures” is no time but a programme.
    articles_of_one: frozenset[str] = frozenset()
    hours: Mapping[str, str] = field(default_factory=dict)
    hour_words: frozenset[str] = frozenset()
    # Behind an hour of twelve: eleven o’clock.
    by_the_clock: frozenset[tuple[str, ...]] = frozenset()
    # Degrees that are counted in years: bac+5.
    counted_degrees: frozenset[str] = frozenset()
    # Between a part and the whole: un sur cinq, one in five.
    out_of: frozenset[str] = frozenset()
    # {words that follow one another: what they go with in the other text}
    sayings: Mapping[tuple[str, ...], tuple[Reading, ...]] = field(default_factory=dict)
    # Words that say of how many years a decade is the first: années 90.
    decades: frozenset[str] = frozenset()
    # {words before an hour: minutes behind it, or before it}
    parts_of_hours: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    zones: Phrases = field(default_factory=dict)
    # Letters that may be another word elsewhere: 8 am ET.
    zones_behind_hours: Mapping[str, str] = field(default_factory=dict)
    # {acronym: the one of the same in English}
    acronyms: Mapping[str, str] = field(default_factory=dict)
    # {acronym: what it is in English where it means that}
    acronyms_at_times: Mapping[str, str] = field(default_factory=dict)
    idioms: Mapping[Reading, Reading] = field(default_factory=dict)
    # Words by which a quotation names its speaker.
    said: frozenset[str] = frozenset()
    # What one attends from elsewhere: an hour needs its zone there.
    from_afar: frozenset[str] = frozenset()

    @property
    def reads_words(self) -> bool:
        return bool(self.cardinals)

    def may_state_day(self, text: str) -> bool:
        """Whether to read it for days is worth the while: most blocks name no month."""
        return bool(_DAY_IN_DIGITS.search(text) or self._month.search(text.lower()))

    @cached_property
    def _month(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(map(re.escape, self.months))})(?!\w)")

    @cached_property
    def sayings_by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], tuple[Reading, ...]]]]:
        return _by_first_word(self.sayings)

    @cached_property
    def parts_of_hours_by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], int]]]:
        return _by_first_word(self.parts_of_hours)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Words in small letters with which a fact may begin: most words of a text are none of them."""
        tables = (
            *(self.months, self.weekdays, self.cardinals, self.hundreds, self.thousands, self.articles),
            *(self.ordinals, self.spans, self.rates, self.fractions, self.stand_for, self.hours, self.one),
        )
        first_words = (phrase[0] for phrase in (*self.zones, *self.sayings, *self.parts_of_hours))
        return frozenset().union(*tables, first_words)


def _by_first_word(table):
    found: dict[str, list] = {}
    for phrase, meant in table.items():
        found.setdefault(phrase[0], []).append((phrase, meant))
    return found


@cache
def neutral(language: str) -> Grammar:
    with override(language):
        return Grammar(
            months={str(name).casefold(): number for number, name in MONTHS.items()},
            weekdays={str(name).casefold(): number for number, name in WEEKDAYS.items()},
            decimal=formats.get_format("DECIMAL_SEPARATOR", language, use_l10n=True),
            group=formats.get_format("THOUSAND_SEPARATOR", language, use_l10n=True),
        )
