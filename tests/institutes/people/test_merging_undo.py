import datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from common.exceptions import Refused
from institutes.models import Contact
from institutes.people import merging
from releases.models import ReleaseContact
from tests.builders import make_contact, make_user
from tests.examples import examples
from tests.institutes.people.merges import make_pair, merge, whole_record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ANSWERS = (merging.KEEP, merging.DROP)


@pytest.fixture
def manager():
    return make_user("contacts")


@pytest.fixture
def contacts():
    return make_pair()


class TestUndo:
    # The undo itself is what resets the contacts between two examples.
    @settings(max_examples=examples(5), suppress_health_check=[HealthCheck.function_scoped_fixture])
    @example(choices=dict.fromkeys(merging.CHOOSABLE, merging.KEEP), objecting={0}, swapped=False)
    @example(choices=dict.fromkeys(merging.CHOOSABLE, merging.DROP), objecting={1}, swapped=True)
    @example(choices=dict.fromkeys(merging.UNITED, merging.BOTH), objecting={0, 1}, swapped=False)
    @given(
        choices=st.fixed_dictionaries(
            {},
            optional={
                name: st.sampled_from((*ANSWERS, merging.BOTH) if name in merging.UNITED else ANSWERS)
                for name in merging.CHOOSABLE
            },
        ),
        objecting=st.sets(st.sampled_from([0, 1])),
        swapped=st.booleans(),
    )
    def test_everything_is_as_it_was(self, whole, choices, objecting, swapped):
        contacts, manager = whole
        for number, contact in enumerate(contacts):
            day = datetime.date(2022, 1, 1) if number in objecting else None
            Contact.objects.filter(pk=contact.pk).update(objected_on=day)
        before = whole_record()
        done = merging.merge(*(reversed(contacts) if swapped else contacts), choices, manager)
        assert whole_record() != before
        merging.undo(done, manager)
        assert whole_record() == before

    @pytest.fixture
    def whole(self, contacts, manager):
        return contacts, manager

    def undo_is_refused(self, match, done, by):
        before = whole_record()
        with pytest.raises(Refused, match=match):
            merging.undo(done, by)
        assert whole_record() == before
        done.refresh_from_db()

    def test_what_others_changed_elsewhere_on_the_contact_stays(self, contacts, manager):
        keep, drop = contacts
        done = merge(keep, drop, manager)
        keep.refresh_from_db()
        keep.first_name = "Zoé Marie"
        keep.save()
        saved_at = keep.updated_at
        merging.undo(done, manager)
        keep.refresh_from_db()
        assert (keep.first_name, keep.job_title_en) == ("Zoé Marie", None)
        assert keep.updated_at == saved_at

    def test_references_that_went_elsewhere_since_stay_there(self, contacts, manager):
        keep, drop = contacts
        other = Contact.objects.get(last_name="Petit")
        moved = ReleaseContact.objects.filter(contact=drop).earliest("pk").release
        institute = drop.directed_institutes.get()
        gone = ReleaseContact.objects.filter(contact=drop).latest("pk").release
        done = merge(keep, drop, manager)
        moved.contact_lines.filter(contact=keep).delete()
        moved.contact_lines.create(contact=keep, order=7)
        institute.director = other
        institute.save()
        gone.contact_lines.all().delete()
        gone.delete()
        merging.undo(done, manager)
        institute.refresh_from_db()
        assert institute.director == other
        assert moved.contact_lines.filter(contact=keep).exists()
        assert not ReleaseContact.objects.filter(contact=drop).exists()

    def test_a_merged_field_that_changed_since_is_named(self, contacts, manager):
        keep, drop = contacts
        done = merge(keep, drop, manager, organisation="drop", email="drop")
        keep.refresh_from_db()
        keep.organisation = None
        keep.save()
        keep.phone_numbers.first().delete()
        self.undo_is_refused("organisation and telephone numbers", done, manager)

    def test_a_contact_that_is_gone(self, contacts, manager):
        keep, drop = contacts
        done = merge(keep, drop, manager)
        ReleaseContact.objects.filter(contact=keep).delete()
        keep.delete()
        self.undo_is_refused("is gone", done, manager)

    @pytest.mark.parametrize("email", ["DURAND@agency.example", "zoe.durand@IMT.example"])
    def test_an_address_that_somebody_else_has_by_now(self, contacts, manager, email):
        keep, drop = contacts
        done = merge(keep, drop, manager, email="drop")
        Contact.objects.filter(pk=keep.pk).update(email="x@example.org")
        make_contact("New", email=email)
        Contact.objects.filter(pk=keep.pk).update(email="durand@agency.example" if "zoe" in email else "")
        with pytest.raises(Refused) as refusal:
            merging.undo(done, manager)
        assert any("now has the e-mail address" in reason for reason in refusal.value.reasons)

    def test_an_address_that_was_given_to_the_kept_contact_by_hand(self, contacts, manager):
        keep, drop = contacts
        done = merge(keep, drop, manager)
        Contact.objects.filter(pk=keep.pk).update(email=drop.email.upper())
        self.undo_is_refused("now has the e-mail address", done, manager)

    def test_an_organisation_that_is_gone(self, contacts, manager):
        keep, drop = contacts
        agency = drop.organisation
        done = merge(keep, drop, manager)
        agency.delete()
        self.undo_is_refused("organisation on the removed contact is gone", done, manager)

    def test_twice(self, contacts, manager):
        done = merge(*contacts, manager)
        merging.undo(done, manager)
        self.undo_is_refused("already undone by contacts", done, manager)

    def test_without_the_permission(self, contacts, manager):
        self.undo_is_refused("lacks the permission", merge(*contacts, manager), make_user("writer"))

    def test_an_objection_made_since_holds_for_both(self, contacts, manager):
        keep, drop = contacts
        done = merge(keep, drop, manager)
        day = datetime.date(2025, 5, 5)
        Contact.objects.filter(pk=keep.pk).update(objected_on=day)
        assert merging.undo(done, manager).objected_on == day
        keep.refresh_from_db()
        assert keep.objected_on == day
