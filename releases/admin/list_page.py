"""What the list says of its releases beside their own columns, read once for the whole page."""

from collections import defaultdict

from django.contrib.auth.models import User
from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common import languages
from common.modeladmin.changelist import RestrictedChangeList
from institutes.models import Organisation

from .. import workflow
from ..models import DeskState, Event, Release

EDITING = (Event.Kind.CREATED, Event.Kind.EDITED)


class ReleaseChangeList(RestrictedChangeList):
    def get_results(self, request):
        super().get_results(request)
        self.result_list = _with_last_hands(self._rows_of(self.result_list))

    def _rows_of(self, page):
        """Sorted and cut by keys: the states of releases are asked for those alone that are shown."""
        return self.root_queryset.filter(pk__in=page.values("pk")).order_by(*page.query.order_by)


def complete(releases: QuerySet, reader: User) -> None:
    """Gives each release of a page of the list `organisation_names` and `who_has_it`."""
    names = _names_of_organisations([release.pk for release in releases])
    for release in releases:
        release.organisation_names = names[release.pk]
        release.who_has_it = _who_has(release, reader)


def _with_last_hands(releases):
    """Adds who wrote last, and who submitted each language last."""
    events = Event.objects.filter(release=OuterRef("pk"))
    written, submitted = events.filter(kind__in=EDITING), events.filter(kind=Event.Kind.SUBMITTED)
    submitters = {
        f"submitter_{code}": Subquery(submitted.filter(language=code).values("actor")[:1])
        for code in languages.LANGUAGES
    }
    return releases.annotate(
        writer_id=Subquery(written.values("actor")[:1]),
        writer_name=Subquery(written.values("actor_name")[:1]),
        **submitters,
    )


def _names_of_organisations(keys) -> dict[int, list[str]]:
    """Institutes first."""
    found = [
        Organisation.objects.filter(**{f"{kind}__releases__in": keys})
        .annotate(of_release=F(f"{kind}__releases"), place=Value(place))
        .order_by()
        for place, kind in enumerate(("institute", "school"))
    ]
    names = defaultdict(list)
    for organisation in found[0].union(*found[1:], all=True).order_by("place", "slug"):
        names[organisation.of_release].append(str(organisation))
    return names


def _who_has(release: Release, reader: User) -> str:
    """Whoever has to do the next thing; nobody where all is as published."""
    states = {code: getattr(release, f"desk_{code}") for code in languages.LANGUAGES}
    waiting = [code for code, state in states.items() if state == DeskState.IN_REVIEW]
    if any(_may_decide(release, code, reader) for code in waiting):
        return _("you")
    if waiting:
        return pgettext("who has the release now", "review")
    if DeskState.DRAFT not in states.values():
        return ""
    return _("you") if release.writer_id == reader.pk else release.writer_name or ""  # type: ignore[attr-defined]


def _may_decide(release, language, reader):
    is_own = getattr(release, f"submitter_{language}") == reader.pk
    return workflow.may(reader, workflow.APPROVE, language) and not is_own
