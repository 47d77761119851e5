import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone, translation

from common.languages import columns
from institutes.models import (
    Contact,
    FormerName,
    Institute,
    LabelAward,
    Membership,
    Organisation,
    PhoneNumber,
    School,
)
from tests.builders import make_boilerplate, make_contact, make_institute, make_organisation, make_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def day(text):
    return datetime.date.fromisoformat(text)


def test_columns_are_those_of_the_languages_of_the_settings(monkeypatch):
    assert columns("name") == ("name_fr", "name_en")
    monkeypatch.setattr("common.languages.LANGUAGES", ("pt-br",))
    assert columns("name") == ("name_pt_br",)


class TestNames:
    @pytest.fixture
    def school(self):
        """Mines Douai until 2017, IMT Lille Douai until 2022, IMT Nord Europe since."""
        school = make_school("IMT Nord Europe")
        renamed = {"organisation": school, "kind": "renamed"}
        FormerName.objects.bulk_create(
            [
                FormerName(**renamed, name_fr="IMT Lille Douai", until=day("2022-01-01")),
                FormerName(**renamed, name_fr="Mines Douai", name_en="Douai Mines", until=day("2017-01-01")),
                FormerName(organisation=school, kind="merged", name_fr="Lille 1", until=day("2017-01-01")),
                FormerName(organisation=school, kind="spelling", name_fr="Nord-Europe"),
                FormerName(organisation=school, kind="spelling", name_fr="NE", until=day("2030-01-01")),
            ]
        )
        return school

    @pytest.mark.parametrize(
        ("on", "name"),
        [
            ("1990-01-01", "Mines Douai"),
            ("2016-12-31", "Mines Douai"),
            ("2017-01-01", "IMT Lille Douai"),
            ("2021-12-31", "IMT Lille Douai"),
            ("2022-01-01", "IMT Nord Europe"),
            ("2029-01-01", "IMT Nord Europe"),
        ],
    )
    def test_a_day_has_the_name_that_was_borne_on_it(self, school, on, name):
        assert school.name_on(day(on), "fr") == name
        assert Organisation.objects.get(pk=school.pk).name_on(day(on), "fr") == name

    def test_a_former_name_is_in_the_language_asked_for(self, school):
        assert school.name_on(day("2000-01-01"), "en") == "Douai Mines"
        assert school.name_on(day("2020-01-01"), "en") == "IMT Lille Douai"
        with translation.override("en"):
            assert school.name_on(day("2000-01-01"), "fr") == "Mines Douai"

    def test_a_renaming_without_its_day_is_refused_by_the_database(self):
        nameless = FormerName(organisation=make_school(), name_fr="Mines", kind="renamed")
        with pytest.raises(IntegrityError):
            FormerName.objects.bulk_create([nameless])

    @pytest.mark.parametrize("model", [Organisation, School, Institute, FormerName])
    def test_a_name_is_needed_in_one_language(self, model):
        with pytest.raises(ValidationError, match="at least one language"):
            model().clean()
        for column in columns("name"):
            model(**{column: "Name"}).clean()

    def test_an_organisation_is_called_by_its_short_name_if_it_has_one(self):
        assert str(Organisation(name="Institut Mines-Télécom", short_name="IMT", slug="imt")) == "IMT"
        assert str(Organisation(name="Institut Mines-Télécom", slug="imt")) == "Institut Mines-Télécom"
        assert str(Organisation(slug="imt")) == "imt"

    def test_a_name_missing_in_one_language_is_read_in_another(self):
        Organisation.objects.create(name_fr="Ministère", slug="ministry")
        with translation.override("en"):
            assert Organisation.objects.get().name == "Ministère"


