"""What else there is of the same organisations and topics, the newest first."""

from django.db.models import BigIntegerField, CharField
from django.utils.safestring import SafeString

from common import moments
from common.compiled_queries import Parameter, compiled

from ..models import Edition, EditionOrganisation
from .listing import live
from .lookup import Approved
from .rendering import parts

MOST = 4
# Of a release that names more, the first ones.
MOST_ORGANISATIONS = 6
# Topics have no order of their own: they are looked for among the newest releases of all.
NEWEST = 200
EDITION = Parameter("edition", BigIntegerField())
COLUMNS = ("issued_on", "live_from", "pk", "html__version", "html__story")


def related_to(edition: Approved) -> list[SafeString]:
    """As stories. Each organisation's newest come out of its index, however many there are."""
    named = [key for (key,) in _organisations_of().rows(edition=edition.pk)]
    places = {f"organisation {place}": key for place, key in enumerate(named)}
    given = {"edition": edition.pk, "language": edition.language, "at": moments.moment()}
    found = {row[:3]: row[2:] for row in _sources(len(named)).rows(**given, **places)}
    return parts("story", [found[place] for place in sorted(found, reverse=True)[:MOST]])


@compiled()
def _organisations_of():
    named = EditionOrganisation.objects.filter(edition=EDITION).order_by("pk")
    return named.values_list("organisation")[:MOST_ORGANISATIONS]


@compiled(most=1 + MOST_ORGANISATIONS)
def _sources(number_of_organisations):
    sources = [_newest_about(f"organisation {place}") for place in range(number_of_organisations)]
    first, *others = (
        source.order_by().values_list(*COLUMNS) for source in [*sources, _newest_on_its_topics()]
    )
    return first.union(*others, all=True)


def _others():
    return live().exclude(pk=EDITION)


def _newest_about(organisation):
    order = (f"-organisation_places__{name}" for name in ("issued_on", "live_from", "edition_id"))
    newest = _others().filter(
        organisation_places__organisation=Parameter(organisation, BigIntegerField()),
        organisation_places__language=Parameter("language", CharField()),
    )
    return Edition.objects.filter(pk__in=newest.order_by(*order).values("pk")[:MOST])


def _newest_on_its_topics():
    topics = Edition.topics.through.objects.filter(edition=EDITION).values("topic")
    same = Edition.topics.through.objects.filter(topic__in=topics)
    newest = Edition.objects.filter(pk__in=_others().values("pk")[:NEWEST])
    return newest.filter(pk__in=same.values("edition"))
