from django.utils import formats
from django.utils.translation import pgettext

from .typography import NO_BREAK_SPACE


def long_date(day):
    """12 February 2020, on one line."""
    return formats.date_format(day).replace(" ", NO_BREAK_SPACE)


def dateline(edition):
    if not edition.city:  # in a preview of an unfinished text
        return long_date(edition.issued_on)
    return pgettext("dateline", "%(city)s, %(date)s") % {
        "city": edition.city,
        "date": long_date(edition.issued_on),
    }
