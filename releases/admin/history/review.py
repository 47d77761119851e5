"""What an approval would change for readers: the first thing that a reviewer reads."""

import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from ...models import Edition, Release
from ...models.edition import EditionQuerySet
from ...workflow.composition import compose, is_day_open
from .choices import NOW, key_of
from .comparison import Comparison, compare
from .sides import Item, Side, printed, with_open_day


class Changed(NamedTuple):
    comparison: Comparison
    # What readers have now, or had before it was withdrawn; without it, the whole text is new.
    live: Edition | None
    is_withdrawn: bool
    # Of the page that compares the two with versions at hand.
    address: str

    @property
    def brief(self) -> str:
        """“title, 2 paragraphs”; nothing where all is new or nothing differs."""
        return ", ".join(each.brief for each in self.comparison.changed)


def changed_since_live(release: Release, language: str, live_from: datetime.datetime | None) -> Changed:
    """As it would be printed, beside the edition that it would replace, or the last that was public."""
    now = timezone.now()
    live = _last_public(release, language, now)
    coming = _coming(release, language, live_from)
    before = _with_topics(printed(live), live.topics) if live else coming
    is_withdrawn = bool(live and not live.interval.is_live(now))
    return Changed(compare(before, coming), live, is_withdrawn, _address(release, live) if live else "")


def _last_public(release, language, now):
    own: EditionQuerySet = Edition.objects.filter(release=release, language=language)
    own = own.select_related("address")
    return own.live(now).first() or own.withdrawn(now).order_by("-live_from").first()


def _coming(release, language, live_from):
    side = _with_topics(printed(compose(release, language, live_from)), release.topics)
    side.texts[language]["slug"] = release.text("slug", language)
    return with_open_day(side) if is_day_open(release, language) else side


def _with_topics(side: Side, topics) -> Side:
    side.around["topics"] = [
        Item(topic.pk, str(topic)) for topic in sorted(topics.all(), key=lambda topic: topic.pk)
    ]
    return side


def _address(release, live):
    page = reverse("admin:releases_release_compare", args=[release.pk])
    return f"{page}?from={key_of(live)}&to={NOW}"
