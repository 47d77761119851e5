"""What a text states, in a form that is the same in every language."""

from enum import StrEnum
from typing import NamedTuple

Reading = tuple[str, str]


class Kind(StrEnum):
    NUMBER = "number"
    ORDINAL = "ordinal"
    PERCENTAGE = "percentage"
    AMOUNT = "amount"
    MEASURE = "measure"
    # How often: a month, par an.
    RATE = "rate"
    DATE = "date"
    WEEKDAY = "weekday"
    HOUR = "hour"
    ZONE = "zone"
    EMAIL = "email"
    TELEPHONE = "telephone"
    LINK = "link"
    NAME = "name"
    ACRONYM = "acronym"
    HEADINGS = "headings"
    ITEMS = "items"
    QUOTATIONS = "quotations"
    ROWS = "rows"
    FIGURES = "figures"


# Of what stands in the place of what: a number may have become a percentage, but never a name.
FAMILIES = {
    **dict.fromkeys((Kind.NUMBER, Kind.ORDINAL, Kind.PERCENTAGE, Kind.AMOUNT, Kind.MEASURE), "quantity"),
    **dict.fromkeys((Kind.DATE, Kind.WEEKDAY), "day"),
    **dict.fromkeys((Kind.HOUR, Kind.ZONE), "hour"),
}


class Fact(NamedTuple):
    kind: Kind
    # In digits and signs alone: “12000”, “35 °C”, “2020-02-12”, “14:30”.
    value: str
    words: str
    start: int
    end: int
    # What else the words may mean: “14 h” is an hour of the day, or a time that something takes.
    others: tuple[Reading, ...] = ()
    # May be what the other text states, and need not be there: “both” is two.
    is_weak: bool = False

    @property
    def reading(self) -> Reading:
        return self.kind, self.value

    @property
    def family(self) -> str:
        return FAMILIES.get(self.kind, self.kind)

    @property
    def is_written_out(self) -> bool:
        return not any(map(str.isdigit, self.words))
