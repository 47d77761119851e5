import datetime
from itertools import takewhile

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList, ChangeListSearchForm
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..languages import own_column
from ..search.typed import MAX_WORDS

# The first and the last year of the calendar have no neighbour, or none in every time zone.
YEARS = range(datetime.MINYEAR + 1, datetime.MAXYEAR)


class SearchForm(ChangeListSearchForm):
    def clean(self):
        cleaned = super().clean() or {}
        if len(cleaned.get(SEARCH_VAR, "").split()) > MAX_WORDS:
            sentence = _("Search for %(number)s words at most; the whole list is shown.")
            raise ValidationError({SEARCH_VAR: sentence % {"number": MAX_WORDS}})
        return cleaned


class RestrictedChangeList(ChangeList):
    """Filtered by what the filters on its page link to, and by nothing else that an address may ask."""

    search_form_class = SearchForm

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_popup:
            # A list is there to be read: it does not ask to select something.
            self.title = capfirst(str(self.opts.verbose_name_plural))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.get_filters_params())

    def get_filters(self, request):
        asked = self.get_filters_params()
        if any("\x00" in text for name, values in asked.items() for text in (name, *values)):
            raise IncorrectLookupParameters
        dates = self._dates(asked)
        found = super().get_filters(request)
        others = asked.keys() - dates
        if others and others - _Links(found[0]).names:
            raise IncorrectLookupParameters
        return found

    def get_ordering(self, request, queryset):
        """Each column counts once, however often an address names it."""
        return [self._empty_last(name) for name in dict.fromkeys(super().get_ordering(request, queryset))]

    def _empty_last(self, name):
        """In both directions, and so on every database."""
        nullable = {field.name for field in self.opts.concrete_fields if field.null and not field.is_relation}
        asked = name.lstrip("-") if isinstance(name, str) else ""
        column = next((each for each in (own_column(asked), asked) if each in nullable), None)
        if not column:
            return name
        return F(column).desc(nulls_last=True) if name.startswith("-") else F(column).asc(nulls_last=True)

    def _dates(self, asked) -> set[str]:
        """The parameters of a year, a month of it or a day of that, which have to exist."""
        if not self.date_hierarchy:
            return set()
        names = [f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day")]
        asked_for = list(takewhile(asked.__contains__, names))
        try:
            _check_day(*(int(asked[name][-1]) for name in asked_for))
        except (ValueError, OverflowError) as problem:
            raise IncorrectLookupParameters from problem
        return set(asked_for)


def _check_day(year=2000, month=1, day=1):
    datetime.date(year, month, day)
    if year not in YEARS:
        raise ValueError


class _Links:
    """Stands in for a ChangeList while its filters make their links; keeps the parameters' names."""

    add_facets = False

    def __init__(self, filters):
        self.names: set[str] = set()
        for each in filters:
            list(each.choices(self))

    def get_query_string(self, new_params=None, remove=None):
        self.names |= {name for name, value in (new_params or {}).items() if value is not None}
        return ""
