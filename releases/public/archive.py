"""Addresses cut short, to a year or a month: they lead to the list of that time."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from common.dates import OFFICE

from .selection import MONTH, Selection, address_in


@require_safe
def year(request, year):
    return _list_of(int(year))


def month(year: int, written: str):
    """/fr/communiques/2020/02/, where no release has that name."""
    if not MONTH.fullmatch(written):
        raise Http404
    return _list_of(year, int(written))


def _list_of(year, month=None):
    if not OFFICE.first.year <= year <= OFFICE.last.year:
        raise Http404
    language = get_language()
    return redirect(address_in(language, Selection(language, year, month)), permanent=True)
