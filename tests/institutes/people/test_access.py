import json

import pytest

from exchange.models import Export
from institutes.models import ContactEvent
from institutes.people import access, merging
from tests.builders import make_contact, make_user
from tests.exchange.importing import applied, upload
from tests.institutes.people.traces import HEADER, NAME, leave_traces, merge

pytestmark = pytest.mark.django_db


class TestAccess:
    def test_all_that_is_held_on_a_person_can_be_given_to_that_person(self, contact, manager):
        leave_traces(contact, manager)
        upload(HEADER, ["", "zoe@example.org", NAME, "Zoé", ""])
        Export.objects.create(actor_name="A", purpose="Invitations", people_count=1, file_format="csv")

        held = access.everything_on(contact, manager)

        assert held["contact"]["last_name"] == NAME
        assert held["contact"]["job_title_fr"] == "Directrice"
        assert held["telephone_numbers"][0]["number"] == "+33141113789"
        assert {contact["email"] for each in held["merges"] for contact in each["contacts"]} == {
            "zoe@example.org",
            "z.old@example.org",
        }
        [imported] = held["imports"]
        assert imported["before"] == {"job_title_fr": "Attachée"}
        assert held["answers"]
        assert held["links_by_mail"][0]["used_at"]
        assert held["files_waiting_for_import"][0]["file"] == "people.csv"
        assert held["exports_that_may_hold_the_contact"][0]["purpose"] == "Invitations"
        assert [entry["change_message"] for entry in held["log_of_the_desk"]] == ["changed"]
        assert json.dumps(held)
        assert contact.events.filter(kind=ContactEvent.Kind.EXPORTED, actor_name="Anne Manager").exists()

    def test_what_was_imported_before_two_contacts_became_one_is_given_too(self, contact, manager):
        twin = make_contact(NAME, first_name="Z.", email="z.old@example.org")
        applied(HEADER, [str(twin.pk), "z.old@example.org", NAME, "Z.", "Attachée"])
        merge(contact, twin)

        assert access.everything_on(contact, manager)["imports"]

    def test_another_person_whose_contact_was_merged_by_mistake_is_not_given_away(self, contact, manager):
        other = make_contact("Martin", first_name="Léa", email="lea@example.org")
        done = merge(contact, other)
        merging.undo(done, make_user("admin"))

        held = json.dumps(access.everything_on(contact, manager), ensure_ascii=False)

        assert "lea@example.org" not in held
        assert "Martin" not in held
