"""The times that PostgreSQL's index is asked for, one after another: the newest first.

Of a word that most rows have, the newest months are enough for a page. A row has its year and its month as
words of the index; what is asked is a condition of a tsquery.
"""

import datetime

MONTHS = 3


def spans(language: str, newest: datetime.date) -> list[str]:
    """The newest months; the rest of this year and the one before; three more years; all before."""
    last = newest.year * 12 + newest.month - 1
    months = [f"'{language}-{month // 12}-{month % 12 + 1}'" for month in range(last, last - MONTHS, -1)]
    years = [f"'{language}-{newest.year - ago}'" for ago in range(5)]
    return [
        f"({' | '.join(months)})",
        f"({' | '.join(years[:2])}) & {_without(months)}",
        f"({' | '.join(years[2:])})",
        _without(years),
    ]


def _without(words):
    return " & ".join(f"!{word}" for word in words)
