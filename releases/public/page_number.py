"""?page= of a list, in one spelling of each number: Python reads 02, +2, 1_0 and ٢ as numbers, too."""

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from common.public_pages import PAGE_NUMBER

from .missing import PAGE


def to_one_spelling(request: HttpRequest) -> HttpResponseRedirect | None:
    """None where it is written so; what is no number is for the list to refuse."""
    number = _number_in(request.GET.get(PAGE, ""))
    if not number:
        return None
    query = request.GET.copy()
    query[PAGE] = number
    return redirect(f"{request.path}?{query.urlencode()}")


def _number_in(written):
    """'' where it has no other spelling."""
    try:
        number = str(int(written))
    except ValueError:
        return ""
    return number if number != written and PAGE_NUMBER.fullmatch(number) else ""
