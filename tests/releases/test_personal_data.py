import datetime
import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from institutes.models import Contact
from institutes.people import access, data_holders, erasure, merging
from releases import workflow
from releases.models import Edition, Event, Version
from tests.builders import (
    attach,
    make_contact,
    make_institute,
    make_organisation,
    make_release,
    make_user,
    publish,
    schedule,
    submit,
    withdraw,
)
from tests.exchange.importing import applied, undo
from tests.releases import desk

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def contact():
    return make_contact("Quillevéré", email="zoe@example.org")


@pytest.fixture
def published(contact):
    other = make_contact("Other")
    release = attach(make_release(), contact, other)
    release.institutes.add(make_institute(director=contact))
    publish(release)
    return release


def live(release, language="fr"):
    return Edition.objects.live(language=language).get(release=release)


def change(contact):
    contact.email = "new@example.org"
    contact.save()


def test_a_contact_is_shown_where_it_is_live_and_nowhere_else(contact, published):
    gone = attach(make_release(slug_fr="gone"), contact)
    publish(gone)
    withdraw(gone)

    [place] = data_holders.public_places(contact)

    assert place.url == live(published).get_absolute_url()


def test_a_minor_edition_has_the_contact_of_today_and_the_text_that_was_live(contact, published):
    before = live(published)
    published.title_fr = "Being rewritten"
    published.save()
    change(contact)

    workflow.reissue_contacts(published, "fr", make_user("publisher"))

    after = live(published)
    assert (after.number, after.is_minor, after.title) == (2, True, before.title)
    assert after.contacts[0]["email"] == "new@example.org"
    assert after.contacts[1] == before.contacts[1]
    assert before.contacts[0]["email"] == "zoe@example.org"
    assert after.address == before.address


def test_a_minor_edition_ends_where_a_scheduled_correction_begins(contact, published):
    correction = schedule(published, change_note="A number.")
    change(contact)

    coming, now = workflow.reissue_contacts(published, "fr", make_user("publisher"))

    assert now.live_until == coming.live_from == correction.live_from
    assert coming.live_until is None
    assert (coming.contacts[0]["email"], coming.title) == ("new@example.org", correction.title)
    assert coming.correction["note"] == "A number."
    # The one that said otherwise never becomes live.
    correction.refresh_from_db()
    assert correction.live_until == correction.live_from


def test_the_page_says_which_editions_are_up_to_date(client, contact, published):
    client.force_login(make_user("publisher"))
    page = reverse("admin:releases_release_reissue", args=[contact.pk])
    assert "up to date" in client.get(page, headers=ENGLISH).content.decode()
    change(contact)
    assert "up to date" not in client.get(page, headers=ENGLISH).content.decode()


@pytest.mark.one_database
@pytest.mark.parametrize("number", [1, 13])
def test_the_page_asks_as_much_for_one_release_as_for_many(client, contact, number):
    for place in range(number):
        other = make_contact(f"Other{place}", organisation=make_organisation(f"Agency {place}"))
        publish(attach(make_release(slug_fr=f"slug-{place}"), contact, other))
    client.force_login(make_user("admin"))
    page = reverse("admin:releases_release_reissue", args=[contact.pk])
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    # Fewer than there are releases.
    assert len(queries) <= 12


def test_nothing_is_issued_where_nothing_would_change(contact, published):
    assert workflow.reissue_contacts(published, "fr", make_user("publisher")) == []
    assert live(published).number == 1


def test_who_objects_is_in_no_minor_edition_neither_as_contact_nor_as_director(client, contact, published):
    assert live(published).organisation_lines[0]["director"]
    contact.objected_on = datetime.date(2026, 3, 1)
    contact.save()
    client.force_login(make_user("publisher"))
    page = reverse("admin:releases_release_reissue", args=[contact.pk])

    client.post(page, {"edition": [live(published).pk]})

    assert live(published).contacts[0] == {"removed": True}
    assert live(published).organisation_lines[0]["director"] is None
    assert data_holders.public_places(contact) == []
    address = live(published).get_absolute_url()
    assert "Quillevéré" not in client.get(address).content.decode()


def test_a_director_who_does_not_object_is_named_as_on_the_day_of_the_text(contact, published):
    contact.job_title_fr = "Retired"
    contact.save()

    workflow.reissue_contacts(published, "fr", make_user("publisher"))

    assert live(published).organisation_lines[0]["director"]["job_title"] == ""
    assert live(published).contacts[0]["job_title"] == "Retired"


def test_a_minor_edition_has_the_contact_that_was_kept_in_a_merge(contact, published):
    kept = make_contact("Quillevéré-Roux", email="kept@example.org")
    manager = make_user("contacts")
    merging.merge(kept, contact, {}, manager, seen=merging.fingerprint(kept, contact))
    [place] = data_holders.public_places(kept)
    assert place.url == live(published).get_absolute_url()

    workflow.reissue_contacts(published, "fr", make_user("publisher"))

    assert [entry["name"] for entry in live(published).contacts] == ["Zoé Quillevéré-Roux", "Zoé Other"]


def test_two_contacts_of_an_edition_that_became_one_are_one_line_of_the_next(contact):
    twin = make_contact("Quillevere", email="twin@example.org")
    release = attach(make_release(), contact, twin)
    publish(release)
    merging.merge(contact, twin, {}, make_user("contacts"))

    workflow.reissue_contacts(release, "fr", make_user("publisher"))

    assert [entry["id"] for entry in live(release).contacts] == [contact.pk]


