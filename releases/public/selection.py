"""Which releases a list shows: what its address asks for, in the words of the page's language."""

import datetime
import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import formats
from django.utils.translation import override, pgettext, pgettext_lazy

from common import languages
from common.languages import column_in
from institutes.models import Organisation

from ..models import Edition, Release, Topic
from .listing import Days, about, number_about
from .missing import NoSuchValue

# {what a list is narrowed by: its name in an address}, in the order of the address.
NAMES = {
    "year": pgettext_lazy("in an address", "year"),
    "month": pgettext_lazy("in an address", "month"),
    "organisation": pgettext_lazy("in an address", "organisation"),
    "kind": pgettext_lazy("in an address", "kind"),
    "topic": pgettext_lazy("in an address", "topic"),
}
KINDS = {
    Release.Kind.PRESS_RELEASE: pgettext_lazy("in an address", "press-release"),
    Release.Kind.MEDIA_ALERT: pgettext_lazy("in an address", "media-alert"),
    Release.Kind.STATEMENT: pgettext_lazy("in an address", "statement"),
    Release.Kind.PRESS_KIT: pgettext_lazy("in an address", "press-kit"),
}
# Choices that an answer is kept for; whoever makes more of them at once is nearly alone with it.
MOST_KEPT = 2
# How values are written, each in one way.
SLUG = re.compile(r"[a-z0-9-]{1,120}", re.ASCII)
PATTERNS = {
    "year": re.compile(r"[12][0-9]{3}", re.ASCII),
    "month": re.compile(r"[1-9]|1[0-2]", re.ASCII),
    "organisation": SLUG,
    "kind": SLUG,
    "topic": SLUG,
}
# 06 is read, too, as in an address that is cut short; lists lead from it to the one spelling.
MONTH = re.compile(r"0?[1-9]|1[0-2]", re.ASCII)


def patterns_in_all_languages() -> dict[str, re.Pattern[str]]:
    """For kept(): each parameter by its name in each language."""
    found: dict[str, re.Pattern[str]] = {}
    for code in languages.LANGUAGES:
        with override(code):
            found |= {str(NAMES[name]): pattern for name, pattern in PATTERNS.items()}
    return found


@cache
def names_in(language: str) -> dict[str, str]:
    with override(language):
        return {name: str(label) for name, label in NAMES.items()}


@cache
def kinds_in(language: str) -> dict[str, str]:
    with override(language):
        return {kind: str(label) for kind, label in KINDS.items()}


