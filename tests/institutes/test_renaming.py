import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from institutes import renaming
from institutes.models import Contact, FormerName, Institute, Membership, School
from institutes.organisation_names import OrganisationNames
from releases.workflow.composition import compose
from tests.builders import (
    make_contact,
    make_institute,
    make_organisation,
    make_release,
    make_school,
    publish,
)
from tests.institutes.renames import DAY, NEW, everything, merge, page_url, people
from tests.releases.desk import messages_of, sign_in

pytestmark = pytest.mark.django_db


class TestRename:
    def test_the_name_of_today_becomes_a_former_one(self, school):
        former = renaming.rename(school, NEW, DAY)
        school.refresh_from_db()
        assert (school.name_fr, school.short_name_fr, school.slug) == (
            "IMT Nord Europe",
            "INE",
            "imt-lille-douai",
        )
        assert (former.name_fr, former.name_en, former.kind) == (
            "IMT Lille Douai",
            "IMT Lille Douai",
            "renamed",
        )
        assert former.until == DAY

    def test_a_release_keeps_the_name_of_its_own_day(self, school):
        institute = make_institute("Carnot M.I.N.E.S")
        Membership.objects.create(institute=institute, school=school)
        contact = make_contact(organisation=school)
        old, new = (
            make_release(issued_on=day, slug_fr=str(day), slug_en=str(day))
            for day in (DAY - datetime.timedelta(1), DAY)
        )
        for release in (old, new):
            release.schools.add(school)
            release.institutes.add(institute)
            release.contact_lines.create(contact=contact)
        published = publish(old)
        renaming.rename(school, NEW, DAY)
        renaming.rename(institute, {"name_fr": "Carnot MINES", "name_en": ""}, DAY)
        published.refresh_from_db()

        def names(edition):
            [first, second] = edition.organisation_lines
            return (
                first["name"],
                first["schools"][0]["name"],
                second["name"],
                edition.contacts[0]["organisation"],
            )

        before = ("Carnot M.I.N.E.S", *["IMT Lille Douai"] * 3)
        assert names(published) == before
        assert names(compose(old, "fr")) == before
        assert names(compose(new, "fr")) == ("Carnot MINES", *["IMT Nord Europe"] * 3)

    def test_spreadsheets_and_search_know_both_names(self, client, school):
        renaming.rename(school, NEW, DAY)
        names = OrganisationNames()
        for name in ("IMT Lille Douai", "imt nord europe", "ILD", "INE", "imt-lille-douai"):
            assert names.find(name) == school.pk
        sign_in(client, "contacts")
        for words in ("lille", "nord europe", "ILD"):
            page = client.get(reverse("admin:institutes_school_changelist"), {"q": words})
            assert list(page.context["cl"].result_list) == [school]

    @pytest.mark.parametrize(("maker", "page"), [(make_school, "school"), (make_institute, "institute")])
    def test_the_public_page_says_the_former_name(self, client, maker, page):
        organisation = maker("Old Name")
        renaming.rename(organisation, {"name_fr": "New Name", "name_en": "New Name"}, DAY)
        response = client.get(reverse(page, args=[organisation.slug]))
        assert "Old Name" in response.content.decode()

    @pytest.mark.parametrize(
        ("names", "day", "reason"),
        [
            # Midnight may pass before this is tried.
            (NEW, timezone.localdate() + datetime.timedelta(2), "is in the future"),
            (NEW, datetime.date(2017, 1, 1), "The current name dates from"),
            (NEW, datetime.date(2016, 1, 1), "The current name dates from"),
            ({"name_fr": " ", "name_en": ""}, DAY, "at least one language"),
            ({"name_fr": "IMT Lille Douai", "name_en": "IMT Lille Douai "}, DAY, "already the current name"),
            ({"short_name_fr": "X"}, DAY, "already the current name"),
        ],
    )
    def test_what_cannot_be_is_refused_and_changes_nothing(self, school, names, day, reason, in_english):
        FormerName.objects.create(organisation=school, name_fr="Mines Douai", until=datetime.date(2017, 1, 1))
        before = everything()
        with pytest.raises(ValidationError) as refusal:
            renaming.rename(school, names, day)
        assert any(reason in message for message in refusal.value.messages)
        assert everything() == before

    def test_one_language_may_be_renamed_alone(self, school):
        renaming.rename(school, {"name_en": "Institute of the North"}, DAY)
        assert school.name_on(datetime.date(2020, 1, 1), "en") == "IMT Lille Douai"
        school.refresh_from_db()
        assert (school.name_fr, school.name_en) == ("IMT Lille Douai", "Institute of the North")


