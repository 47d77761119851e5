import pytest

from common.analysis import compounds
from common.search.days import days_in


@pytest.mark.parametrize(
    "typed",
    [
        "12 février 2020",
        "12 FEVRIER 2020",
        "12 February 2020",
        "12th February, 2020",
        "February 12, 2020",
        "février 12 2020",
        "12/02/2020",
        "12/2/2020",
        "12.02.2020",
        "12-02-2020",
        "2020-02-12",
        "2020/02/12",
        "12\u00a0février\u00a02020",
    ],
)
def test_a_day_is_known_as_readers_write_it(typed):
    found = days_in(compounds(typed))
    assert set(found.values()) == {"0day20200212"}
    assert found.keys() == set(range(len(compounds(typed))))


def test_the_first_of_a_month_has_its_letters():
    assert days_in(compounds("Paris, 1er août 2020")) == dict.fromkeys([1, 2, 3], "0day20200801")
    assert days_in(compounds("August 1st, 2020")) == dict.fromkeys([0, 1, 2], "0day20200801")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "février 2020",
        "12 février",
        "31/02/2020",
        "31/13/2020",
        "12 février-2020",
        "12-02 2020",
        "12 02 20",
        "CP-2020-012",
        "12 capteurs 2020",
        "2020-02",
        "12.02",
        "9" * 60 + " 12 2020",
        "12 février " + "9" * 60,
    ],
)
def test_nothing_else_is_a_day(typed):
    assert not days_in(compounds(typed))
