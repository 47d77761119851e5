import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from exchange.importing import answering, running, source_file
from institutes.models import Contact, FormerName, PhoneNumber
from institutes.resources import ContactResource
from tests.builders import make_contact, make_organisation
from tests.exchange.importing import (
    NUMBER,
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


class TestColumns:
    def test_either_language_names_a_column(self):
        with override("fr"):
            french = ContactResource.columns["job_title_en"].header()
        job = upload([french, "LAST  name", "E-Mail", "shoe size"], ["a", "b", "", "44"])
        assert job.reading["columns"] == ["job_title_en", "last_name", "email", ""]

    def test_the_names_of_other_people_s_files_are_known_too(self):
        headers = ["NOM", "Prénom", "Tél.", "Mail", "Société", "Langues"]
        keys = ["last_name", "first_name", "phone", "email", "organisation", "languages"]
        assert source_file.recognise_columns("contact", headers) == keys

    def test_a_column_that_a_file_may_not_set_is_left_out(self):
        assert upload(["last name", "verified by"], ["a", "b"]).reading["columns"] == ["last_name", ""]

    def test_a_second_column_of_the_same_name_is_left_out(self):
        assert upload(["last name", "surname"], ["a", "b"]).reading["columns"] == ["last_name", ""]

    def test_columns_that_the_file_lacks_leave_the_rest_alone(self, zoe):
        before = everything()
        applied(["e-mail", "job title (en)"], [zoe.email, "Director"])
        zoe.refresh_from_db()
        assert zoe.job_title_en == "Director"
        zoe.job_title_en = None
        zoe.save()
        assert everything() == before


class TestWhomARowMeans:
    def test_a_number_means_that_person(self, zoe):
        job = checked([NUMBER, "job title (fr)"], [zoe.pk, "Directrice"])
        assert line(job).target_id == zoe.pk
        assert changes(job) == {"job_title_fr": (None, "Directrice")}

    def test_an_e_mail_in_another_case_means_its_owner(self, zoe):
        job = checked(["e-mail", "last name"], ["ZOE.durand@EXAMPLE.org", "Durand"])
        assert kinds(job) == {2: "unchanged"}
        assert line(job).target_id == zoe.pk

    def test_a_name_and_any_name_of_the_organisation_mean_that_person(self, zoe, imt):
        FormerName.objects.create(organisation=imt, name_fr="Groupe des écoles", kind="spelling")
        for name in ("imt", "INSTITUT mines telecom", "groupe  des écoles"):
            job = checked(["last name", "first name", "organisation"], ["DURAND", "zoe", name])
            assert line(job).target_id == zoe.pk, name

    def test_a_number_that_is_gone_is_refused(self, zoe):
        job = checked([NUMBER, "last name"], [zoe.pk + 1, "Durand"])
        assert "no longer exists" in problems(job)["id"]

    def test_a_number_and_an_e_mail_of_two_people_are_asked_about(self, zoe):
        other = make_contact("Martin", email="martin@example.org")
        job = checked([NUMBER, "e-mail"], [zoe.pk, other.email])
        assert kinds(job) == {2: "doubtful"}
        assert [c["id"] for c in line(job).candidates] == [zoe.pk, other.pk]

    def test_a_number_whose_row_is_about_somebody_else_is_asked_about(self, zoe):
        row = [zoe.pk, "Jean", "Martin", "jean@example.org"]
        assert kinds(checked([NUMBER, "first name", "last name", "e-mail"], row)) == {2: "doubtful"}

    def test_a_shared_e_mail_under_another_name_is_asked_about(self, zoe):
        job = checked(["first name", "last name", "e-mail"], ["Jean", "Martin", zoe.email])
        assert kinds(job) == {2: "doubtful"}

    @pytest.mark.parametrize(
        ("row", "kind"),
        [
            (["Zoé", "Durand", "new@example.org", "imt"], "doubtful"),
            (["Zoé", "Durand", "", ""], "doubtful"),
            (["Zoé", "Durand", "", "other"], "doubtful"),
            (["Zoé", "Durand", "new@example.org", "other"], "new"),
            (["Zoë", "Martin", "", "imt"], "new"),
        ],
    )
    def test_a_namesake_is_new_only_where_nothing_else_could_be_meant(self, zoe, row, kind):
        make_organisation("Other")
        assert kinds(checked(["first name", "last name", "e-mail", "organisation"], row)) == {2: kind}

    def test_two_of_one_name_and_organisation_are_asked_about(self, zoe, imt):
        twin = make_contact("Durand", email="", organisation=imt)
        job = checked(["first name", "last name", "organisation"], ["Zoé", "Durand", "imt"])
        assert {c["id"] for c in line(job).candidates} == {zoe.pk, twin.pk}

    def test_two_rows_about_one_person_are_both_asked_about(self, zoe):
        job = checked(
            [NUMBER, "e-mail", "job title (fr)"],
            [zoe.pk, "", "Une"],
            ["", "other@example.org", "Deux"],
            ["", zoe.email, "Trois"],
        )
        assert (kinds(job)[2], kinds(job)[4]) == ("doubtful", "doubtful")
        assert [c["id"] for c in line(job, 2).candidates] == [zoe.pk]

    def test_two_new_rows_with_one_e_mail_are_both_asked_about(self):
        job = checked(["last name", "e-mail"], ["A", "a@example.org"], ["B", "A@example.org"])
        assert kinds(job) == {2: "doubtful", 3: "doubtful"}

    def test_rows_far_apart_are_compared_too(self, monkeypatch):
        monkeypatch.setattr("exchange.importing.planning.CHUNK", 2)
        rows = [[f"P{n}", f"p{n}@example.org"] for n in range(9)]
        job = checked(["last name", "e-mail"], *rows, ["P0", "p0@example.org"])
        assert kinds(job)[2] == kinds(job)[11] == "doubtful"

    def test_a_row_that_names_nobody_is_refused(self):
        job = checked(["job title (fr)", "last name"], ["Directeur", ""])
        assert kinds(job) == {2: "refused"}


class TestObjection:
    @pytest.fixture
    def objector(self, zoe):
        zoe.objected_on = datetime.date(2026, 5, 3)
        zoe.save()
        return zoe

    def test_a_file_changes_nothing_of_a_person_who_objected_and_says_so(self, objector):
        job = checked(["e-mail", "job title (fr)", "public"], [objector.email, "Nouvelle", "oui"])
        assert kinds(job) == {2: "unchanged"}
        assert "objected on 3 May 2026" in problems(job)[""]

    def test_an_answer_leaves_the_row_out_and_the_other_rows_in(self, objector):
        header = ["e-mail", "first name", "last name"]
        job = checked(header, [objector.email, "Jean", "Martin"], ["ada@example.org", "Ada", "Martin"])
        assert answering.answer(job, {2: str(objector.pk)}) == {}
        assert line(job).answer == "leave"
        assert "objected on 3 May 2026" in line(job).problems[-1]["problem"]
        apply(job)
        assert job.state == "applied", job.problem
        assert Contact.objects.exclude(pk=objector.pk).get().first_name == "Ada"
        objector.refresh_from_db()
        assert objector.last_name == "Durand"

    def test_another_answer_takes_the_reason_away(self, objector):
        job = checked(["e-mail", "first name", "last name"], [objector.email, "Jean", "Martin"])
        before = line(job).problems
        answering.answer(job, {2: str(objector.pk)})
        answering.answer(job, {2: "new"})
        assert [each for each in line(job).problems if each["column"] != "email"] == before

    def test_a_dry_run_of_before_the_objection_changes_nothing(self, zoe):
        job = checked(["e-mail", "job title (fr)"], [zoe.email, "Nouvelle"])
        Contact.objects.update(objected_on="2026-05-03")
        apply(job)
        assert job.state == "checked"
        assert "rows" in job.problem


class TestQueries:
    """What a thousand rows cost is bounded, whatever the rows are."""

    # Two to load the targets, one per 70 or so lines to keep them, the transaction around.
    PER_THOUSAND = 24

    @pytest.mark.parametrize("kind", ["unchanged", "changed", "new", "doubtful", "refused"])
    def test_of_a_trial(self, imt, kind):
        people = Contact.objects.bulk_create(
            Contact(last_name=f"P{n}", email=f"p{n}@example.org", organisation=imt) for n in range(1200)
        )
        PhoneNumber.objects.bulk_create(PhoneNumber(contact=p, number="+33141113789") for p in people)
        rows = {
            "unchanged": lambda n: [f"p{n}@example.org", f"P{n}", "01 41 11 37 89", "imt"],
            "changed": lambda n: [f"p{n}@example.org", f"P{n}", "06 76 12 00 53", ""],
            "new": lambda n: [f"q{n}@example.org", f"Q{n}", "06 76 12 00 53", "imt"],
            "doubtful": lambda n: ["", f"P{n}", "", ""],
            "refused": lambda n: [f"p{n}@example.org", f"P{n}", "", "nobody"],
        }[kind]
        header = ["e-mail", "last name", "telephone numbers", "organisation"]
        spent = []
        for count in (200, 1200):
            job = upload(header, *[rows(n) for n in range(count)])
            job.reading["small"] = True
            job.save()
            with CaptureQueriesContext(connection) as queries:
                running.start(job, "check")
            job.refresh_from_db()
            assert job.counts[kind] == count, job.counts
            spent.append(len(queries))
        assert spent[1] - spent[0] <= self.PER_THOUSAND
