import pytest
from django.urls import reverse

from institutes import holdings, privacy
from releases import workflow
from releases.models import Edition, Event
from tests.builders import (
    attach,
    make_contact,
    make_institute,
    make_release,
    make_user,
    publish,
    schedule,
    withdraw,
)

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


def test_a_card_is_shown_where_it_is_live_and_nowhere_else(contact, published):
    gone = attach(make_release(slug_fr="gone"), contact)
    publish(gone)
    withdraw(gone)

    [place] = holdings.shown(contact)

    assert place.url == live(published).get_absolute_url()


def test_a_minor_edition_has_the_card_of_today_and_the_text_that_was_live(contact, published):
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

    edition = workflow.reissue_contacts(published, "fr", make_user("publisher"))

    assert edition.live_until == correction.live_from
    correction.refresh_from_db()
    assert correction.live_until is None


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


def test_a_changed_card_says_in_how_many_releases_it_is_shown(client, contact, published):
    client.force_login(make_user("admin"))
    form = {
        "last_name": "Renamed",
        "first_name": "Zoé",
        "email": contact.email,
        "phone_numbers-TOTAL_FORMS": 0,
        "phone_numbers-INITIAL_FORMS": 0,
    }

    page = client.post(
        reverse("admin:institutes_contact_change", args=[contact.pk]), form, follow=True, headers=ENGLISH
    )

    assert "Shown in 1 published release" in page.content.decode()
    assert reverse("admin:releases_release_reissue", args=[contact.pk]) in page.content.decode()


def test_an_erased_person_is_in_no_edition_and_the_page_says_removed(client, contact, published):
    address = live(published).get_absolute_url()
    old = publish(published, minor=True)
    assert "Quillevéré" in client.get(address).content.decode()

    places = privacy.erase(contact, make_user("contacts"), "Asked for it.")

    assert places == 1
    html = client.get(address).content.decode()
    assert "Quillevéré" not in html
    assert "zoe@example.org" not in html
    assert "Other" in html
    for edition in Edition.objects.all():
        assert "Quillevéré" not in str(edition.document)
        assert edition.contacts[0] == {"removed": True}
    assert old.number == 2


def test_an_erasure_is_in_the_timeline_of_the_release_without_the_name(contact, published):
    privacy.erase(contact, make_user("contacts"), "Asked for it.")

    event = Event.objects.of(published).get(kind=Event.Kind.CONTACT_REMOVED)
    assert "Quillevéré" not in str(vars(event))


def test_what_releases_hold_is_part_of_what_the_person_is_given(contact, published):
    held = privacy.everything_on(contact, make_user("contacts"))["releases"]

    assert {"release": published.reference, "order": 0} in held
    assert any(line.get("copy", {}).get("email") == "zoe@example.org" for line in held)
