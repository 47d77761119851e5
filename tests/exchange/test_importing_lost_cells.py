"""Cells that an import could lose: none of them goes without a word."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from exchange.importing import presentation, running, source_file
from exchange.importing.checking import CHUNK_CHARACTERS
from exchange.models import ImportLine
from exchange.spreadsheets import NO_RESULT, limits
from institutes.models import Contact
from tests.builders import make_organisation
from tests.exchange.importing import NUMBER, apply, checked, kinds, line, problems, someone
from tests.files import make_cell, make_cells, make_ods, make_sheet, make_xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def sent(content, name="people.csv"):
    return source_file.upload(SimpleUploadedFile(name, content), "contact", someone())


def tried(content, name="people.csv", **options):
    job = sent(content, name)
    job.reading |= options
    job.save()
    running.start(job, "check")
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("header", ["Téléphone", "Mobile", "Tél. bureau", "Standard", "Phone 1 - Value"])
@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("#FORMULA?", "contains a formula"),
        ("#N/A", "the error of a formula"),
        ("#NOM?", "the error of a formula"),
    ],
)
def test_a_formula_in_a_column_of_numbers_is_told_as_such(header, cell, reason):
    job = checked(["last name", "e-mail", header], ["Durand", "zoe@example.org", cell])
    assert kinds(job) == {2: "refused"}
    assert reason in problems(job)["phones"]
    assert "not a telephone number" not in problems(job)["phones"]


LATE = (
    b"Last name,First name,E-mail,Organisation,Job title (en)\r\n"
    b"Love,Ada,ada@example.org,EURECOM,Editor, science desk\r\n"
    b"Durand,Ana,ana@example.org,EURECOM,Editor\r\n"
)


class TestMoreCellsThanNames:
    @pytest.mark.parametrize("separator", [b",", b";", b"\t", b"|"])
    def test_a_text_cut_by_a_separator_in_it_is_refused_and_shown(self, separator):
        make_organisation("Eurecom")
        job = tried(LATE.replace(b",", separator))
        assert kinds(job) == {2: "refused", 3: "new"}
        assert "F2 “science desk”" in problems(job)[""].replace("“ ", "“")

    @pytest.mark.parametrize("name", ["people.ods", "people.xlsx"])
    def test_only_a_text_with_separators_is_told_of_them(self, name):
        rows = [("Last name", "First name"), ("Durand", "Zoé", "surplus")]
        ods = make_ods(make_sheet(*(make_cells(*row) for row in rows)))
        file = ods if name.endswith("ods") else make_xlsx(*rows)
        problem = problems(tried(file.getvalue(), name))[""]
        assert "C2 “surplus”. Name their columns" in problem
        assert "CSV" not in problem
        assert "quotation marks" in problems(tried(LATE))[""]

    def test_so_is_one_far_down_in_the_file(self):
        content = b"Last name;First name\n" + b"".join(b"Durand;P%d\n" % n for n in range(600)) + b"a;b;c\n"
        job = tried(content, small=True)
        assert "C602 “c”" in problems(job, 602)[""]

    def test_a_row_whose_only_cell_is_beyond_the_names_is_no_empty_row(self):
        job = tried(b"Last name;First name\nDurand;Zo\n;;lost\n")
        assert kinds(job) == {2: "new", 3: "refused"}

    def test_the_rows_that_stay_out_have_all_their_cells(self):
        make_organisation("Eurecom")
        job = tried(LATE)
        assert [column.header for column in presentation.refused_columns(job)][4:] == [
            "Job title (en)",
            "Column 6",
            "Reason",
        ]
        (row,) = presentation.refused_rows(job)
        assert row[4:6] == ["Editor", "science desk"]
        assert "more cells" in row[6]

    def test_a_person_can_leave_out_what_has_no_name(self, client):
        make_organisation("Eurecom")
        job = sent(LATE)
        client.force_login(someone())
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        page = reverse("admin:exchange_import_change", args=[job.pk])
        assert "For example: science desk" in client.get(page).content.decode()
        columns = {f"column_{place}": key for place, key in enumerate(job.reading["columns"])}
        data = {"encoding": "utf-8", "separator": ",", "ignore_extra_cells": "on", **columns}
        client.post(reverse("admin:exchange_import_act", args=[job.pk, "columns"]), data)
        assert kinds(job) == {2: "new", 3: "new"}


NO_HEADER = b"Ana;Zeta;ana.z@example.org;01 75 31 40 82\r\nBob;Ypsilon;bob.y@example.org;01 75 31 40 83\r\n"


class TestNoHeader:
    @pytest.fixture
    def manager(self, client):
        client.force_login(someone())
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        return client

    def choose(self, client, job, *keys, **options):
        columns = {f"column_{place}": key for place, key in enumerate(keys)}
        options = {"encoding": "utf-8", "separator": ";", "header": job.reading["header"], **options}
        client.post(reverse("admin:exchange_import_act", args=[job.pk, "columns"]), {**options, **columns})
        job.refresh_from_db()

    def test_its_first_person_is_a_person(self, manager):
        job = sent(NO_HEADER)
        page = manager.get(reverse("admin:exchange_import_change", args=[job.pk])).content.decode()
        assert "No row was recognised as column names" in page
        assert "Column 1" in page
        assert "Ana · Bob" in page
        self.choose(manager, job, "first_name", "last_name", "email", "phones")
        assert kinds(job) == {1: "new", 2: "new"}
        apply(job)
        assert set(Contact.objects.values_list("last_name", flat=True)) == {"Zeta", "Ypsilon"}

    def test_nothing_is_guessed_of_its_columns(self, manager):
        job = sent(NO_HEADER)
        self.choose(manager, job, "", "", "", "")
        assert not job.lines.exists()

    def test_a_person_can_say_in_which_row_the_column_names_stand(self, manager):
        job = sent(b"Nom;Courriel;Liste\nName;Forename;Mail\nZeta;Ana;ana.z@example.org\n")
        self.choose(manager, job, *job.reading["columns"], header="2")
        assert (job.reading["header"], job.reading["headers"]) == ("2", ["Name", "Forename", "Mail"])
        page = manager.get(reverse("admin:exchange_import_change", args=[job.pk])).content.decode()
        assert '<option value="2" selected>in row 2</option>' in page
        self.choose(manager, job, "last_name", "first_name", "email")
        assert kinds(job) == {3: "new"}

    def test_a_person_can_say_that_there_is_none(self, manager):
        job = sent(b"Nom;Durand\nAna;Zeta\n")
        assert job.reading["headers"] == ["Nom", "Durand"]
        self.choose(manager, job, "", "", header="none")
        assert job.reading["headers"] == ["", ""]
        self.choose(manager, job, "first_name", "last_name")
        assert kinds(job) == {1: "new", 2: "new"}

    @pytest.mark.parametrize(
        ("content", "keys"),
        [
            (b"Zoe;Durand\nAna;Zeta\n", ["first_name", "last_name"]),
            (b"Durand\nZeta\n", ["last_name"]),
            (b"Zoe Durand\nAna Zeta\n", ["full_name"]),
            (b"Zoe;Durand\n", ["first_name", "last_name"]),
        ],
        ids=["two columns", "one column", "whole names", "one person"],
    )
    def test_a_file_of_names_alone_asks_whether_its_first_row_is_a_person(self, manager, content, keys):
        job = sent(content)
        page = manager.get(reverse("admin:exchange_import_change", args=[job.pk])).content.decode()
        assert content.decode().replace(";", "\n").split()[0] in page
        self.choose(manager, job, *keys, header="")
        assert not job.lines.exists()
        self.choose(manager, job, *keys, header="none")
        assert set(kinds(job).values()) == {"new"}
        assert len(kinds(job)) == content.count(b"\n")

    def test_the_question_says_what_to_answer(self, manager):
        job = sent(b"Zoe;Durand\nAna;Zeta\n")
        data = {"encoding": "utf-8", "separator": ";", "column_0": "last_name"}
        url = reverse("admin:exchange_import_act", args=[job.pk, "columns"])
        assert "Say whether the first row contains column names or data." in manager.post(url, data).text

    def test_names_of_columns_that_nobody_knows_stay_what_they_were_said_to_be(self, manager):
        job = sent(b"Vorname;Nachname\nAna;Zeta\n")
        self.choose(manager, job, "first_name", "last_name", header="row")
        assert job.reading["headers"] == ["Vorname", "Nachname"]
        assert job.reading["columns"] == ["first_name", "last_name"]
        self.choose(manager, job, "first_name", "last_name")
        assert kinds(job) == {2: "new"}

    def test_what_is_read_again_with_another_separator_is_asked_about_then(self, manager):
        job = sent(b"Zoe,Durand\nAna,Zeta\n")
        self.choose(manager, job, "", "", header="", separator=";")
        assert (job.state, job.reading["header_asked"]) == ("uploaded", True)
        assert job.reading["headers"] == [""]

    def test_a_person_can_say_that_there_is_one(self, manager):
        job = sent(b"Zoe;zoe@example.org\nAna;ana@example.org\n")
        assert job.reading["headers"] == ["", ""]
        self.choose(manager, job, "", "", header="row")
        assert job.reading["headers"] == ["Zoe", "zoe@example.org"]

    def test_its_rows_that_stay_out_have_names_of_columns(self, manager):
        job = sent(NO_HEADER.replace(b"75 31 40 83", b"75"))
        self.choose(manager, job, "first_name", "last_name", "email", "phones")
        assert kinds(job) == {1: "new", 2: "refused"}
        names = [column.header for column in presentation.refused_columns(job)]
        assert names == ["First name", "Last name", "E-mail", "Telephone numbers", "Reason"]

    def test_an_answer_without_the_question_leaves_it_as_it_is(self, manager):
        job = sent(NO_HEADER)
        self.choose(manager, job, "first_name", "last_name", "email", "phones", header="")
        assert kinds(job) == {1: "new", 2: "new"}


def test_a_formula_without_its_result_is_a_cell_to_mend():
    formula = make_cell("", 'table:formula="of:=UPPER(1)"')
    content = make_ods(
        make_sheet(make_cells("Last name", "First name"), make_cells("Forma") + formula, make_cells("B", "C"))
    )
    job = tried(content.getvalue(), "people.ods")
    assert kinds(job) == {2: "refused", 3: "new"}
    assert "the file does not contain its result" in problems(job)["first_name"]
    assert line(job).values["row"] == ["Forma", NO_RESULT]


def test_what_the_file_hides_is_said_at_the_trial(client):
    hidden = (
        '<table:table-row table:visibility="collapse">' + make_cells("Zeta", "Ana") + "</table:table-row>"
    )
    content = make_ods(make_sheet(make_cells("Last name", "First name"), make_cells("Durand", "Zoe"), hidden))
    job = tried(content.getvalue(), "people.ods")
    client.force_login(someone())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = client.get(reverse("admin:exchange_import_change", args=[job.pk])).content.decode()
    assert "Hidden rows are read too: 3." in page


def test_a_bad_byte_refuses_its_own_row_and_says_which():
    job = tried("Last name;First name\nDurand;Zoé\n".encode() + b"Dup\xe9;Ana\n")
    assert kinds(job) == {2: "new", 3: "refused"}
    assert line(job).values["cleaned"]["first_name"] == "Zoé"
    assert "cannot be kept" in problems(job, 3)["last_name"]
    assert any(": 3." in note for note in job.reading["notes"])


class TestWhatAFileBecomes:
    def test_rows_that_would_fill_the_database_are_refused_before_they_do(self, monkeypatch):
        monkeypatch.setattr(limits, "KEPT", limits.KEPT._replace(most=1_000_000))
        long = "x" * 30_000
        rows = [["Last name", "Note"], *([f"P{number}", long] for number in range(100))]
        job = tried(make_xlsx(*rows).getvalue(), "people.xlsx", small=True)
        assert job.state == "failed"
        assert "MB of the database" in job.problem
        assert not ImportLine.objects.exists()

    @pytest.mark.parametrize(("limit", "words"), [("SECONDS", "seconds"), ("SECONDS_OF_A_TRIAL", "minutes")])
    def test_what_takes_too_long_is_given_up(self, monkeypatch, limit, words):
        job = sent(make_xlsx(["Last name", "First name"], ["Durand", "Zoe"]).getvalue(), "people.xlsx")
        monkeypatch.setattr(limits, limit, getattr(limits, limit)._replace(most=-1))
        running.start(job, "check")
        job.refresh_from_db()
        assert job.state == "failed"
        assert words in job.problem
        assert not ImportLine.objects.exists()

    def test_few_rows_of_many_characters_are_not_checked_while_somebody_waits(self):
        long = "x" * 30_000
        job = sent(make_xlsx(["Last name", "Note"], *[["P", long]] * 40).getvalue(), "people.xlsx")
        assert job.reading["small"] is False

    def test_the_page_of_columns_shows_the_start_of_a_long_cell(self):
        job = sent(make_xlsx(["Last name", "x" * 100_000], ["y" * 100_000, "z"]).getvalue(), "people.xlsx")
        assert len(str(job.reading)) < 2_000

    def test_the_page_of_the_trial_shows_the_start_of_a_long_name(self, client):
        job = tried(make_xlsx(["Last name", "First name"], ["y" * 100_000, "Zoe"]).getvalue(), "people.xlsx")
        client.force_login(someone())
        page = client.get(reverse("admin:exchange_import_change", args=[job.pk])).content
        assert b"yyy" in page
        assert len(page) < 60_000

    @pytest.mark.parametrize(
        ("column", "text"),
        [
            ("phones", "01 75 31 40 82 " * 2_000),
            ("collected on", "12 " * 10_000),
            ("languages spoken", "fr " * 10_000),
            ("e-mail", "a@example.org " * 2_000),
            ("organisation", "Mines " * 5_000),
            ("press contact", "oui " * 8_000),
            (NUMBER, "1" * 20_000),
            ("legal basis", "x" * 20_000),
        ],
    )
    def test_a_cell_too_long_for_its_column_is_refused_in_few_words(self, column, text):
        job = checked(["last name", column], ["Durand", text])
        assert kinds(job) == {2: "refused"}
        (problem,) = problems(job).values()
        assert len(problem) < 1_500

    def test_the_rows_of_a_heavy_file_are_kept_a_few_at_a_time(self, monkeypatch):
        kept = []
        monkeypatch.setattr("exchange.importing.checking._keep", lambda _job, lines: kept.append(len(lines)))
        long = "x" * 100_000
        tried(("Last name;Note\n" + f"P;{long}\n" * 40).encode(), small=True)
        assert max(kept) * len(long) <= CHUNK_CHARACTERS + len(long)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_row_with_a_zero_byte_is_named_and_the_others_are_read(encoding):
    content = "Prénom;Nom\r\nNul\0e;Zero\r\nÉlodie;Façade\r\nAndré;Noël\r\n".encode(encoding)
    job = sent(content)
    running.start(job, "check")
    assert kinds(job) == {2: "refused", 3: "new", 4: "new"}
    assert "cannot be kept" in problems(job)["first_name"]
