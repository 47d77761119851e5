import csv
import io

import pytest
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from exchange.importing import jobs, presentation
from exchange.models import Import
from institutes.models import Contact
from tests.builders import make_contact, make_organisation
from tests.exchange.importing import checked, sheet, someone, upload

pytestmark = pytest.mark.django_db

ADD = "/admin/exchange/import/add/"
LIST = "/admin/exchange/import/"


@pytest.fixture
def manager(client):
    client.force_login(someone())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def page(job):
    return reverse("admin:exchange_import_change", args=[job.pk])


def act(client, job, name, **data):
    return client.post(reverse("admin:exchange_import_act", args=[job.pk, name]), data, follow=True)


def columns_of(job, **data):
    return (
        {f"column_{place}": key for place, key in enumerate(job.reading["columns"])}
        | {name: job.reading[name] for name in ("encoding", "separator")}
        | data
    )


class TestTheWay:
    def test_from_the_file_to_the_undo(self, manager):
        zoe = make_contact("Durand", email="zoe@example.org")
        file = sheet(["e-mail", "job title (en)", "?"], [zoe.email, "Director", "x"])
        response = manager.post(ADD, {"what": "contact", "file": file}, follow=True)
        job = Import.objects.get()
        assert "How the file is read" in response.content.decode()
        assert "UTF-8" in response.content.decode()

        text = act(manager, job, "columns", **columns_of(job)).content.decode()
        assert "nothing has been changed yet" in text
        assert "Job title (English)" in text
        zoe.refresh_from_db()
        assert not zoe.job_title_en

        text = act(manager, job, "apply").content.decode()
        zoe.refresh_from_db()
        assert zoe.job_title_en == "Director"
        assert "Undo this import" in text

        text = act(manager, job, "undo").content.decode()
        zoe.refresh_from_db()
        assert not zoe.job_title_en
        assert "1 row was undone" in text

    def test_rows_say_whether_they_were_undone(self, manager):
        make_contact("Martin", email="martin@example.org")
        job = checked(
            ["e-mail", "last name", "job title (fr)"],
            ["new@example.org", "New", ""],
            ["martin@example.org", "Martin", "Une"],
            ["other@example.org", "Other", ""],
        )
        act(manager, job, "apply")
        Contact.objects.filter(last_name="Other").update(job_title_fr="Autre")
        text = act(manager, job, "undo").content.decode()
        assert text.count('import-unchanged">undone<') == 2
        assert text.count('import-new">new<') == 1
        assert "Changed since the import; not undone." in text

    def test_only_what_there_is_to_do_is_said(self, manager):
        make_contact("Durand", email="zoe@example.org")
        asked, refused, good = ["Zoé", "Durand", ""], ["Ana", "Zeta", "x@"], ["Bob", "Ypsilon", ""]

        def shown(*rows):
            text = manager.get(page(checked(["first name", "last name", "e-mail"], *rows))).content.decode()
            words = ["1 row is not decided", "1 row is refused", "Or apply only the valid rows"]
            return [word in text for word in words]

        assert shown(good) == [False, False, False]
        assert shown(refused) == [False, True, False]
        assert shown(refused, good) == [False, True, True]
        assert shown(asked, good) == [True, False, True]
        assert shown(asked, refused, good) == [True, True, True]

    def test_the_list_counts_in_words_that_agree(self, manager):
        job = checked(["last name", "e-mail"], ["A", ""], ["B", ""], ["C", "x@"])
        assert "2 new, 1 refused" in manager.get(LIST).content.decode()
        with override("fr"):
            assert presentation.count_sentences(job) == ["2 nouvelles", "1 refusée"]

    def test_an_unreadable_file_is_refused_in_a_sentence(self, manager):
        text = manager.post(ADD, {"what": "contact", "file": sheet([])}).content.decode()
        assert "This file is empty" in text
        assert not Import.objects.exists()

    def test_a_file_without_rows_is_refused_in_a_sentence(self, manager):
        text = manager.post(ADD, {"what": "contact", "file": sheet(["last name"])}).content.decode()
        assert "column names but no rows" in text
        assert not Import.objects.exists()

    def test_what_is_left_out_says_why(self, manager):
        job = upload(
            ["last name", "Shoe size", "Last name", "verified on"], ["Durand", "44", "y", "2020-02-12"]
        )
        text = manager.get(page(job)).content.decode()
        assert "1 column is not recognised" in text
        for reason in (
            "Not recognised.",
            "Another column of the file has the same meaning.",
            "This column is only exported, not imported.",
        ):
            assert text.count(reason) == 1

    def test_columns_by_hand(self, manager):
        job = upload(["who", "shoe size"], ["Durand", "44"])
        act(manager, job, "columns", **columns_of(job, column_0="last_name", header="row"))
        job.refresh_from_db()
        act(manager, job, "columns", **columns_of(job))
        assert job.lines.get().kind == "new"

    def test_two_columns_cannot_be_one(self, manager):
        job = upload(["last name", "b"], ["x", "y"])
        response = act(manager, job, "columns", **columns_of(job, column_0="email", column_1="email"))
        assert "Two columns cannot both be imported as E-mail" in response.content.decode()

    def test_another_separator_reads_the_file_again(self, manager):
        job = upload(["last name,e-mail"], ["Durand,zoe@example.org"])
        job.reading["separator"] = ";"
        job.save()
        act(manager, job, "columns", **columns_of(job, separator=","))
        job.refresh_from_db()
        assert (job.state, job.reading["columns"]) == ("uploaded", ["last_name", "email"])

    def test_answers_of_a_page(self, manager):
        zoe = make_contact("Durand", email="zoe@example.org")
        job = checked(["first name", "last name"], ["Zoé", "Durand"])
        assert f'value="{zoe.pk}"' in manager.get(page(job)).content.decode()
        act(manager, job, "answer", answer_2=str(zoe.pk))
        assert job.lines.get().answer == str(zoe.pk)

    @pytest.mark.parametrize(
        ("answer", "result", "decision"),
        [
            ("zoe", "decided", "It was decided that this is Zoé Durand, zoe@example.org."),
            ("new", "decided", "It was decided that this is a new one."),
            ("leave", "decided: left out", ""),
            ("", "not decided", ""),
        ],
    )
    @pytest.mark.parametrize("acts", [["apply"], ["apply", "undo"]], ids=["applied", "taken back"])
    def test_what_was_decided_is_said_ever_after(self, manager, acts, answer, result, decision):
        zoe = make_contact("Durand", email="zoe@example.org")
        row = ["Zoé", "Durand", "Directrice"]
        job = checked(["first name", "last name", "job title (fr)"], row, ["Jean", "Martin", ""])
        assert "To be decided" in manager.get(page(job)).content.decode()
        act(manager, job, "answer", answer_2=str(zoe.pk) if answer == "zoe" else answer)
        for name in acts:
            act(manager, job, name, valid_rows_only="1")
        text = manager.get(page(job)).content.decode()
        job.refresh_from_db()
        assert job.state == ("undone" if "undo" in acts else "applied"), job.problem
        assert "to be decided" not in text.lower()
        assert "Needed a decision <b>1</b>" in text
        was_written = "undo" in acts and answer in ("zoe", "new")
        assert f">{'undone' if was_written else result}</span>" in text
        assert decision in text
        assert ("It was decided" in text) == bool(decision)
        assert "1 needed a decision" in manager.get(LIST).content.decode()

    def test_somebody_new_without_the_address_of_another_is_shown_so(self, manager):
        make_contact("Durand", email="zoe@example.org")
        job = checked(["first name", "last name", "e-mail"], ["Jean", "Martin", "zoe@example.org"])
        text = act(manager, job, "answer", answer_2="new").content.decode()
        assert "is left out: it belongs to another contact" in text

    def test_an_impossible_answer_says_why(self, manager):
        zoe = make_contact("Durand", email="zoe@example.org")
        job = checked(["last name", "e-mail"], ["Martin", zoe.email], ["Dupont", zoe.email])
        answers = {"answer_2": str(zoe.pk), "answer_3": str(zoe.pk)}
        text = act(manager, job, "answer", **answers).content.decode()
        assert "Row 2 already changes or adds the same entry" in text

    def test_only_the_good_rows(self, manager):
        job = checked(["last name", "e-mail"], ["Durand", "zoe@example.org"], ["Martin", "?"])
        act(manager, job, "apply")
        assert not Contact.objects.exists()
        act(manager, job, "apply", valid_rows_only="1")
        assert Contact.objects.get().last_name == "Durand"
        # The rows that stayed out are still counted and shown.
        text = manager.get(page(job)).content.decode()
        assert "All rows <b>2</b>" in text
        assert "Mar" in text

    def test_nothing_is_added_to_the_list_but_by_a_file(self, manager):
        text = manager.get(LIST).content.decode()
        assert "Import…" in text
        assert "Add import" not in text

    def test_the_list_names_file_and_outcome(self, manager):
        checked(["last name"], ["Durand"])
        text = manager.get(LIST).content.decode()
        assert "people.csv" in text
        assert "1 new" in text

    def test_cancelled(self, manager):
        job = checked(["last name"], ["Durand"])
        assert "Cancelled" in act(manager, job, "cancel").content.decode()

    @pytest.mark.parametrize("rows", [1, 60])
    def test_a_page_takes_as_many_queries_for_1_row_as_for_many(
        self, manager, rows, django_assert_max_num_queries
    ):
        imt = make_organisation("IMT")
        for number in range(rows):
            make_contact("Durand", email=f"zoe{number}@example.org", organisation=imt)
        job = checked(["e-mail", "organisation"], *[[f"new{n}@example.org", "IMT"] for n in range(rows)])
        with django_assert_max_num_queries(16):
            manager.get(page(job))