class TestOrganisations:
    def test_schools_and_institutes_always_know_their_kind(self):
        school, institute = make_school(kind="agency"), make_institute(kind="other")
        kinds = dict(Organisation.objects.values_list("pk", "kind"))
        assert kinds == {school.pk: "school", institute.pk: "institute"}

    def test_an_address_name_is_one_organisation_whatever_its_kind(self):
        make_school(slug="imt")
        for make in (make_organisation, make_institute):
            with pytest.raises(IntegrityError), transaction.atomic():
                make(slug="imt")

    def test_each_kind_has_its_page_or_its_website(self):
        with translation.override("en"):
            assert make_institute(slug="mines").get_absolute_url() == "/en/institutes/mines/"
            assert make_school(slug="imta").get_absolute_url() == "/en/schools/imta/"
            assert Organisation.objects.get(slug="imta").get_absolute_url() == "/en/schools/imta/"
        agency = make_organisation(website="https://example.org", kind="agency")
        assert agency.get_absolute_url() == "https://example.org"
        assert make_organisation().get_absolute_url() == ""

    def test_what_people_and_boilerplates_belong_to_is_not_deleted(self):
        agency, school = make_organisation(), make_school()
        make_contact(organisation=agency)
        make_boilerplate(organisation=school)
        for organisation in (agency, school):
            with pytest.raises(ProtectedError):
                organisation.delete()

    def test_a_school_is_a_member_of_an_institute_once(self):
        institute, school = make_institute(), make_school()
        Membership.objects.create(institute=institute, school=school)
        with pytest.raises(IntegrityError):
            Membership.objects.bulk_create(
                [Membership(institute=institute, school=school, role="subsidiary")]
            )

    def test_an_institute_gets_the_label_once_a_year(self):
        institute = make_institute()
        LabelAward.objects.create(institute=institute, year=2020)
        with pytest.raises(IntegrityError):
            LabelAward.objects.bulk_create([LabelAward(institute=institute, year=2020)])

    def test_the_label_is_held_since_the_first_award(self):
        institute = make_institute()
        assert institute.labelled_since is None
        for year in (2011, 2006, 2020):
            LabelAward.objects.create(institute=institute, year=year)
        assert institute.labelled_since == 2006

    @pytest.mark.parametrize("ahead", [3, 10, 50])
    def test_an_award_is_not_of_a_year_far_ahead(self, ahead):
        year = timezone.localdate().year
        LabelAward(year=year + 2).clean()
        with pytest.raises(ValidationError, match="too far in the future"):
            LabelAward(year=year + ahead).clean()

    def test_an_award_is_announced_in_its_year(self):
        LabelAward(year=2020, announced_on=day("2020-02-07")).clean()
        with pytest.raises(ValidationError, match="not in the year of the award"):
            LabelAward(year=2019, announced_on=day("2020-02-07")).clean()

    def test_an_institute_outlives_its_director(self):
        director = make_contact()
        institute = make_institute(director=director)
        director.delete()
        institute.refresh_from_db()
        assert institute.director is None


class TestContacts:
    @pytest.mark.parametrize("email", ["zoe@example.org", "ZOE@example.org", "Zoe@Example.ORG"])
    def test_an_address_belongs_to_one_person_whatever_its_capitals(self, email):
        make_contact(email="zoe@example.org")
        other = make_contact(email="other@example.org")
        with pytest.raises(IntegrityError), transaction.atomic():
            Contact.objects.bulk_create([Contact(last_name="Petit", email=email)])
        with pytest.raises(IntegrityError), transaction.atomic():
            Contact.objects.filter(pk=other.pk).update(email=email)

    def test_many_people_may_have_no_address(self):
        Contact.objects.bulk_create([Contact(last_name="Petit"), Contact(last_name="Grand")])
        assert Contact.objects.filter(email="").count() == 2

    @pytest.mark.parametrize(
        "hidden", [{"is_public": False}, {"is_press_contact": False}, {"objected_on": day("2024-05-17")}]
    )
    def test_journalists_see_public_press_contacts_who_do_not_object(self, hidden):
        shown = make_contact()
        make_contact("Secret", **hidden)
        assert list(Contact.objects.for_the_press()) == [shown]

    def test_a_person_may_have_one_name_only(self):
        assert str(Contact(last_name="Durand")) == "Durand"
        assert str(Contact(first_name="Zoé", last_name="Durand")) == "Zoé Durand"


class TestPhoneNumbers:
    @pytest.mark.parametrize(
        "number",
        [
            "01 41 11 37 89",
            "0141113789",
            "+0141113789",
            "+33 1 41 11 37 89",
            "+33x",
            "+123456",
            "+1234567890123456",
            "",
        ],
    )
    def test_the_database_takes_no_other_form_than_e164(self, number):
        phone = make_contact().phone_numbers.get()
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE institutes_phonenumber SET number = %s", [number])
        phone.refresh_from_db()
        assert phone.number.as_e164 == "+33141113789"

    def test_an_impossible_number_does_not_get_round_the_form(self):
        with pytest.raises(IntegrityError):
            PhoneNumber.objects.bulk_create([PhoneNumber(contact=make_contact(), number="01 41")])

    @pytest.mark.parametrize(
        ("number", "language", "shown"),
        [
            ("+33141113789", "fr", "01 41 11 37 89"),
            ("+33141113789", "en", "+33 1 41 11 37 89"),
            ("+33612345678", "fr", "06 12 34 56 78"),
            ("+4930901820", "fr", "+49 30 901820"),
            ("+4930901820", "en", "+49 30 901820"),
        ],
    )
    def test_a_number_is_shown_as_its_readers_dial_it(self, number, language, shown):
        make_contact(phones=(number,))
        assert PhoneNumber.objects.get().display(language) == shown

    def test_numbers_stand_in_their_order(self):
        contact = make_contact(phones=())
        for order, number in ((2, "+33612345678"), (1, "+33141113789")):
            PhoneNumber.objects.create(contact=contact, number=number, order=order)
        assert [str(phone) for phone in contact.phone_numbers.all()] == ["01 41 11 37 89", "06 12 34 56 78"]
