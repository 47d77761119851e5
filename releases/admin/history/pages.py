from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from common import languages
from common.modeladmin.pages import PER_PAGE

from ...models import Edition, Event, Release, Version
from ...workflow import restoring
from ...workflow.events import EDITING_KINDS
from ..views import ReleasePage
from .choices import NOW, REVISION, Choices, comparison_of, key_of
from .labels import edition_label, labels_of, when

# In the side column of the form.
RECENT = 4


class Line(NamedTuple):
    """A version in a list."""

    version: Version
    when: str
    # Names of what it changed; of the first, none.
    changed: list[str]
    # Codes of the languages whose texts it changed.
    codes: list[str]
    # What it changed, and what has changed since.
    address: str
    now_address: str


def compare_address(release: Release, first: str, second: str) -> str:
    page = reverse("admin:releases_release_compare", args=[release.pk])
    return f"{page}?{urlencode({'from': first, 'to': second})}"


def line_of(release: Release, version: Version, before: Version | None) -> Line:
    key = key_of(version)
    return Line(
        version,
        when(version),
        labels_of(version.changed),
        _codes(version.changed),
        compare_address(release, key_of(before), key) if before else "",
        compare_address(release, key, NOW),
    )


class Save(NamedTuple):
    """One that the timeline tells of, for the form, which has read the timeline and asks for nothing more."""

    event: Event
    codes: list[str]
    address: str
    now_address: str


def recent_saves(release: Release, events: Iterable[Event]) -> list[Save]:
    saves = (event for event in events if event.kind in EDITING_KINDS)
    return [_save(release, event) for event in islice(saves, RECENT)]


def _save(release, event):
    key = f"{REVISION}{event.revision}"
    return Save(
        event, _codes(event.changes), compare_address(release, "", key), compare_address(release, key, NOW)
    )


def _codes(names):
    found = {languages.language_of(name) for name in names}
    return [code for code in languages.LANGUAGES if code in found]


def lines_of(release: Release, versions: list[Version]) -> list[Line]:
    """The newest first, each beside the one before it."""
    return [
        line_of(release, version, before)
        for version, before in zip(versions, [*versions[1:], None], strict=False)
    ]


class HistoryPage(ReleasePage):
    http_method_names = ["get", "head"]

    def get(self, request):
        choices = Choices(self.release)
        page = Paginator(lines_of(self.release, choices.versions), PER_PAGE).get_page(request.GET.get("page"))
        return self.page(
            "admin/releases/release/history.html",
            _("History"),
            release=self.release,
            lines=page,
            editions=[(row, edition_label(row), self._since(row)) for row in choices.editions],
            groups=choices.groups(),
            first=choices.before(NOW),
            second=NOW,
            may_restore=any(restoring.may_restore(self.user, part) for part in restoring.PARTS),
        )

    def _since(self, edition):
        return compare_address(self.release, key_of(edition), NOW)


class ComparePage(ReleasePage):
    http_method_names = ["get", "head"]

    def get(self, request):
        choices = Choices(self.release)
        second = choices.resolved(request.GET.get("to") or NOW)
        first = choices.resolved(request.GET.get("from") or choices.before(second))
        rows = choices.rows(first, second)
        of_languages = {row.language for row in rows if isinstance(row, Edition)}
        return self.page(
            "admin/releases/release/compare.html",
            _("What changed"),
            release=self.release,
            groups=choices.groups(),
            first=first,
            second=second,
            is_same=first == second,
            comparison=comparison_of(self.release, *rows) if len(of_languages) < 2 else None,
            restorable=self._restorable(rows[0]),
        )

    def _restorable(self, row):
        """The version whose parts this person may bring back."""
        may = any(restoring.may_restore(self.user, part) for part in restoring.PARTS)
        return row if isinstance(row, Version) and may else None
