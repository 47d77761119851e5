"""The ranks of the front page: the newest release, a few with an excerpt, headlines by topic."""

from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common import moments
from common.compiled_queries import compiled
from common.public_pages import under_clock

from ..models import Edition, Topic
from .listing import Shown, live, newest
from .selection import Selection

LATEST = 40
WITH_AN_EXCERPT = 3
IN_A_ROW = 3


class Row(NamedTuple):
    title: str
    query: str
    editions: list[Shown]


def ranks() -> dict[str, Any]:
    editions = newest(0, LATEST, ("lead", 1), ("line", WITH_AN_EXCERPT), ("story", None))
    lead, seconds, others = editions[:1], editions[1 : 1 + WITH_AN_EXCERPT], editions[1 + WITH_AN_EXCERPT :]
    return {"lead": lead[0] if lead else None, "seconds": seconds, "rows": rows(others)}


def rows(editions: list[Shown]) -> list[Row]:
    """Each release once, the newest topic first; those without a topic last."""
    of_topics: dict[int | None, list[Shown]] = {}
    topics = _topics()
    for edition in editions:
        topic = min(topics.get(edition.pk, [None]), key=lambda topic: len(of_topics.get(topic, [])))
        of_topics.setdefault(topic, []).append(edition)
    ordered = sorted(of_topics.items(), key=lambda row: row[0] is None)
    names = under_clock(f"topics in {get_language()}", _names_of_topics)
    return [Row(*names[topic] if topic else _others(), some[:IN_A_ROW]) for topic, some in ordered]


def _topics():
    found: dict[int, list[int | None]] = {}
    for edition, topic in _topics_of_newest().rows(at=moments.moment(), language=get_language()):
        found.setdefault(edition, []).append(topic)
    return found


@compiled()
def _topics_of_newest():
    keys = live().values("pk")[:LATEST]
    borne = Edition.topics.through.objects.filter(edition__in=keys)
    return borne.order_by("topic").values_list("edition", "topic")


def _names_of_topics() -> dict[int, tuple[str, str]]:
    """By key, with what leads to its list."""
    return {
        topic.pk: (topic.name, Selection(get_language(), topic=topic).query) for topic in Topic.objects.all()
    }


def _others() -> tuple[str, str]:
    return _("More press releases"), ""