class TestMergeInto:
    def test_the_successor_bears_the_name_and_the_school_ends(self, school, successor):
        former = merge(school, successor)
        school.refresh_from_db()
        assert (school.merged_into, school.merged_on) == (successor, DAY)
        assert (former.organisation_id, former.kind, former.until) == (successor.pk, "merged", DAY)
        assert list(School.objects.still_there()) == [successor]

    def test_its_releases_keep_its_name_and_its_page(self, client, school, successor):
        release = make_release()
        release.schools.add(school)
        edition = publish(release)
        merge(school, successor)
        assert compose(release, "fr").organisation_lines[0]["name"] == "IMT Lille Douai"
        page = client.get(reverse("school", args=[school.slug])).content.decode()
        assert edition.title in page
        assert f'<a href="{successor.get_absolute_url()}">IMT Atlantique</a>' in page

    def test_the_list_of_schools_leaves_it_out_and_the_other_page_names_it(self, client, school, successor):
        merge(school, successor)
        listed = client.get(reverse("school_list")).content.decode()
        assert "IMT Atlantique" in listed
        assert "IMT Lille Douai" not in listed
        assert "IMT Lille Douai" in client.get(reverse("school", args=[successor.slug])).content.decode()

    def test_its_names_mean_the_successor_in_spreadsheets(self, school, successor):
        renaming.rename(school, NEW, DAY)
        merge(school, successor)
        last = make_school("Last")
        merge(successor, last)
        names = OrganisationNames()
        for name in ("IMT Lille Douai", "IMT Nord Europe", "INE", "ILD", "IMT Atlantique"):
            assert names.find(name) == last.pk

    def test_search_finds_both_by_the_old_name(self, client, school, successor):
        merge(school, successor)
        sign_in(client, "contacts")
        page = client.get(reverse("admin:institutes_school_changelist"), {"q": "douai"})
        assert set(page.context["cl"].result_list) == {school, successor}

    def test_memberships_and_people_follow_when_asked(self, school, successor):
        shared, own = make_institute("A"), make_institute("B")
        for institute, member in ((shared, school), (shared, successor), (own, school)):
            Membership.objects.create(institute=institute, school=member, role="subsidiary")
        contact = make_contact(organisation=school)
        merge(school, successor)
        assert not school.memberships.exists()
        assert {line.institute for line in successor.memberships.all()} == {shared, own}
        contact.refresh_from_db()
        assert contact.organisation.pk == successor.pk

    def test_and_stay_when_not(self, school, successor):
        Membership.objects.create(institute=make_institute(), school=school)
        contact = make_contact(organisation=school)
        merge(school, successor, memberships=False, people=False)
        contact.refresh_from_db()
        assert (school.memberships.count(), contact.organisation.pk) == (1, school.pk)

    def test_what_cannot_be_is_refused_and_changes_nothing(self, school, successor):
        gone = make_school("Gone", merged_into=successor, merged_on=DAY)
        tomorrow = timezone.localdate() + datetime.timedelta(1)
        before = everything()
        for one, other, day in (
            (school, school, DAY),
            (school, gone, DAY),
            (gone, school, DAY),
            (school, successor, tomorrow),
        ):
            with pytest.raises(ValidationError):
                renaming.merge_into(one, other, day, memberships=True, people=True)
        assert everything() == before


class TestUndoMerger:
    @pytest.fixture
    def merged(self, school, successor):
        shared, own = make_institute("Shared"), make_institute("Own")
        for institute, member in ((shared, school), (shared, successor), (own, school)):
            Membership.objects.create(institute=institute, school=member)
        make_contact("Petit", organisation=school)
        make_contact("Martin", organisation=successor)
        before = [*everything(), people()]
        merge(school, successor)
        assert [*everything(), people()] != before
        school.refresh_from_db()
        return before

    def test_everything_is_as_before(self, school, successor, merged):
        renaming.undo_merger(school)
        assert [*everything(), people()] == merged

    def test_what_was_moved_on_since_stays(self, school, successor, merged):
        agency = make_organisation("Agence")
        Contact.objects.filter(last_name="Petit").update(organisation=agency)
        Institute.objects.get(name_fr="Shared").delete()
        Membership.objects.get(institute__name_fr="Own").delete()
        renaming.undo_merger(school)
        assert Contact.objects.get(last_name="Petit").organisation == agency
        assert not Membership.objects.exists()

    def test_a_successor_that_was_merged_itself_comes_first(self, school, successor, merged, in_english):
        merge(successor, make_school("Third"))
        with pytest.raises(ValidationError, match="undo that first"):
            renaming.undo_merger(school)

    def test_a_merger_entered_or_corrected_by_hand_has_nothing_to_undo(self, school, successor, in_english):
        school.merged_into, school.merged_on = successor, DAY
        school.save()
        with pytest.raises(ValidationError, match="correct it in the form"):
            renaming.undo_merger(school)

    def test_a_merger_corrected_by_hand_is_forgotten(self, school, successor, merged):
        school.merged_into = school.merged_on = None
        school.save()
        assert School.objects.get(pk=school.pk).merger == {}

    def test_it_is_undone_from_the_form_of_the_school(self, client, school, successor, merged):
        sign_in(client, "contacts")
        form = page_url(school, "change")
        page = client.get(form).content.decode()
        assert page_url(school, "undo_merger") in page
        assert page_url(school, "merge_into") not in page
        told = messages_of(client.post(page_url(school, "undo_merger"), follow=True))
        assert told == ["ILD is a school of its own again."]
        assert page_url(school, "undo_merger") not in client.get(form).content.decode()
