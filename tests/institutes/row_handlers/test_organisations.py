"""Organisations, memberships and awards go through the same engine."""

import pytest

from institutes.models import FormerName, Institute, LabelAward, Membership, Organisation, School
from tests.builders import make_contact, make_institute, make_organisation, make_school
from tests.exchange.importing import (
    ORGANISATION_NUMBER,
    applied,
    changes,
    checked,
    kinds,
    line,
    problems,
    undo,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def lille():
    school = make_school("IMT Nord Europe", slug="imt-nord-europe", cities="Lille")
    FormerName.objects.create(organisation=school, name_fr="IMT Lille Douai", kind="spelling")
    return school


def organisations(*rows, act=checked, **options):
    return act(*rows, resource="organisation", **options)


class TestOrganisations:
    @pytest.mark.parametrize(
        ("column", "text"),
        [
            ("address name", "imt-nord-europe"),
            ("name (fr)", "imt nord europe"),
            ("name (en)", "IMT LILLE DOUAI"),
        ],
    )
    def test_a_row_means_the_one_of_that_name(self, lille, column, text):
        assert line(organisations([column], [text])).target_id == lille.pk

    @pytest.mark.parametrize("text", ["IMT NORD EUROPE", "IMT Lille Douai", "imt  lille-douai"])
    def test_a_name_that_means_it_is_no_new_name(self, lille, text):
        job = organisations(["name (fr)", "cities"], [text, "Douai"])
        assert line(job).target_id == lille.pk
        assert list(changes(job)) == ["cities"]

    def test_with_its_number_a_name_changes(self, lille):
        job = organisations([ORGANISATION_NUMBER, "name (fr)"], [lille.pk, "IMT Lille Douai"])
        assert changes(job) == {"name_fr": ("IMT Nord Europe", "IMT Lille Douai")}

    def test_with_its_number_capitals_are_no_change(self, lille):
        job = organisations([ORGANISATION_NUMBER, "name (fr)"], [lille.pk, "IMT NORD EUROPE"])
        assert kinds(job) == {2: "unchanged"}
        assert "lacks some of its accents" in problems(job)[""]

    def test_a_name_that_a_language_lacks_is_filled_in(self):
        School.objects.filter(pk=make_school("Eurecom", slug="eurecom").pk).update(name_en=None)
        job = organisations(["address name", "name (en)"], ["eurecom", "Eurecom"])
        assert changes(job) == {"name_en": (None, "Eurecom")}

    @pytest.mark.parametrize(
        ("text", "kept"), [("www.ecole.fr", "https://www.ecole.fr"), ("http://a.fr/b", "http://a.fr/b")]
    )
    def test_a_website_as_people_write_it(self, lille, text, kept):
        job = organisations(["address name", "website"], [lille.slug, text])
        assert changes(job)["website"][1] == kept

    def test_what_is_no_website_is_refused(self, lille):
        job = organisations(["address name", "website"], [lille.slug, "voir en bas"])
        assert "is not a valid web address" in problems(job)["website"]

    def test_a_name_of_two_is_asked_about(self, lille):
        other = make_school("IMT Nord Europe")
        job = organisations(["name (fr)"], ["IMT Nord Europe"])
        assert {c["id"] for c in line(job).candidates} == {lille.pk, other.pk}

    def test_a_number_and_an_address_of_two_are_asked_about(self, lille):
        other = make_school("Other")
        job = organisations([ORGANISATION_NUMBER, "address name"], [other.pk, lille.slug])
        assert kinds(job) == {2: "doubtful"}

    def test_columns_of_a_school_change_on_a_school(self, lille):
        header = ["address name", "relation to the network", "cities", "website", "presentation (en)"]
        cells = ["subsidiary", "Lille, Douai", "https://example.org", "Old\nand new"]
        organisations(header, [lille.slug, *cells], act=applied)
        lille.refresh_from_db()
        assert [lille.relation, lille.cities, lille.website, lille.presentation_en] == cells

    def test_and_are_refused_elsewhere(self):
        agency = make_organisation("Agence", slug="agence")
        job = organisations(["address name", "cities", "presentation (fr)"], [agency.slug, "Paris", "x"])
        assert problems(job) == {
            "cities": "Only schools have this; empty the cell.",
            "presentation_fr": "Only schools and Carnot institutes have this; empty the cell.",
        }

    def test_the_kind_cannot_change(self, lille):
        job = organisations(["address name", "kind"], [lille.slug, "agency"])
        assert "cannot change" in problems(job)["kind"]

    def test_new_ones_of_each_kind_and_back(self, lille):
        before = Organisation.objects.count()
        job = organisations(
            ["kind", "name (fr)", "cities", "presentation (fr)", "address name"],
            ["school", "École neuve", "Brest", "Histoire", ""],
            ["Carnot institute", "Carnot neuf", "", "Texte", "neuf"],
            ["agency", "Agence neuve", "", "", ""],
            act=applied,
        )
        school = School.objects.get(slug="ecole-neuve")
        assert (school.cities, school.presentation_fr) == ("Brest", "Histoire")
        assert Institute.objects.get(slug="neuf").presentation_fr == "Texte"
        assert Organisation.objects.get(slug="agence-neuve").kind == "agency"
        undo(job)
        assert job.state == "undone"
        assert Organisation.objects.count() == before

    def test_a_new_one_in_use_stays(self):
        job = organisations(["kind", "name (fr)"], ["school", "École"], ["agency", "Agence"], act=applied)
        make_contact(organisation=Organisation.objects.get(slug="agence"))
        Membership.objects.create(institute=make_institute(), school=School.objects.get())
        undo(job)
        assert job.counts["kept"] == 2
        assert {p["problem"] for each in job.lines.all() for p in each.problems} == {
            "In use since the import (contact); not deleted.",
            "In use since the import (membership); not deleted.",
        }

    def test_a_new_one_needs_a_name(self):
        assert "name_fr" in problems(organisations(["address name", "name (fr)"], ["x", ""]))

    def test_an_address_of_another_is_refused(self, lille):
        other = make_school("Other")
        job = organisations([ORGANISATION_NUMBER, "address name"], [other.pk, "pas une adresse"])
        assert "slug" in problems(job)


class TestTies:
    @pytest.fixture
    def tsn(self):
        return make_institute("Carnot TSN", short_name_fr="TSN")

    def test_a_membership_is_found_by_its_two_names(self, tsn, lille):
        membership = Membership.objects.create(institute=tsn, school=lille)
        header = ["institute", "school", "role", "order"]
        job = checked(header, ["tsn", "IMT Lille Douai", "subsidiary", "4"], resource="membership")
        assert line(job).target_id == membership.pk
        assert changes(job) == {"role": ("member", "subsidiary"), "order": (0, 4)}

    def test_a_new_one_and_back(self, tsn, lille):
        job = applied(["institute", "school"], ["TSN", "imt nord europe"], resource="membership")
        assert Membership.objects.get().role == "member"
        undo(job)
        assert not Membership.objects.exists()

    def test_a_school_is_no_institute(self, lille):
        job = checked(["institute", "school"], [lille.name, lille.name], resource="membership")
        assert "is not a Carnot institute" in problems(job)["institute"]

    def test_an_award_is_found_by_its_year(self, tsn):
        award = LabelAward.objects.create(institute=tsn, year=2020)
        header = ["institute", "year", "announced on"]
        job = checked(header, ["TSN", "2020", "7 février 2020"], ["TSN", "2016", ""], resource="labelaward")
        assert kinds(job) == {2: "changed", 3: "new"}
        assert line(job).target_id == award.pk

    @pytest.mark.parametrize(("year", "day"), [("1999", ""), ("2020", "2019-12-31"), ("", "")])
    def test_the_model_has_its_say(self, tsn, year, day):
        job = checked(["institute", "year", "announced on"], ["TSN", year, day], resource="labelaward")
        assert kinds(job) == {2: "refused"}
