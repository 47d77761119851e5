"""What else there is of the same organisations and topics, the newest first."""

from django.utils.safestring import SafeString

from ..models import Edition, EditionOrganisation
from .lookup import Approved
from .rendering import parts

MOST = 4
# Of a release that names more, the first ones.
MOST_ORGANISATIONS = 6
# Topics have no order of their own: they are looked for among the newest releases of all.
NEWEST = 200
COLUMNS = ("issued_on", "live_from", "pk", "html__version", "html__story")


def related_to(edition: Approved) -> list[SafeString]:
    """As stories. Each organisation's newest come out of its index, however many there are."""
    sources = [_newest_about(pk, edition) for pk in _organisations_of(edition)]
    first, *others = (
        source.order_by().values_list(*COLUMNS) for source in [*sources, _newest_on_its_topics(edition)]
    )
    found = {row[:3]: row[2:] for row in first.union(*others, all=True)}
    return parts("story", [found[place] for place in sorted(found, reverse=True)[:MOST]])


def _organisations_of(edition):
    named = EditionOrganisation.objects.filter(edition=edition.pk).order_by("pk")
    return named.values_list("organisation", flat=True)[:MOST_ORGANISATIONS]


def _live(edition):
    return Edition.objects.live(language=edition.language).exclude(pk=edition.pk)


def _newest_about(organisation, edition):
    order = (f"-organisation_places__{name}" for name in ("issued_on", "live_from", "edition_id"))
    newest = _live(edition).filter(
        organisation_places__organisation=organisation,
        organisation_places__language=edition.language,
    )
    return Edition.objects.filter(pk__in=newest.order_by(*order).values("pk")[:MOST])


def _newest_on_its_topics(edition):
    topics = Edition.topics.through.objects.filter(edition=edition.pk).values("topic")
    same = Edition.topics.through.objects.filter(topic__in=topics)
    newest = Edition.objects.filter(pk__in=_live(edition).values("pk")[:NEWEST])
    return newest.filter(pk__in=same.values("edition"))
