"""Whatever happens at the desk, a page that is kept says what the same page, made now, would say."""

import datetime
import random
from unittest import mock

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from common import clock
from institutes.models import Contact, Institute
from releases.models import Edition, EditionHtml
from releases.workflow import Refused
from tests.builders import attach, make_contact, make_institute, make_release, make_user, publish, withdraw
from tests.examples import examples

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


class PressRoom:
    """Acts on a few releases, and reads all addresses that they ever had."""

    def __init__(self, chance, wall):
        self.chance, self.wall, self.client = chance, wall, Client()
        self.institute, self.contact = make_institute(slug="institut"), make_contact("Durand")
        self.publisher = make_user("publisher")
        self.releases = [
            attach(
                make_release(title_fr=f"Titre {n}", slug_fr=f"titre-{n}", slug_en=f"title-{n}"), self.contact
            )
            for n in range(3)
        ]
        for release in self.releases:
            release.institutes.add(self.institute)
        self.acts = (
            *(self.publish, self.schedule, self.withdraw, self.rename, self.change_contact),
            *(self.wait, self.set_back, self.forget_what_is_rendered),
        )

    def act(self):
        self.chance.choice(self.acts)()

    def publish(self, **options):
        release, language = self.chance.choice(self.releases), self.chance.choice(["fr", "en"])
        release.refresh_from_db()
        setattr(release, f"title_{language}", f"Titre {self.chance.random()}")
        release.save()
        try:
            publish(release, language, **options)
        except Refused:
            # What is scheduled for later, or waits: a press officer would be told so.
            return

    def schedule(self):
        self.publish(live_from=timezone.now() + datetime.timedelta(minutes=self.chance.randint(1, 90)))

    def withdraw(self):
        try:
            withdraw(self.chance.choice(self.releases), self.chance.choice(["fr", "en"]))
        except Refused:
            return

    def rename(self):
        Institute.objects.update(name_fr=f"Institut {self.chance.random()}")

    def change_contact(self):
        Contact.objects.bulk_update(
            [Contact(pk=self.contact.pk, last_name=f"Durand {self.chance.random()}")], ["last_name"]
        )

    def wait(self):
        self.wall.shift(self.chance.choice([0.5, 30, 3600]))

    def set_back(self):
        self.wall.shift(-self.chance.choice([0.5, 600]))

    def forget_what_is_rendered(self):
        EditionHtml.objects.update(version="another")

    def addresses(self):
        known = {edition.get_absolute_url() for edition in Edition.objects.select_related("address")}
        references = {f"/en/press-releases/reference/{release.reference}/" for release in self.releases}
        return ["/fr/", "/en/", "/fr/communiques/", "/fr/instituts/institut/", *sorted(known | references)]

    def read(self, address):
        answer = self.client.get(address)
        return answer.status_code, answer.get("Location"), answer.content


@pytest.mark.parametrize("seed", range(examples(6)))
def test_what_is_kept_is_what_would_be_made_now(seed):
    with time_machine.travel(timezone.now(), tick=False) as wall:
        room = PressRoom(random.Random(seed), wall)
        kept = 0
        for _step in range(12):
            room.act()
            clock.forget()
            for address in room.addresses():
                room.read(address)
                answers = [room.read(address)]
                with mock.patch.object(clock.watcher._watcher, "current", return_value=None):
                    answers.append(room.read(address))
                assert answers[0] == answers[1], address
            kept += len(cache._cache)
        assert kept
