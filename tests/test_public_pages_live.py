"""The clock of the record on a real server with two workers, while real time passes."""

import datetime
import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone

from institutes.models import Contact, Institute
from institutes.people.erasure import erase
from releases.models import Edition
from tests.builders import attach, make_contact, make_institute, make_release, make_user, publish, withdraw

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parent.parent
# Seconds: a worker asks the clock once in one, and it takes a moment to be asked.
SEEN_WITHIN = 1.1
HOME, LIST = "/fr/", "/fr/communiques/"


@contextmanager
def two_workers():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    database = connection.settings_dict
    address = os.environ["DATABASE_URL"]
    if connection.vendor == "sqlite":
        address = f"sqlite:///{database['NAME']}"
    else:
        address = urlsplit(address)._replace(path=f"/{database['NAME']}").geturl()
    command = [sys.executable, "-m", "gunicorn", "--workers=2", "--threads=2", "--log-level=error"]
    with subprocess.Popen(
        [*command, f"--bind=127.0.0.1:{port}", "--no-control-socket", "carnot_site.wsgi"],
        cwd=ROOT,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "carnot_site.settings", "DATABASE_URL": address, "ZEAL": "0"},
    ) as server:
        try:
            yield Readers(port)
        finally:
            server.terminate()


class Readers:
    """Each asks over a connection of its own, so that both workers answer some of them."""

    def __init__(self, port):
        self.port = port
        for _attempt in range(100):
            try:
                self.read(HOME)
                break
            except OSError:
                time.sleep(0.1)

    def read(self, path):
        reader = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            reader.request("GET", path, headers={"Connection": "close"})
            answer = reader.getresponse()
            return answer.status, answer.read().decode()
        finally:
            reader.close()

    def warm(self, *paths):
        for _time in range(8):
            for path in paths:
                self.read(path)

    def all_see(self, path, text, status=200):
        """Whether nobody who asks later than is promised gets what stood there before.

        Counted from the asking, so that a busy machine, which answers late, makes no difference.
        """
        changed = last_stale = time.monotonic()
        in_a_row = 0
        while in_a_row < 20 and time.monotonic() - changed < 30:
            asked, seen = time.monotonic(), self.read(path)
            if seen[0] == status and text in seen[1]:
                in_a_row += 1
            else:
                in_a_row, last_stale = 0, asked
        return in_a_row == 20 and last_stale - changed < SEEN_WITHIN


def test_every_worker_shows_what_was_approved_imported_erased_and_withdrawn():
    institute = make_institute("Un nom d’avant", slug="institut")
    contact = make_contact("Durand")
    edition = publish(attach(make_release(title_fr="Un titre"), contact))
    address = edition.get_absolute_url()
    with two_workers() as readers:
        readers.warm(HOME, LIST, address, "/fr/instituts/institut/")
        edition.release.title_fr = "Un autre titre"
        edition.release.save()
        publish(edition.release)
        assert readers.all_see(address, "Un autre titre")
        Institute.objects.filter(pk=institute.pk).update(name_fr="Un nom de maintenant")
        assert readers.all_see("/fr/instituts/institut/", "Un nom de maintenant")
        Contact.objects.bulk_update([Contact(pk=contact.pk, last_name="Martin")], ["last_name"])
        assert readers.all_see(HOME, "Zoé Martin")
        erase(Contact.objects.get(pk=contact.pk), make_user("admin"), "They asked for it.")
        assert readers.all_see(address, "Contact retiré")
        withdraw(edition.release)
        assert readers.all_see(address, "retiré", status=410)


def test_no_worker_shows_a_scheduled_edition_early_and_all_show_it_at_its_hour():
    with two_workers() as readers:
        readers.warm(LIST)
        hour = timezone.now() + datetime.timedelta(seconds=3)
        publish(make_release(title_fr="Embargo levé"), live_from=hour)
        early = late = 0
        while (asked := timezone.now()) < hour + datetime.timedelta(seconds=1.5):
            seen = "Embargo levé" in readers.read(LIST)[1]
            answered = timezone.now()
            early += seen and answered < hour
            late += not seen and asked >= hour
            time.sleep(0.01)
        assert (early, late) == (0, 0)
        assert Edition.objects.live().count() == 1
