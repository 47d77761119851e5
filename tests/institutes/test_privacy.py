import datetime
import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from institutes import privacy
from institutes.models import (
    CardReply,
    Contact,
    ContactEvent,
    Import,
    ImportLine,
    Institute,
    Merge,
)
from tests.builders import make_contact, make_institute, make_user

pytestmark = pytest.mark.django_db

NAME = "Quillevéré"


@pytest.fixture
def contact():
    return make_contact(NAME, email="zoe@example.org", job_title_fr="Attachée")


@pytest.fixture
def manager():
    return make_user("contacts", first_name="Anne", last_name="Manager")


def leave_traces(contact):
    """Wherever the directory keeps a copy of a card."""
    card = {"id": contact.pk, "last_name": NAME}
    make_institute(director=contact)
    CardReply.objects.create(contact=contact, changes={"last_name": {"from": NAME, "to": "X"}})
    Merge.objects.create(actor_name="A", kept=contact, kept_name=NAME, kept_before=card, removed=card)
    job = Import.objects.create(actor_name="A", resource="contact", file="imports/x", file_name="x.csv")
    line = {"kind": "changed", "target_id": contact.pk, "values": card, "before": card}
    ImportLine.objects.create(job=job, number=1, **line)
    LogEntry.objects.create(
        user=make_user("admin"),
        content_type=ContentType.objects.get_for_model(Contact),
        object_id=str(contact.pk),
        object_repr=f"Zoé {NAME}",
        action_flag=2,
    )
    privacy.log(contact, ContactEvent.Kind.VERIFIED, None, f"by {NAME} herself")


def everything_stored():
    models = (Contact, ContactEvent, CardReply, Merge, Import, ImportLine, Institute, LogEntry)
    return json.dumps([list(model.objects.values()) for model in models], default=str, ensure_ascii=False)


def test_all_that_is_held_on_a_person_can_be_given_to_that_person(contact, manager):
    leave_traces(contact)

    held = privacy.everything_on(contact, manager)

    assert held["card"]["last_name"] == NAME
    assert held["card"]["job_title_fr"] == "Attachée"
    assert held["telephone_numbers"][0]["number"] == "+33141113789"
    assert held["merges"]
    assert held["imports"]
    assert held["answers"]
    assert json.dumps(held)
    assert contact.events.filter(kind=ContactEvent.Kind.EXPORTED, actor_name="Anne Manager").exists()


def test_an_erased_person_is_in_no_row_any_more(contact, manager):
    leave_traces(contact)
    assert NAME in everything_stored()

    privacy.erase(contact, manager, "Asked for it by mail.")

    assert NAME not in everything_stored()
    assert "zoe@example.org" not in everything_stored()


def test_an_erasure_leaves_the_act_with_its_reason(contact, manager):
    number = contact.pk

    privacy.erase(contact, manager, "Asked for it by mail.")

    event = ContactEvent.objects.get(kind=ContactEvent.Kind.ERASED)
    assert (event.actor_name, event.note) == ("Anne Manager", "Asked for it by mail.")
    assert str(number) in event.contact_name


def test_an_erasure_that_fails_half_way_changes_nothing(contact, manager, monkeypatch):
    leave_traces(contact)
    before = everything_stored()

    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(privacy, "_forget_log_entries", fail)
    with pytest.raises(RuntimeError):
        privacy.erase(contact, manager, "Asked for it.")

    assert everything_stored() == before


def test_cards_untouched_for_three_years_are_overdue(contact):
    fresh = make_contact("Fresh")
    verified = make_contact("Verified", verified_on=timezone.localdate())
    old = timezone.now() - datetime.timedelta(days=3 * 365 + 1)
    Contact.objects.filter(pk__in=[contact.pk, verified.pk]).update(updated_at=old)

    assert list(privacy.overdue()) == [contact]
    assert fresh not in privacy.overdue()


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

    client.post(page("erase", contact), {"reason": "Asked for it.", "sure": "on"})
    assert not Contact.objects.filter(pk=contact.pk).exists()
