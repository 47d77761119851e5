"""Days near today as people say them: today, Tuesday, Fri 4 December."""

import datetime

from django.utils import dateformat, formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

# A weekday alone means one of the days before or after the week comes round.
NAMED_BY_WEEKDAY = 6


def day_in_words(at: datetime.datetime, now: datetime.datetime | None = None) -> str:
    day, today = timezone.localdate(at), timezone.localdate(now)
    days = (day - today).days
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if days in near:
        return near[days]
    if abs(days) <= NAMED_BY_WEEKDAY:
        return formats.date_format(day, "l")
    near_format = pgettext("format of a day of this year: Fri 4 December", "D j F")
    return formats.date_format(day, near_format if day.year == today.year else "j F Y")


def moment_in_words(at: datetime.datetime, now: datetime.datetime | None = None) -> str:
    names = {"day": day_in_words(at, now), "hour": formats.time_format(timezone.localtime(at))}
    return _("%(day)s at %(hour)s") % names


def short_moment(at: datetime.datetime, now: datetime.datetime | None = None) -> str:
    """For a narrow column: tomorrow 09:00."""
    return f"{day_in_words(at, now)} {timezone.localtime(at):%H:%M}"


def short_day(day: datetime.date) -> str:
    """For a column of dates far and near: 27 Nov 2026."""
    return dateformat.format(day, pgettext("format of a short date", "j M Y"))
