import datetime

import pytest

from common.exceptions import Refused
from institutes.models import Contact, Merge, NotDuplicates, PhoneNumber
from institutes.people import merging
from institutes.people.references import foreign_keys
from releases.models import ReleaseContact
from tests.builders import make_contact, make_user
from tests.institutes.people.merges import AGENCY, MOBILE, OFFICE, make_pair, merge, whole_record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def manager():
    return make_user("contacts")


@pytest.fixture
def contacts():
    return make_pair()


def numbers_of(contact):
    return Contact.objects.get(pk=contact.pk).numbers


class TestFields:
    def test_each_field_is_the_one_that_was_chosen(self, contacts, manager):
        keep, drop = contacts
        merge(keep, drop, manager, last_name="drop", email="drop", organisation="drop", job_title_fr="keep")
        keep.refresh_from_db()
        assert (keep.first_name, keep.last_name, keep.email) == ("Zoé", "Durant", "durand@agency.example")
        assert keep.organisation == drop.organisation
        assert keep.job_title_fr == "Attachée de presse"
        assert not Contact.objects.filter(pk=drop.pk).exists()

    def test_without_a_choice_gaps_are_filled_and_nothing_is_overwritten(self, contacts, manager):
        keep, drop = contacts
        merge(keep, drop, manager)
        keep.refresh_from_db()
        assert (keep.job_title_fr, keep.job_title_en) == ("Attachée de presse", "Director")
        assert keep.legal_basis == "consent"
        assert keep.is_public

    def test_numbers_and_languages_are_united_in_order(self, contacts, manager):
        keep, drop = contacts
        merge(keep, drop, manager)
        keep.refresh_from_db()
        assert numbers_of(keep) == [OFFICE, MOBILE, AGENCY]
        assert keep.languages == ["fr", "en", "de"]

    @pytest.mark.parametrize(
        ("answer", "numbers", "languages"),
        [("keep", [OFFICE, MOBILE], ["fr", "en"]), ("drop", [MOBILE, AGENCY], ["de", "en"])],
    )
    def test_or_only_those_of_one_contact(self, contacts, manager, answer, numbers, languages):
        keep, drop = contacts
        merge(keep, drop, manager, phone_numbers=answer, languages=answer)
        keep.refresh_from_db()
        assert numbers_of(keep) == numbers
        assert keep.languages == languages

    def test_a_number_on_both_keeps_the_label_of_either(self, contacts, manager):
        keep, drop = contacts
        PhoneNumber.objects.filter(contact=drop, number=MOBILE).update(label_fr="Portable", label_en="Mobile")
        PhoneNumber.objects.filter(contact=keep, number=MOBILE).update(label_fr="Mobile")
        merge(keep, drop, manager)
        mobile = keep.phone_numbers.get(number=MOBILE)
        assert (mobile.label_fr, mobile.label_en) == ("Mobile", "Mobile")

    @pytest.mark.parametrize("which", [0, 1])
    def test_an_objection_on_either_contact_stays_whatever_is_chosen(self, contacts, manager, which):
        contact = contacts[which]
        contact.objected_on = datetime.date(2023, 3, 3)
        contact.save()
        merge(*contacts, manager, **dict.fromkeys(merging.CHOOSABLE, "drop" if which == 0 else "keep"))
        contacts[0].refresh_from_db()
        assert contacts[0].objected_on == datetime.date(2023, 3, 3)
        assert not Contact.objects.for_the_press().filter(pk=contacts[0].pk).exists()

    def test_the_earliest_day_both_sources_and_the_last_verification_are_kept(self, contacts, manager):
        keep, drop = contacts
        merge(keep, drop, manager)
        keep.refresh_from_db()
        assert keep.data_collected_on == datetime.date(2018, 1, 1)
        assert keep.data_source == "Event of 2019; Business card"
        assert (keep.verified_on, keep.verified_by) == (datetime.date(2024, 1, 1), "Someone")

    def test_sources_too_long_for_the_column_are_whole_in_the_timeline(self, contacts, manager):
        keep, drop = contacts
        for contact, letter in zip(contacts, "ab", strict=True):
            contact.data_source = letter * 200
            contact.save()
        merge(keep, drop, manager)
        keep.refresh_from_db()
        assert len(keep.data_source) <= 200
        assert keep.data_source.count("…") == 2
        note = keep.events.get(kind="merged").note
        assert "a" * 200 in note
        assert "b" * 200 in note


