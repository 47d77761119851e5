"""What the list says of its releases beside their own columns, read once for the whole page."""

from collections import defaultdict

from django.contrib.auth.models import User
from django.db.models import F, QuerySet, Value

from common.modeladmin.changelist import RestrictedChangeList
from institutes.models import Organisation

from .who_has_it import who_has, with_last_hands


class ReleaseChangeList(RestrictedChangeList):
    def get_results(self, request):
        super().get_results(request)
        self.result_list = with_last_hands(self._rows_of(self.result_list))

    def _rows_of(self, page):
        """Sorted and cut by keys: the states of releases are asked for those alone that are shown."""
        return self.root_queryset.filter(pk__in=page.values("pk")).order_by(*page.query.order_by)


def complete(releases: QuerySet, reader: User, *, names_organisations: bool = True) -> None:
    """Gives each release of a page of the list `organisation_names` and `who_has_it`."""
    keys = [release.pk for release in releases] if names_organisations else []
    names = _names_of_organisations(keys) if keys else defaultdict(list)
    for release in releases:
        release.organisation_names = names[release.pk]
        release.who_has_it = who_has(release, reader)


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