def test_what_is_scheduled_is_listed_for_those_alone_who_see_releases(client, contact):
    release = attach(make_release(title_fr="Coming soon"), contact)
    schedule(release)
    page = reverse("admin:releases_release_reissue", args=[contact.pk])
    for role, seen in (("contacts", False), ("writer", True)):
        client.force_login(make_user(role))
        assert ("Coming soon" in client.get(page).content.decode()) is seen


def test_only_who_may_approve_issues_minor_editions(client, contact, published):
    change(contact)
    page = reverse("admin:releases_release_reissue", args=[contact.pk])
    ticked = {"edition": [live(published).pk]}

    client.force_login(make_user("writer"))
    assert client.post(page, ticked).status_code == 403
    client.force_login(make_user("contacts"))
    assert client.get(page).status_code == 200
    assert client.post(page, ticked).status_code == 403
    assert live(published).number == 1

    client.force_login(make_user("publisher"))
    assert "zoe" not in client.get(page).content.decode()
    client.post(page, ticked)
    assert live(published).number == 2


def test_a_changed_contact_says_in_how_many_releases_it_is_shown(client, contact, published):
    desk.sign_in(client, "admin")
    url = reverse("admin:institutes_contact_change", args=[contact.pk])

    page = desk.save(client, url, follow=True, last_name="Renamed")

    assert "Shown in 1 published release" in page.content.decode()
    assert reverse("admin:releases_release_reissue", args=[contact.pk]) in page.content.decode()


def test_an_import_taken_back_keeps_a_person_whom_an_edition_has_copied():
    job = applied(["e-mail", "last name"], ["new@example.org", "Roux"], ["other@example.org", "Petit"])
    contact = Contact.objects.get(email="new@example.org")
    publish(attach(make_release(), contact))
    contact.release_lines.all().delete()

    undo(job)

    assert [contact.last_name for contact in Contact.objects.all()] == ["Roux"]


def test_a_release_in_two_languages_is_shown_as_one(contact, published):
    publish(published, "en")
    assert len(data_holders.public_places(contact)) == 2
    assert data_holders.count_of(data_holders.public_places(contact)) == 1


def test_an_erased_person_is_in_no_edition_and_the_page_says_removed(client, contact, published):
    address = live(published).get_absolute_url()
    old = publish(published, minor=True)
    assert "Quillevéré" in client.get(address).content.decode()

    places = erasure.erase(contact, make_user("contacts"), "Asked for it.")

    assert places == 1
    html = client.get(address).content.decode()
    assert "Quillevéré" not in html
    assert "zoe@example.org" not in html
    assert "Other" in html
    for edition in Edition.objects.all():
        assert "Quillevéré" not in str(edition.document)
        assert edition.contacts[0] == {"removed": True}
    assert old.number == 2


@pytest.mark.django_db(transaction=True)
def test_what_is_being_approved_during_an_erasure_is_not_missed(contact):
    release = submit(attach(make_release(), contact))
    manager, publisher = make_user("contacts"), make_user("publisher")

    def erase():
        erasure.erase(contact, manager, "Asked for it.")
        connection.close()

    erasing = threading.Thread(target=erase)
    with transaction.atomic():
        workflow.approve(release, "fr", publisher)
        erasing.start()
        erasing.join(timeout=1)
    erasing.join()

    assert live(release).contacts == [{"removed": True}]
    assert not Contact.objects.exists()


def test_an_erasure_is_in_the_timeline_of_the_release_without_the_name(contact, published):
    erasure.erase(contact, make_user("contacts"), "Asked for it.")

    event = Event.objects.of(published).get(kind=Event.Kind.CONTACT_REMOVED)
    assert "Quillevéré" not in str(vars(event))


def test_what_releases_hold_is_part_of_what_the_person_is_given(contact, published):
    held = access.everything_on(contact, make_user("contacts"))["releases"]

    assert {"release": published.reference, "order": 0} in held
    copies = [line["copy"] for line in held if "copy" in line]
    # As a press contact, and as the director of an institute that the release names.
    assert [copy.get("email") for copy in copies] == ["zoe@example.org", None]


def test_an_erasure_reaches_versions_and_those_of_deleted_drafts(contact):
    writer, other = make_user("writer"), make_contact("Other")
    draft, deleted = attach(make_release(), contact, other), attach(make_release(slug_fr="b"), contact)
    for release in (draft, deleted):
        workflow.versions.keep(release, writer)
    draft.contact_lines.all().delete()
    workflow.versions.keep(draft, writer)
    workflow.deleted.delete(deleted, writer)
    number = contact.pk

    erasure.erase(contact, make_user("admin"), "Asked for it.")

    kept = [line.get("id") for version in Version.objects.all() for line in version.lines["contacts"]]
    assert number not in kept
    assert kept.count(None) == 2
    assert other.pk in kept
    assert Event.objects.filter(kind=Event.Kind.CONTACT_REMOVED).get().release == draft


def test_a_person_is_told_of_earlier_versions(contact):
    release = attach(make_release(), contact)
    workflow.versions.keep(release, make_user("writer"))
    release.contact_lines.all().delete()
    [held] = data_holders.registered()[-1].personal_data(contact)
    assert (held["release"] != release.reference, held["earlier_versions"]) == (True, 1)
