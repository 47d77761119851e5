"""Dates in figures whose column is written in the American order: 03/04/2024 below 12/31/2024."""

import re
from collections import defaultdict

from django.utils.translation import gettext as _

_FIGURES = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d\d)\b")


class MonthFirst:
    """Sees each date of a file once, and says at the end which of them nobody can be sure of."""

    def __init__(self) -> None:
        # {column: the first row whose month can only be the first figure}
        self._surely: dict[str, int] = {}
        # {row: {column: its cell}}
        self._either: dict[int, dict[str, str]] = defaultdict(dict)

    def see(self, number: int, key: str, cell: str) -> None:
        if not (found := _FIGURES.match(cell)):
            return
        first, second = int(found[1]), int(found[3])
        if first <= 12 < second:
            self._surely.setdefault(key, number)
        elif first != second and second <= 12 and first <= 12:
            self._either[number][key] = found[0].strip()

    def doubtful_rows(self) -> set[int]:
        return {number for number, cells in self._either.items() if self._surely.keys() & cells}

    def problems(self, number: int) -> dict[str, str]:
        """{column: sentence}"""
        sentence = _(
            "“%(text)s” could be two days: row %(number)s has the month before the day in the same column. "
            "Write all its dates like 2027-03-01."
        )
        cells = self._either.get(number, {})
        return {
            key: sentence % {"text": text, "number": self._surely[key]}
            for key, text in cells.items()
            if key in self._surely
        }
