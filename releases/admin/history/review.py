"""What an approval would change for readers: the first thing that a reviewer reads."""

import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from ...models import Edition, Release
from ...workflow.composition import compose
from .choices import NOW, key_of
from .comparison import Comparison, compare
from .sides import Item, Side, printed


class Changed(NamedTuple):
    comparison: Comparison
    # What readers have now; without it, the whole text is new.
    live: Edition | None
    # Of the page that compares the two with versions at hand.
    address: str


def changed_since_live(release: Release, language: str, live_from: datetime.datetime | None) -> Changed:
    """As it would be printed, beside the edition that it would replace."""
    now = timezone.now()
    live = Edition.objects.live(now, language).filter(release=release).select_related("address").first()
    coming = _coming(release, language, live_from)
    before = _with_topics(printed(live), live.topics) if live else coming
    return Changed(compare(before, coming), live, _address(release, live) if live else "")


def _coming(release, language, live_from):
    side = _with_topics(printed(compose(release, language, live_from)), release.topics)
    side.texts[language]["slug"] = release.text("slug", language)
    return side


def _with_topics(side: Side, topics) -> Side:
    side.around["topics"] = [Item(topic.pk, str(topic)) for topic in topics.order_by("pk")]
    return side


def _address(release, live):
    page = reverse("admin:releases_release_compare", args=[release.pk])
    return f"{page}?from={key_of(live)}&to={NOW}"