class TestReferences:
    def test_every_reference_to_a_contact_is_known_to_the_merge(self, contacts):
        """A new reference has to be put on these contacts, so that the tests below see it follow."""
        for field in foreign_keys():
            if field.model is not Merge:
                assert field.model._base_manager.filter(**{field.name: contacts[1]}).exists(), field

    def test_every_reference_follows(self, contacts, manager):
        keep, drop = contacts
        before = {
            field: field.model._base_manager.filter(**{field.name: keep}).count() for field in foreign_keys()
        }
        merge(keep, drop, manager)
        for field in foreign_keys():
            pointing = field.model._base_manager
            assert not pointing.filter(**{field.name: drop.pk}).exists()
            assert pointing.filter(**{field.name: keep}).count() > before[field], field

    def test_a_release_with_both_keeps_the_first_line_only(self, contacts, manager):
        keep, drop = contacts
        both = ReleaseContact.objects.filter(contact=drop).latest("pk").release
        done = merge(keep, drop, manager)
        assert [line.contact.last_name for line in both.contact_lines.all()] == ["Petit", "Durand"]
        removed = [record for record in done.references if record["act"] == "removed"]
        assert {record["model"] for record in removed} == {
            "releases.releasecontact",
            "institutes.notduplicates",
        }

    def test_who_is_somebody_else_stays_somebody_else(self, contacts, manager):
        keep, drop = contacts
        other = Contact.objects.get(last_name="Petit")
        NotDuplicates.objects.create(first=keep, second=drop, decided_by="C")
        merge(keep, drop, manager)
        assert NotDuplicates.objects.values_list("first", "second").get() == (keep.pk, other.pk)

    def test_an_earlier_merge_follows_and_waits_for_the_later_one_to_be_undone(self, contacts, manager):
        keep, drop = contacts
        third = make_contact("Durande")
        first = merge(drop, third, manager)
        second = merge(keep, drop, manager)
        with pytest.raises(Refused, match="undo that merge first"):
            merging.undo(first, manager)
        merging.undo(second, manager)
        merging.undo(first, manager)
        assert Contact.objects.filter(pk__in=[keep.pk, drop.pk, third.pk]).count() == 3


class TestTimeline:
    def test_who_did_what_is_told_on_the_contact(self, contacts, manager):
        keep, drop = contacts
        done = merge(keep, drop, manager)
        event = keep.events.get(kind="merged")
        assert (event.actor, event.note) == (manager, f"Zoë Durant (#{drop.pk})")
        merging.undo(done, manager)
        assert [contact.events.get(kind="unmerged").note for contact in contacts] == [
            f"Zoë Durant (#{drop.pk})",
            f"Zoé Durand (#{keep.pk})",
        ]


class TestMergeRefused:
    def refuse(self, match, *args, **options):
        before = whole_record()
        with pytest.raises(Refused, match=match):
            merging.merge(*args, **options)
        assert whole_record() == before
        assert not Merge.objects.exists()

    @pytest.mark.parametrize("role", ["", "writer", "translator", "publisher"])
    def test_without_the_permission(self, contacts, role):
        self.refuse("lacks the permission", *contacts, {}, make_user(role))

    def test_with_itself(self, contacts, manager):
        self.refuse("with itself", contacts[0], contacts[0], {}, manager)

    def test_when_one_is_gone(self, contacts, manager):
        gone = make_contact("Gone")
        Contact.objects.filter(pk=gone.pk).delete()
        self.refuse("is gone", contacts[0], gone, {}, manager)

    def test_when_a_contact_changed_after_it_was_shown(self, contacts, manager):
        seen = merging.fingerprint(*contacts)
        PhoneNumber.objects.filter(contact=contacts[1]).update(label_fr="Bureau")
        self.refuse("has changed", *contacts, {}, manager, seen=seen)

    def test_but_not_when_nothing_changed(self, contacts, manager):
        assert merging.merge(*contacts, {}, manager, seen=merging.fingerprint(*contacts)).pk
