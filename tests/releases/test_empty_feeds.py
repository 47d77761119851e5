import datetime

import feedparser
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from common import clock
from tests.builders import make_release, publish

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
@pytest.mark.parametrize("query", ["annee=1999", "q=nothing"])
def test_an_empty_feed_was_changed_when_anything_public_last_was(name, query):
    published = publish(make_release()).live_from
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1), tick=False):
        clock.forget()
        found = feedparser.parse(Client().get(f"/fr/flux/{name}?{query}").content)
    assert not found.entries
    changed = datetime.datetime(*found.feed.updated_parsed[:6], tzinfo=datetime.UTC)
    assert abs(changed - published) < datetime.timedelta(seconds=5)
