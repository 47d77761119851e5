"""The ranks of the front page: the newest release, a few with an excerpt, headlines by topic."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..models import Edition, Topic
from .listing import Shown, listed, shown
from .selection import Selection

LATEST = 40
WITH_AN_EXCERPT = 3
IN_A_ROW = 3


class Row(NamedTuple):
    title: str
    query: str
    editions: list[Shown]


def ranks() -> dict[str, Any]:
    editions = shown(listed()[:LATEST], "story", first=[("lead", 1), ("line", WITH_AN_EXCERPT)])
    lead, seconds, others = editions[:1], editions[1 : 1 + WITH_AN_EXCERPT], editions[1 + WITH_AN_EXCERPT :]
    return {"lead": lead[0] if lead else None, "seconds": seconds, "rows": rows(others)}


def rows(editions: list[Shown]) -> list[Row]:
    """Each release once, the newest topic first; those without a topic last."""
    of_topics: dict[Topic | None, list[Shown]] = {}
    topics = _topics_of(edition.pk for edition in editions)
    for edition in editions:
        topic = min(topics.get(edition.pk, [None]), key=lambda topic: len(of_topics.get(topic, [])))
        of_topics.setdefault(topic, []).append(edition)
    ordered = sorted(of_topics.items(), key=lambda row: row[0] is None)
    return [_row(topic, some[:IN_A_ROW]) for topic, some in ordered]


def _topics_of(keys: Iterable[int]) -> dict[int, list[Topic | None]]:
    found: dict[int, list[Topic | None]] = {}
    borne = Edition.topics.through.objects.filter(edition__in=list(keys)).select_related("topic")
    for line in borne.order_by("topic"):
        found.setdefault(line.edition_id, []).append(line.topic)
    return found


def _row(topic, editions):
    if topic is None:
        return Row(_("More press releases"), "", editions)
    return Row(topic.name, Selection(get_language(), topic=topic).query, editions)
