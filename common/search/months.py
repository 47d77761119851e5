"""The times that PostgreSQL's index is asked for, one after another: the newest first.

Of a word that most rows have, the newest months are enough for a page. A row has its year and its month as
words of the index; what is asked is a condition of a tsquery.
"""

import datetime


def spans(language: str, newest: datetime.date) -> list[str]:
    """Three months; the other nine of a year; this year and three before; all before."""
    last = newest.year * 12 + newest.month - 1
    months = [f"'{language}-{month // 12}-{month % 12 + 1}'" for month in range(last, last - 12, -1)]
    years = [f"'{language}-{newest.year - ago}'" for ago in range(4)]
    return [
        _one_of(months[:3]),
        _one_of(months[3:]),
        f"{_one_of(years)} & {_none_of(months)}",
        _none_of(years),
    ]


def _one_of(words):
    return f"({' | '.join(words)})"


def _none_of(words):
    return " & ".join(f"!{word}" for word in words)
