"""A column in which one date has the month first says nothing sure with its others."""

import pytest

from tests.exchange.importing import checked, kinds, problems

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def tried(*days):
    rows = [[f"Person{number}", day] for number, day in enumerate(days)]
    return checked(["Last name", "Collected on"], *rows)


def test_dates_that_could_be_two_days_are_refused_beside_one_with_the_month_first():
    job = tried("03/04/2024", "12/31/2024", "05/05/2024", "2024-03-04", "01-02-2024 10:00", "13/02/2024")
    assert kinds(job) == {2: "refused", 3: "refused", 4: "new", 5: "new", 6: "refused", 7: "new"}
    assert problems(job)["data_collected_on"].startswith(
        "“03/04/2024” could be two days: row 3 has the month before the day"
    )


def test_dates_with_the_day_first_are_read():
    assert set(kinds(tried("03/04/2024", "31/12/2024", "05/05/2024")).values()) == {"new"}
