import datetime
import re

from hypothesis import example, given
from hypothesis import strategies as st

from common.search.months import spans

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))


def holds(span, words):
    expression = re.sub(r"'[^']*'", lambda word: str(word[0].strip("'") in words), span)
    expression = expression.replace("!", " not ").replace("&", "and").replace("|", "or")
    return eval(expression, {})


@given(DAYS, DAYS)
@example(datetime.date(2024, 1, 31), datetime.date(2023, 12, 1))
@example(datetime.date(2024, 1, 31), datetime.date(2023, 1, 31))
def test_each_day_is_asked_for_once_and_the_newest_first(newest, day):
    words = {f"fr-{day.year}", f"fr-{day.year}-{day.month}"}
    [span] = [number for number, span in enumerate(spans("fr", newest)) if holds(span, words)]
    earlier = day - datetime.timedelta(days=40)
    words = {f"fr-{earlier.year}", f"fr-{earlier.year}-{earlier.month}"}
    if day <= newest:
        [before] = [number for number, each in enumerate(spans("fr", newest)) if holds(each, words)]
        assert span <= before
