"""The clock of the record on a real server with two workers, while real time passes."""

import datetime
import time

import pytest
from django.utils import timezone

from institutes.models import Contact, Institute
from institutes.people.erasure import erase
from releases.models import Edition
from tests.builders import attach, make_contact, make_institute, make_release, make_user, publish, withdraw
from tests.workers import two_workers

pytestmark = pytest.mark.django_db(transaction=True)

HOME, LIST = "/fr/", "/fr/communiques/"


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