class TestRunning:
    @pytest.fixture
    def job(self, manager):
        job = checked(["last name"], ["Durand"])
        jobs.claim(job, "apply")
        return job

    def test_the_bar_without_and_with_a_script(self, manager, job):
        text = manager.get(page(job)).content.decode()
        assert '<meta http-equiv="refresh" content="3">' in text
        report = manager.get(reverse("admin:exchange_import_progress", args=[job.pk])).json()
        assert report["running"]

    def test_it_can_be_asked_to_stop(self, manager, job):
        act(manager, job, "cancel")
        job.refresh_from_db()
        assert job.state == "applying"
        from exchange.progress import Cancelled

        with pytest.raises(Cancelled):
            job.progress.step(1, 2)

    def test_interrupted_it_may_start_again(self, manager, job, monkeypatch):
        assert "was not interrupted" in act(manager, job, "again").content.decode()
        monkeypatch.setattr(jobs, "HEARTBEAT_TIMEOUT", jobs.HEARTBEAT_TIMEOUT * 0)
        assert "was interrupted" in manager.get(page(job)).content.decode()
        act(manager, job, "again")
        assert Contact.objects.get().last_name == "Durand"


def test_rows_that_somebody_changed_meanwhile_are_checked_again(manager):
    zoe = make_contact("Durand", email="zoe@example.org")
    job = checked(["Mail", "Job title (en)"], [zoe.email, "Director"])
    assert "Check again" not in manager.get(page(job)).content.decode()
    Contact.objects.update(job_title_en="Editor")
    assert '/do/again/">Check again</button>' in act(manager, job, "apply").content.decode()
    text = act(manager, job, "again").content.decode()
    assert "Editor" in text
    assert "Check again" not in text
    act(manager, job, "apply")
    assert Contact.objects.get().job_title_en == "Director"


