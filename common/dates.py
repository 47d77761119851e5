import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from .typing_bases import FieldMixinBase


@dataclass(frozen=True)
class DateRange:
    """A validator of dates and moments, for fields of models and forms and for cells of imports."""

    first_year: int
    years_ahead: int

    def __call__(self, value: datetime.date) -> None:
        """ValidationError with a sentence when no reason can be thought of for such a date."""
        day = _day_of(value)
        if day > self.last and not self.years_ahead:
            sentence = _("%(day)s is in the future; give a day up to today, %(last)s.")
            shown = {"day": formats.date_format(day), "last": formats.date_format(self.last)}
            raise ValidationError(sentence % shown, code="unlikely_date")
        if day > self.last and day.year == self.last.year:
            sentence = _("%(day)s is too late; the last possible day is %(last)s.")
            shown = {"day": formats.date_format(day), "last": formats.date_format(self.last)}
            raise ValidationError(sentence % shown, code="unlikely_date")
        if not self.first <= day <= self.last:
            sentence = _("The year %(year)s cannot be right here; give a date from %(first)s to %(last)s.")
            limits = {"first": self.first_year, "last": formats.date_format(self.last)}
            raise ValidationError(sentence % {"year": f"{day.year:04}", **limits}, code="unlikely_date")

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.first_year, 1, 1)

    @property
    def last(self) -> datetime.date:
        today = timezone.localdate()
        # The first of March two years from a 29 February.
        leap_day = bool(self.years_ahead) and (today.month, today.day) == (2, 29)
        return (today + datetime.timedelta(days=leap_day)).replace(year=today.year + self.years_ahead)


# What is dated                                                             not before | years ahead
# Issue, embargo, going live; awards of the label, which is of 2006:
OFFICE = DateRange(1990, 2)
# When a person's data was collected, verified, objected to: never after today.
PAST = DateRange(1990, 0)
# Names of schools and their mergers: Mines Paris was founded in 1783, universities long before.
SCHOOLS = DateRange(1200, 2)


def _day_of(value: datetime.date) -> datetime.date:
    # Not localdate(): a moment of the year 1 or 9999 has no day in another time zone.
    return value.date() if isinstance(value, datetime.datetime) else value


class DateRangeMixin(FieldMixinBase):
    """Asks in forms, too: they compare a date with others before the model looks at it."""

    def __init__(self, *args, within: DateRange = OFFICE, **kwargs):
        self.within = within
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        # The range is no matter of the database: migrations know Django's own field.
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.get_internal_type()}", args, kwargs

    @property
    def validators(self):
        return [*super().validators, self.within]

    def formfield(self, **kwargs):
        return super().formfield(**{"validators": [self.within], **kwargs})


class DayField(DateRangeMixin, models.DateField):
    pass


class MomentField(DateRangeMixin, models.DateTimeField):
    pass
