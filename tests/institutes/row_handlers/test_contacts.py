"""The wrong person: what a number, a shared mailbox or a particle leaves in doubt is asked about."""

import pytest
from django.utils.translation import override

from exchange.importing import answering, running, source_file
from exchange.importing.registry import ROW_HANDLERS
from exchange.registry import RESOURCES
from institutes.models import Contact
from tests.builders import make_contact, make_institute, make_organisation, make_school
from tests.exchange.importing import (
    NUMBER,
    ORGANISATION_NUMBER,
    applied,
    apply,
    changes,
    checked,
    everything,
    kinds,
    line,
    problems,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
HEADERS = ["ID", "Numéro", "Number", "N°", "No.", "#", "Record ID", "Identifiant", "id", "Réf.", "Contact ID"]


def choose(job, keys):
    """What a person says on the page of columns."""
    source_file.choose_columns(job, keys)
    running.start(job, "check")
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("header", HEADERS)
def test_the_running_number_of_another_list_means_nobody_here(zoe, header):
    before = everything()
    job = applied(
        [header, "First name", "Last name", "Company", "Email"],
        [zoe.pk, "Alice", "Bernard", "", "alice.b@example.org"],
        [zoe.pk + 998, "Vera", "Long", "", "vera.l@example.org"],
    )
    assert job.reading["columns"][0] == ""
    assert kinds(job) == {2: "new", 3: "new"}
    assert [row for row in everything() if row in before] == before


@pytest.mark.parametrize("resource", list(ROW_HANDLERS))
@pytest.mark.parametrize("header", HEADERS)
def test_no_kind_of_row_is_known_by_a_header_that_any_list_has(resource, header):
    assert source_file.recognise_columns(resource, [header]) == [""]


@pytest.mark.parametrize("resource", list(ROW_HANDLERS))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_our_own_header_says_it_in_each_language(resource, language):
    with override(language):
        header = RESOURCES[resource].columns["id"].header()
    survived = header.encode("cp1252").decode("cp1252").upper()
    assert source_file.recognise_columns(resource, [survived]) == ["id"]
    others = set(ROW_HANDLERS) - {resource}
    assert {source_file.recognise_columns(other, [header])[0] for other in others} == {""}


def test_a_person_says_that_the_numbers_are_ours(zoe):
    job = choose(upload(["Numéro", "fonction (fr)"], [zoe.pk, "Directrice"]), ["id", "job_title_fr"])
    assert line(job).target_id == zoe.pk
    assert changes(job) == {"job_title_fr": (None, "Directrice")}


OTHERS = {
    "another person": ("Jean", "Martin"),
    "the same first name": ("Zoé", "Martin"),
    "one particle shared": ("Zoé", "de Durande-Autre"),
    "another of a family with a particle": ("Zoé", "van Martin"),
    "a desk": ("", "Service presse"),
}


@pytest.mark.parametrize(("first", "last"), OTHERS.values(), ids=OTHERS)
def test_even_our_number_beside_another_last_name_is_asked_about(zoe, first, last):
    before = everything()
    job = checked([NUMBER, "first name", "last name"], [zoe.pk, first, last])
    assert kinds(job) == {2: "doubtful"}
    assert [c["id"] for c in line(job).candidates] == [zoe.pk]
    assert "a different last name" in problems(job)[""]
    job.valid_rows_only = True
    job.save()
    apply(job)
    assert everything() == before


def test_the_answer_renames(zoe):
    job = checked([NUMBER, "last name"], [zoe.pk, "Martin"])
    assert answering.answer(job, {2: str(zoe.pk)}) == {}
    apply(job)
    zoe.refresh_from_db()
    assert zoe.last_name == "Martin"


@pytest.mark.parametrize("last", ["Durant", "Durande", "Durànd"])
def test_a_slip_in_a_last_name_is_corrected_by_our_number(zoe, last):
    job = checked([NUMBER, "first name", "last name"], [zoe.pk, "Zoé", last])
    assert changes(job) == {"last_name": ("Durand", last)}


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("Straße-Müller", "Straße"),
        ("Picory-Donné", "Picory"),
        ("Picory-Donné", "Donne"),
        ("Durand", "Durand-Martin"),
        ("García Márquez", "GARCIA"),
    ],
)
@pytest.mark.parametrize("by", [NUMBER, "e-mail"])
def test_half_of_a_double_name_is_asked_about(zoe, stored, written, by):
    Contact.objects.filter(pk=zoe.pk).update(last_name=stored)
    before = everything()
    job = checked(["first name", "last name", by], ["Zoé", written, zoe.pk if by == NUMBER else zoe.email])
    assert kinds(job) == {2: "doubtful"}
    assert [c["id"] for c in line(job).candidates] == [zoe.pk]
    assert everything() == before
    assert answering.answer(job, {2: str(zoe.pk)}) == {}
    apply(job)
    zoe.refresh_from_db()
    assert zoe.last_name == written


