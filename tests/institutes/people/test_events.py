import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from institutes.models import Contact
from institutes.people import events
from tests.builders import make_contact, make_user

pytestmark = pytest.mark.django_db

NAME = "Quillevéré"


@pytest.fixture
def contact():
    return make_contact(NAME, email="zoe@example.org", job_title_fr="Attachée")


@pytest.fixture
def manager():
    return make_user("contacts", first_name="Anne", last_name="Manager")


def test_contacts_untouched_for_three_years_are_overdue(contact):
    fresh = make_contact("Fresh")
    verified = make_contact("Verified", verified_on=timezone.localdate())
    old = timezone.now() - datetime.timedelta(days=3 * 365 + 1)
    Contact.objects.filter(pk__in=[contact.pk, verified.pk]).update(updated_at=old)

    assert list(events.overdue()) == [contact]
    assert fresh not in events.overdue()


def page(name, contact):
    return reverse(f"admin:institutes_contact_{name}", args=[contact.pk] if contact else [])


PAGES = [
    ("data", "post", "contacts"),
    ("erase", "get", "contacts"),
    ("erase", "post", "contacts"),
    ("verify", "post", "contacts"),
    ("ask", "post", "contacts"),
    ("to_verify", "get", "contacts"),
    ("retention", "get", "contacts"),
]


@pytest.mark.parametrize(("name", "method", "allowed"), PAGES)
@pytest.mark.parametrize("role", ["contacts", "writer", "publisher", "translator", ""])
def test_only_contact_managers_open_the_pages_on_personal_data(client, contact, name, method, allowed, role):
    client.force_login(make_user(role))

    of_one = name not in ("to_verify", "retention")
    response = getattr(client, method)(page(name, contact if of_one else None))

    assert (response.status_code != 403) == (role == allowed)
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_a_writer_sees_no_button_for_what_a_writer_may_not_do(client, contact):
    client.force_login(make_user("writer"))

    html = client.get(reverse("admin:institutes_contact_change", args=[contact.pk])).content.decode()

    assert NAME in html
    for name in ("data", "erase", "verify", "ask"):
        assert page(name, contact) not in html


def test_erasing_asks_for_a_reason_and_for_certainty(client, contact, manager):
    client.force_login(manager)

    refused = client.post(page("erase", contact), {"reason": ""})
    assert refused.status_code == 200
    assert Contact.objects.filter(pk=contact.pk).exists()

    named = client.post(page("erase", contact), {"reason": f"Zoé {NAME} asked for it.", "sure": "on"})
    assert named.status_code == 200
    assert Contact.objects.filter(pk=contact.pk).exists()

    client.post(page("erase", contact), {"reason": "Asked for it.", "sure": "on"})
    assert not Contact.objects.filter(pk=contact.pk).exists()