class TestRefusedRows:
    @pytest.fixture
    def job(self):
        with override("en"):
            rows = ["=cmd|x", "?", "kept"], ["Martin", "m@example.org", ""]
            return checked(["last name", "e-mail", "?"], *rows)

    def test_as_xlsx(self, manager, job):
        response = manager.get(reverse("admin:exchange_import_refused", args=[job.pk, "xlsx"]))
        rows = list(load_workbook(io.BytesIO(response.content)).worksheets[0].values)
        assert rows[0] == ("last name", "e-mail", "?", "Reason")
        assert rows[1][:3] == ("=cmd|x", "?", "kept")
        assert "E-mail: “?” is not a valid e-mail address" in rows[1][3]
        assert len(rows) == 2

    def test_as_csv(self, manager, job):
        response = manager.get(reverse("admin:exchange_import_refused", args=[job.pk, "csv"]))
        rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
        assert rows[1][0] == "'=cmd|x"

    def test_a_doubtful_row_says_whom_it_could_mean_and_how_to_say_so(self, in_english):
        zoe = make_contact("Durand", email="zoe@example.org")
        job = checked(["first name", "last name"], ["Zoé", "Durand"])
        rows = list(presentation.refused_rows(job))
        assert "write its number in the column “Contact number in the press room”: " in rows[0][2]
        assert f"{zoe.pk} (Zoé Durand, zoe@example.org)" in rows[0][2]

    @pytest.mark.parametrize("header", ["Reason", "Raison"])
    @pytest.mark.parametrize(
        ("resource", "name"),
        [("contact", "last name"), ("organisation", "name (fr)"), ("membership", "school")],
    )
    def test_the_column_of_reasons_is_known_and_asks_nothing(self, manager, resource, name, header):
        job = upload([name, header], ["Durand", "It was so before"], resource=resource)
        text = manager.get(page(job)).content.decode()
        assert "not recognised" not in text.lower()
        assert "Why these rows were refused before." in text
        assert job.reading["columns"][1] == ""

    @pytest.mark.parametrize("old", ["Reason", "Raison"])
    def test_reasons_in_another_language_are_replaced_too(self, in_english, old):
        job = checked(["last name", "e-mail", old], ["Durand", "?", "avant"])
        assert [column.header for column in presentation.refused_columns(job)] == [
            "last name",
            "e-mail",
            "Reason",
        ]

    def test_new_reasons_replace_the_old_ones(self, in_english):
        job = checked(["last name", "e-mail", "Reason"], ["Durand", "?", "Because it was so before"])
        assert [column.header for column in presentation.refused_columns(job)] == [
            "last name",
            "e-mail",
            "Reason",
        ]
        ((*_cells, reason),) = presentation.refused_rows(job)
        assert reason.startswith("E-mail: “?”")

    def test_it_may_be_sent_again(self, manager, job):
        response = manager.get(reverse("admin:exchange_import_refused", args=[job.pk, "xlsx"]))
        file = io.BytesIO(response.content)
        file.name = "refused.xlsx"
        manager.post(ADD, {"what": "contact", "file": file})
        assert Import.objects.first().reading["columns"] == ["last_name", "email", "", ""]