MAILBOXES = {
    "another last name": ("Marie", "Durand", "Marie", "Martin"),
    "another first name": ("Paul", "Martin", "Marie", "Martin"),
    "one particle": ("Anne", "de La Ferté", "Anne", "de La Tour"),
    "an Arabic article": ("Samir", "El Amrani", "Samir", "El Fassi"),
    "a Dutch particle": ("Jan", "van den Berg", "Jan", "van den Meer"),
    "the name of a desk": ("", "Relations presse", "Marie", "Martin"),
    "nearly the last name": ("Marie", "Martins", "Marie", "Martin"),
}


@pytest.mark.parametrize(("first", "last", "ours_first", "ours_last"), MAILBOXES.values(), ids=MAILBOXES)
def test_a_shared_mailbox_never_renames_its_owner(first, last, ours_first, ours_last):
    owner = make_contact(ours_last, first_name=ours_first, email="presse@example.org")
    make_organisation("EURECOM")
    before = everything()
    job = checked(
        ["First name", "Last name", "Organisation", "E-mail"], [first, last, "EURECOM", "presse@example.org"]
    )
    assert kinds(job) == {2: "doubtful"}
    assert [c["id"] for c in line(job).candidates] == [owner.pk]
    assert everything() == before


@pytest.mark.parametrize(
    ("first", "last"), [("Z.", "Durand"), ("zoe", "DURAND"), ("", "Durand"), ("Zoé", "")]
)
def test_an_address_with_its_owner_s_name_in_another_writing_is_no_question(zoe, first, last):
    job = checked(["first name", "last name", "e-mail"], [first, last, zoe.email])
    assert line(job).target_id == zoe.pk


def test_the_two_writings_of_a_domain_with_accents_are_one_address(zoe):
    Contact.objects.filter(pk=zoe.pk).update(email="zoe@éts.example")
    job = checked(["last name", "e-mail"], ["Durand", "ZOE@xn--ts-9ia.example"])
    assert line(job).target_id == zoe.pk


class TestOrganisations:
    @pytest.fixture
    def school(self):
        return make_school("Télécom Paris", slug="telecom-paris", short_name_fr="TP")

    @pytest.mark.parametrize("name", ["Télécom SudParis", "EURECOM", "Mines Paris", "École X", "IMT"])
    @pytest.mark.parametrize("by", [ORGANISATION_NUMBER, "address name"])
    def test_another_name_beside_our_number_or_address_is_asked_about(self, school, name, by):
        key = school.pk if by == ORGANISATION_NUMBER else school.slug
        job = checked([by, "name (fr)"], [key, name], resource="organisation")
        assert kinds(job) == {2: "doubtful"}
        assert [c["id"] for c in line(job).candidates] == [school.pk]

    def test_a_name_of_another_offers_both(self, school):
        other = make_school("EURECOM")
        job = checked([ORGANISATION_NUMBER, "name (fr)"], [school.pk, "Eurecom"], resource="organisation")
        assert {c["id"] for c in line(job).candidates} == {school.pk, other.pk}

    @pytest.mark.parametrize("name", ["telecom paris", "T?l?com Paris", "TP"])
    def test_one_of_its_names_is_no_question(self, school, name):
        job = checked([ORGANISATION_NUMBER, "name (fr)"], [school.pk, name], resource="organisation")
        assert line(job).target_id == school.pk

    def test_the_answer_renames(self, school):
        job = checked([ORGANISATION_NUMBER, "name (fr)"], [school.pk, "Paris Tech"], resource="organisation")
        answering.answer(job, {2: str(school.pk)})
        apply(job)
        school.refresh_from_db()
        assert school.name_fr == "Paris Tech"


class TestTies:
    def test_a_number_beside_another_membership_is_asked_about(self):
        institute, school, other = make_institute(), make_school("A"), make_school("B")
        kept = institute.memberships.create(school=school)
        header = [RESOURCES["membership"].columns["id"].header(), "institute", "school", "order"]
        for row, kind in (
            ([kept.pk, institute, other, 3], "doubtful"),
            ([kept.pk, institute, school, 3], "changed"),
        ):
            row = [row[0], row[1].name_fr, row[2].name_fr, row[3]]
            assert kinds(checked(header, row, resource="membership")) == {2: kind}

    def test_a_number_beside_another_award_is_asked_about(self):
        institute = make_institute()
        kept = institute.awards.create(year=2006)
        header = [RESOURCES["labelaward"].columns["id"].header(), "institute", "year"]
        job = checked(header, [kept.pk, institute.name_fr, 2011], resource="labelaward")
        assert kinds(job) == {2: "doubtful"}
        assert answering.answer(job, {2: "new"}) == {}
        apply(job)
        assert job.state == "applied", job.problem
        assert sorted(institute.awards.values_list("year", flat=True)) == [2006, 2011]


def test_the_page_of_columns_says_what_a_number_of_another_list_is_worth(client, zoe):
    job = upload(["ID", "Last name"], [zoe.pk, "Bernard"])
    client.force_login(job.actor)
    client.cookies["django_language"] = "en"
    page = client.get(f"/admin/exchange/import/{job.pk}/change/").content.decode()
    assert "Numbers from another list are not imported." in page
    assert "not recognised" not in page
