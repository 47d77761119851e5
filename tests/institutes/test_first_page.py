import pytest

from tests.builders import make_contact
from tests.releases import desk

pytestmark = pytest.mark.django_db


def tasks_of(client):
    return client.get(desk.FIRST).context["tasks"]


def test_contact_managers_are_told_how_many_contacts_nobody_has_verified(client):
    make_contact("Durand"), make_contact("Martin")
    desk.sign_in(client, "contacts")
    [task] = tasks_of(client)
    assert task.title == "2 press contacts to verify"
    page = client.get(task.address).content.decode()
    assert "Durand" in page
    assert "Martin" in page


def test_where_all_are_verified_nothing_waits(client):
    desk.sign_in(client, "contacts")
    assert tasks_of(client) == []
    assert "Nothing waits for you." in client.get(desk.FIRST).text


def test_who_may_not_change_contacts_is_not_told(client):
    make_contact()
    desk.sign_in(client, "writer")
    assert tasks_of(client) == []


@pytest.mark.parametrize(("role", "label"), [("contacts", "New contact"), ("writer", "New release")])
def test_one_button_begins_what_this_person_makes(client, role, label):
    desk.sign_in(client, role)
    page = client.get(desk.FIRST)
    assert page.context["act"].label == label
    assert page.text.count('class="button desk-main"') == 1