@dataclass(frozen=True)
class Selection:
    language: str
    year: int | None = None
    month: int | None = None
    organisation: Organisation | None = None
    kind: str = ""
    topic: Topic | None = None
    # What is looked for among them; it stays in the address, and the search finds it.
    typed: str = ""

    @property
    def chosen(self) -> list[str]:
        return [name for name in NAMES if getattr(self, name)]

    def having(self, **values: Any) -> "Selection":
        return replace(self, **values)

    def without(self, name: str) -> "Selection":
        """A month is one of its year."""
        own = {"year": ("year", "month")}.get(name, (name,))
        nothing: dict[str, Any] = {each: "" if each == "kind" else None for each in own}
        return replace(self, **nothing)

    @property
    def parameters(self) -> dict[str, str]:
        return {names_in(self.language)[name]: self.written(name) for name in self.chosen}

    @property
    def query(self) -> str:
        return urlencode(({"q": self.typed} if self.typed else {}) | self.parameters)

    def query_having(self, name: str) -> Callable[[str], str]:
        """The query with another value, given as it is written: of such letters none has to be quoted."""
        names, places = names_in(self.language), list(NAMES)
        sides: tuple[dict, dict] = ({"q": self.typed} if self.typed else {}), {}
        for each in self.chosen:
            sides[places.index(each) > places.index(name)][names[each]] = self.written(each)
        before, after = map(urlencode, sides)
        start = f"{before}&{names[name]}=" if before else f"{names[name]}="
        end = f"&{after}" if after else ""
        return lambda value: f"{start}{value}{end}"

    def in_language(self, language: str) -> "Selection":
        return replace(self, language=language)

    def written(self, name: str) -> str:
        value = getattr(self, name)
        if name == "kind":
            return kinds_in(self.language)[value]
        if name == "topic":
            with override(self.language):
                return value.slug
        return value.slug if name == "organisation" else str(value)

    def label(self, name: str) -> str:
        """What a reader calls that choice."""
        value = getattr(self, name)
        if name == "month":
            return formats.date_format(datetime.date(self.year or 1, value, 1), "YEAR_MONTH_FORMAT")
        if name == "kind":
            return str(Release.Kind(value).label)
        return str(getattr(value, "name", value))

    @property
    def name(self) -> str:
        """What was chosen and typed, in words."""
        words = [pgettext("words of a search", "“%(typed)s”") % {"typed": self.typed}] if self.typed else []
        # A month is called by its year too.
        named = [name for name in self.chosen if name != "year" or not self.month]
        return ", ".join([*words, *map(self.label, named)])

    @property
    def days(self) -> Days | None:
        if self.year is None:
            return None
        first, last = self.month or 1, self.month or 12
        end = monthrange(self.year, last)[1]
        return datetime.date(self.year, first, 1), datetime.date(self.year, last, end)

    def editions(self) -> QuerySet[Edition]:
        """Those that are live, the newest first, along the index of the narrowest list."""
        if self.organisation:
            return self._of_kind_and_topic(about(self.organisation, self.language, self.days))
        return self.narrowed(Edition.objects.live(language=self.language))

    def narrowed(self, editions: QuerySet[Edition]) -> QuerySet[Edition]:
        """The same choice out of others, as those that were withdrawn."""
        if self.organisation:
            editions = editions.filter(organisations=self.organisation)
        if self.days:
            editions = editions.filter(issued_on__range=self.days)
        return self._of_kind_and_topic(editions)

    def among(self, keys: list[int]) -> list[int]:
        """Those of these editions that it has, in their order."""
        if not self.chosen:
            return keys
        left = set(self.editions().filter(pk__in=keys).order_by().values_list("pk", flat=True))
        return [key for key in keys if key in left]

    def _of_kind_and_topic(self, found):
        if self.kind:
            found = found.filter(kind=self.kind)
        return found.filter(topics=self.topic) if self.topic else found

    def number(self) -> int:
        if self.organisation and self.chosen == ["organisation"]:
            return number_about(self.organisation, self.language)
        return self.editions().count()


def address_in(language: str, selection: Selection) -> str:
    """Of the list, in that language's words."""
    with override(language):
        return f"{reverse('release_list')}?{selection.in_language(language).query}".rstrip("?")


def asked_for(asked: Mapping[str, str]) -> dict[str, str]:
    """What an address names of it, as it is written there."""
    return {str(name): asked[str(name)] for name in NAMES.values() if str(name) in asked}


def read(asked: Mapping[str, str], language: str) -> Selection:
    """What is unknown is not found; what is empty, or a month without its year, is not asked for."""
    values = {name: asked.get(str(label), "") for name, label in NAMES.items()}
    for name, value in values.items():
        if value and not (MONTH if name == "month" else PATTERNS[name]).fullmatch(value):
            raise _unknown(name, value)
    year = int(values["year"]) if values["year"] else None
    return Selection(
        language,
        year,
        int(values["month"]) if year and values["month"] else None,
        _found("organisation", values, Organisation, ["slug"]),
        _kind(values["kind"]),
        # By its name in that language, else in another.
        _found("topic", values, Topic, [column_in(code, "slug") for code in _own_first(language)]),
    )


def _own_first(language):
    return [language, *languages.others(language)]


def _found(name, values, model, columns):
    if not (value := values[name]):
        return None
    found = (model.objects.filter(**{column: value}).first() for column in columns)
    row = next(filter(None, found), None)
    if row is None:
        raise _unknown(name, value)
    return row


def _kind(written):
    if not written:
        return ""
    kind = next((kind for kind, name in KINDS.items() if str(name) == written), None)
    if kind is None:
        raise _unknown("kind", written)
    return kind


def _unknown(name, value):
    return NoSuchValue(name, str(NAMES[name]), value)
