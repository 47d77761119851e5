"""From the answers to the undo: all or nothing, and nothing that has changed since."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from common.exceptions import Refused
from exchange.importing import answering, applying, checking, jobs, running, source_file
from exchange.models import Import
from exchange.progress import Progress
from exchange.spreadsheets import UnreadableFile
from institutes.models import Contact, PhoneNumber
from tests.builders import attach, make_contact, make_release, make_user
from tests.exchange.importing import (
    NUMBER,
    applied,
    apply,
    checked,
    everything,
    line,
    problems,
    sheet,
    undo,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_a_large_file_is_counted_before_it_is_checked(monkeypatch):
    monkeypatch.setattr(source_file, "SMALL", 2)
    job = upload(["last name"], *[[f"N{number}"] for number in range(5)])
    assert (job.total, job.reading["small"]) == (0, False)
    told = []
    monkeypatch.setattr(Progress, "step", lambda self, done, total: told.append((done, total)))
    # In this process, which the test watches.
    job.reading["small"] = True
    job.save()
    running.start(job, "check")
    assert told == [(0, 0), (5, 5)]


class TestAnswers:
    @pytest.fixture
    def job(self, zoe):
        return checked(
            ["first name", "last name", "e-mail", "organisation", "job title (fr)"],
            ["Zoé", "Durand", "zd@example.org", "imt", "Directrice"],
        )

    def test_without_answer_nothing_is_applied(self, job):
        before = everything()
        apply(job)
        assert job.state == "checked"
        assert "not decided" in job.problem
        assert everything() == before

    def test_this_one(self, job, zoe):
        assert answering.answer(job, {2: str(zoe.pk)}) == {}
        apply(job)
        zoe.refresh_from_db()
        assert (zoe.email, zoe.job_title_fr) == ("zd@example.org", "Directrice")

    def test_a_new_one(self, job, zoe):
        assert answering.answer(job, {2: "new"}) == {}
        apply(job)
        assert Contact.objects.exclude(pk=zoe.pk).get().job_title_fr == "Directrice"

    def test_leave_out(self, job):
        before = everything()
        answering.answer(job, {2: "leave"})
        apply(job)
        assert job.state == "applied"
        assert everything() == before

    def test_an_answer_that_was_not_offered_is_refused(self, job):
        other = make_contact("Martin")
        assert 2 in answering.answer(job, {2: str(other.pk)})
        assert line(job).answer == ""

    def test_two_rows_are_not_both_that_person(self, zoe):
        job = checked([NUMBER, "job title (fr)"], [zoe.pk, "Une"], [zoe.pk, "Deux"])
        refused = answering.answer(job, {2: str(zoe.pk), 3: str(zoe.pk)})
        assert list(refused) == [3]

    def test_of_two_new_rows_with_one_e_mail_the_first_has_it(self):
        job = checked(["last name", "e-mail"], ["A", "a@example.org"], ["B", "A@example.org"])
        assert answering.answer(job, {2: "new", 3: "new"}) == {}
        apply(job)
        assert sorted(Contact.objects.values_list("last_name", "email")) == [
            ("A", "a@example.org"),
            ("B", ""),
        ]


class TestApply:
    def test_one_refused_row_stops_all(self, zoe):
        before = everything()
        job = checked(["e-mail", "last name"], ["a@example.org", "A"], ["nonsense", "B"])
        apply(job)
        assert job.state == "checked"
        assert everything() == before

    def test_only_the_good_rows_when_asked(self, zoe):
        applied(["e-mail", "last name"], ["a@example.org", "A"], ["nonsense", "B"], valid_rows_only=True)
        assert Contact.objects.filter(email="a@example.org").exists()
        assert not Contact.objects.filter(last_name="B").exists()

    @pytest.mark.parametrize("meanwhile", ["changed", "deleted"])
    def test_a_target_that_changed_since_refuses_all(self, zoe, meanwhile):
        other = make_contact("Martin")
        rows = [[zoe.pk, "Une"], [other.pk, "Deux"]]
        job = checked([NUMBER, "job title (fr)"], *rows)
        if meanwhile == "deleted":
            other.delete()
        else:
            Contact.objects.filter(pk=other.pk).update(job_title_fr="Autre")
        before = everything()
        apply(job)
        assert (job.state, everything()) == ("checked", before)
        assert "3" in job.problem

    def test_another_column_that_changed_since_stays(self, zoe):
        job = checked([NUMBER, "job title (fr)"], [zoe.pk, "Une"])
        Contact.objects.update(first_name="Zoë")
        apply(job)
        assert Contact.objects.values_list("first_name", "job_title_fr").get() == ("Zoë", "Une")

    def test_the_same_file_checked_twice_adds_nobody_twice(self):
        first, second = (checked(["last name"], ["Martin"]) for _time in range(2))
        apply(first)
        apply(second)
        assert (second.state, Contact.objects.count()) == ("checked", 1)

    def test_an_e_mail_taken_meanwhile_refuses_all(self):
        job = checked(["last name", "e-mail"], ["Martin", "m@example.org"])
        make_contact("Durand", email="M@example.org")
        apply(job)
        assert (job.state, Contact.objects.count()) == ("checked", 1)

    def test_the_file_goes_and_only_the_last_lines_stay(self):
        first = applied(["last name"], ["A"])
        name = upload(["last name"], ["B"]).file.name
        second = applied(["last name"], ["C"])
        assert (first.lines.count(), second.lines.count()) == (0, 1)
        assert not second.file
        assert Import._meta.get_field("file").storage.exists(name)

    def test_a_large_column_set_is_applied_a_chunk_at_a_time(self, monkeypatch):
        monkeypatch.setattr(applying, "CHUNK", 2)
        applied(["last name", "telephone numbers"], *[[f"P{n}", "01 41 11 37 89"] for n in range(7)])
        assert PhoneNumber.objects.count() == 7


class TestUndo:
    def test_everything_is_as_before(self, zoe):
        PhoneNumber.objects.filter(contact=zoe).update(label_fr="Bureau", order=4)
        make_contact("Martin", phones=())
        before = everything()
        header = [NUMBER, "e-mail", "last name", "telephone numbers", "organisation"]
        job = applied(
            header,
            [zoe.pk, "z@example.org", "Durand", "06 76 12 00 53", ""],
            ["", "new@example.org", "New", "+44 20 7946 0958", "imt"],
        )
        assert everything() != before
        undo(job)
        assert job.state == "undone"
        assert everything() == before

    def test_a_row_changed_since_stays_and_is_named(self, zoe):
        job = applied([NUMBER, "job title (fr)", "first name"], [zoe.pk, "Une", "Zoë"])
        Contact.objects.update(job_title_fr="Autre")
        undo(job)
        zoe.refresh_from_db()
        assert (zoe.job_title_fr, zoe.first_name) == ("Autre", "Zoë")
        assert job.counts["kept"] == 1
        assert "Changed since" in problems(job)[""]

    def test_a_new_person_in_use_stays_and_is_named(self):
        job = applied(["last name"], ["Martin"])
        attach(make_release(), Contact.objects.get())
        undo(job)
        assert Contact.objects.count() == 1
        assert "In use" in problems(job)[""]

    def test_only_the_last_one(self):
        first, _second = applied(["last name"], ["A"]), applied(["last name"], ["B"])
        undo(first)
        assert first.state == "applied"
        assert Contact.objects.count() == 2


class TestJobs:
    def test_cancelled_between_two_chunks_nothing_has_changed(self, zoe, monkeypatch):
        job = checked([NUMBER, "job title (fr)"], [zoe.pk, "Une"])
        before = everything()
        write = Progress.write

        def ask(self, done, total):
            write(self, done, total)
            self.ask_to_stop()

        monkeypatch.setattr(Progress, "write", ask)
        apply(job)
        assert (job.state, everything()) == ("cancelled", before)
        assert not job.lines.exists()

    def test_a_job_that_lost_its_lease_changes_nothing(self, zoe, monkeypatch):
        job = checked([NUMBER, "job title (fr)"], [zoe.pk, "Une"])
        before = everything()
        original = applying._delete_older_lines
        later = timezone.now() + datetime.timedelta(seconds=1)
        monkeypatch.setattr(
            applying,
            "_delete_older_lines",
            lambda job: original(job) or Import.objects.update(heartbeat_at=later),
        )
        apply(job)
        assert everything() == before

    def test_silence_means_interrupted_and_it_may_start_again(self, zoe):
        job = checked([NUMBER, "job title (fr)"], [zoe.pk, "Une"])
        jobs.claim(job, "apply")
        with pytest.raises(Refused):
            jobs.claim(job, "apply")
        job.progress.clear()
        job.heartbeat_at -= datetime.timedelta(minutes=2)
        job.save()
        assert jobs.is_interrupted(job)
        apply(job)
        assert job.state == "applied"

    def test_what_nobody_went_on_with_goes(self):
        job = checked(["last name"], ["A"])
        Import.objects.update(created_at=timezone.now() - datetime.timedelta(days=31))
        [forgotten] = jobs.overdue()
        forgotten.end()
        job.refresh_from_db()
        assert (job.state, bool(job.file), job.lines.count()) == ("cancelled", False, 0)

    @pytest.mark.parametrize("state", ["checking", "applying"])
    def test_what_a_killed_process_was_at_goes_too_after_its_time(self, state):
        job = checked(["last name"], ["A"])
        long_ago = timezone.now() - datetime.timedelta(days=31)
        Import.objects.update(state=state, created_at=long_ago, heartbeat_at=long_ago)
        [forgotten] = jobs.overdue()
        forgotten.end()
        job.refresh_from_db()
        assert (job.state, bool(job.file), job.lines.count()) == ("cancelled", False, 0)

    def test_what_still_runs_or_was_cut_off_a_moment_ago_waits_for_somebody(self):
        for days, state in [(31, "checking"), (1, "applying"), (1, "uploaded")]:
            then = timezone.now() - datetime.timedelta(days=days)
            job = checked(["last name"], [f"A{days}{state}"])
            Import.objects.filter(pk=job.pk).update(state=state, created_at=then, heartbeat_at=timezone.now())
        assert not list(jobs.overdue())

    def test_what_fails_half_way_keeps_no_rows(self, monkeypatch):
        job = upload(["last name"], ["A"], ["B"])
        monkeypatch.setattr(checking, "_revise", lambda job, planner: 1 / 0)
        running.start(job, "check")
        job.refresh_from_db()
        assert (job.state, job.lines.count()) == ("failed", 0)

    @pytest.mark.parametrize("step", ["check", "again"])
    def test_a_file_that_is_lost_is_said_and_asked_for_again(self, step, settings):
        job = upload(["last name"], ["A"])
        (settings.MEDIA_ROOT / job.file.name).unlink()
        if step == "check":
            running.start(job, "check")
            job.refresh_from_db()
            assert (job.state, job.problem) == ("failed", "This file has been lost. Upload it again.")
        else:
            with pytest.raises(Refused, match="has been lost"):
                source_file.understand(Import.objects.get())

    def test_a_damaged_file_leaves_nothing_behind(self, settings):
        with pytest.raises(Refused):
            upload()
        assert not Import.objects.exists()
        assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]

    def test_the_actor_is_named(self):
        assert upload(["last name"], ["A"], actor=make_user("admin")).actor_name == "admin"


class TestFilesOfPeople:
    @pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    def test_in_any_encoding_and_separator(self, imt, encoding, separator):
        file = sheet(
            ["Prénom", "Nom", "Courriel", "Organisme"],
            ["Zoé", "Œuvré – Durand", "zoe@example.org", "institut  mines-télécom"],
            separator=separator,
            encoding=encoding,
        )
        job = source_file.upload(file, "contact", make_user("contacts"))
        source_file.choose_columns(job, ["first_name", "last_name", "email", "organisation"])
        running.start(job, "check")
        apply(job)
        person = Contact.objects.get()
        assert (person.first_name, person.last_name, person.organisation_id) == (
            "Zoé",
            "Œuvré – Durand",
            imt.pk,
        )

    def test_the_chosen_sheet_of_a_workbook(self):
        book = Workbook()
        book.active.append(["nothing", "here"])
        second = book.create_sheet("Contacts 2020")
        second.append(["Last name", "Collected on", "Telephone numbers"])
        second.append(["Martin", datetime.date(2020, 2, 7), 141113789])
        content = io.BytesIO()
        book.save(content)
        job = source_file.upload(
            SimpleUploadedFile("b.xlsx", content.getvalue()), "contact", make_user("contacts")
        )
        source_file.understand(job, sheet="Contacts 2020")
        running.start(job, "check")
        apply(job)
        person = Contact.objects.get()
        assert (person.data_collected_on, str(person.numbers[0])) == (
            datetime.date(2020, 2, 7),
            "+33141113789",
        )

    def test_a_file_that_breaks_off_fails_in_a_sentence_and_changes_nothing(self, monkeypatch):
        def broken(job):
            raise UnreadableFile("This file is damaged.")

        monkeypatch.setattr("exchange.importing.checking.rows_of", broken)
        job = upload(["last name"], ["A"])
        running.start(job, "check")
        job.refresh_from_db()
        assert (job.state, job.problem) == ("failed", "This file is damaged.")

    def test_an_unexpected_error_is_said_and_changes_nothing(self, monkeypatch, zoe, caplog):
        job = checked([NUMBER, "job title (fr)"], [zoe.pk, "Une"])
        before = everything()
        monkeypatch.setattr(applying, "_delete_older_lines", lambda job: 1 / 0)
        apply(job)
        assert (job.state, everything()) == ("checked", before)
        assert "unexpected error" in job.problem
