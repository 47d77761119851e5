import datetime
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import JSONField, Value
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy, override

from exchange.columns import ColumnField
from exchange.exporting import ExportOptions, FileFormat, Selection, export
from exchange.importing import running, source_file
from exchange.importing.registry import ROW_HANDLERS
from exchange.models import Export
from exchange.registry import RESOURCES
from exchange.spreadsheets import UnwritableCell
from exchange.widgets import SpokenLanguages
from institutes.models import Contact, FormerName, LabelAward, Membership, Organisation
from tests.builders import (
    make_contact,
    make_institute,
    make_organisation,
    make_school,
    make_term,
    make_user,
)
from tests.exchange.exports import csv_rows, ods_rows, xlsx_sheets

pytestmark = pytest.mark.django_db

FORMULAS = ["=cmd|' /C calc'!A0", "+33 1", "-2+3", "@SUM(1)", "==1", "'=1"]


def select(name="contact", queryset=None, words="All rows"):
    resource = RESOURCES[name]()
    rows = resource._meta.model.objects.order_by("pk") if queryset is None else queryset
    return Selection(resource, rows, str(resource._meta.model._meta.verbose_name_plural), words)


def export_as(file_format="csv", *keys, selection=None, user=None):
    selection = selection or select()
    keys = list(keys or selection.resource.columns)
    user = user or make_user("contacts", first_name="Ada", last_name="Petit")
    outgoing = export(selection, ExportOptions(FileFormat(file_format), keys, "Press day", user))
    content = outgoing.content
    return content.read() if hasattr(content, "read") else b"".join(content)


def make_full_contact(number=0):
    agency = make_organisation(f"Agency {number}", kind="agency")
    return make_contact(
        f"Durand{number}",
        job_title_fr="Directrice",
        job_title_en="Director",
        organisation=agency,
        languages=["fr", "en"],
        phones=("+33141113789", "+33612345678"),
        data_collected_on=datetime.date(2020, 2, 12),
        legal_basis="consent",
    )


def make_full_organisations(number=0):
    director = make_contact(f"Director{number}")
    institute = make_institute(f"Institute {number}", director=director, presentation_fr="Présentation")
    school = make_school(f"School {number}", cities="Brest", presentation_fr="École")
    FormerName.objects.create(organisation=school, name_fr="École", name_en="School", kind="spelling")
    Membership.objects.create(institute=institute, school=school)
    LabelAward.objects.create(
        institute=institute, year=2020, announced_on=datetime.date(2020, 2, 7), awarding_body_fr="ANR"
    )
    return institute, school


class TestColumns:
    def test_headers_are_in_the_reader_s_language_and_name_their_own(self):
        with override("en"):
            assert csv_rows(export_as("csv", "job_title_fr", "job_title_en"))[0] == [
                "Job title (fr)",
                "Job title (en)",
            ]

    def test_headers_of_another_language(self):
        column = ColumnField(gettext_lazy("username"), "username", language="en")
        with override("fr"):
            assert column.header() == "Nom d’utilisateur (en)"

    def test_every_column_of_a_contact_says_what_the_database_holds(self):
        contact = make_full_contact()
        with override("en"):
            header, row = csv_rows(export_as())
        told = dict(zip(header, row, strict=True))
        assert told == {
            "Contact number in the press room": str(contact.pk),
            "First name": "Zoé",
            "Last name": "Durand0",
            "Job title (fr)": "Directrice",
            "Job title (en)": "Director",
            "Organisation": "Agency 0",
            "E-mail": contact.email,
            "Telephone numbers": "'+33 1 41 11 37 89 ; +33 6 12 34 56 78",
            "Languages spoken": "French, English",
            "Press contact": "yes",
            "Public": "yes",
            "Where the data came from": "",
            "Collected on": "2020-02-12",
            "Legal basis": "consent",
            "Verified on": "",
            "Verified by": "",
        }

    def test_every_column_of_an_organisation_says_what_the_database_holds(self):
        make_full_organisations()
        with override("en"):
            header, institute, school = csv_rows(export_as(selection=select("organisation")))
        told = dict(zip(header, institute, strict=True))
        assert told["Kind"] == "Carnot institute"
        assert told["Presentation (fr)"] == "Présentation"
        assert told["Presentation (en)"] == ""
        assert told["Director"] == "Zoé Director0"
        told = dict(zip(header, school, strict=True))
        assert told["Relation to the network"] == "school of the network"
        assert told["Cities"] == "Brest"
        assert told["Presentation (fr)"] == "École"
        assert told["Former names"] == "School"
        assert told["Director"] == ""

    def test_memberships_and_awards_name_their_organisations(self):
        make_full_organisations()
        with override("en"):
            content = export_as("csv", "institute", "school", "role", selection=select("membership"))
            assert csv_rows(content)[1] == ["Institute 0", "School 0", "member school"]
            user = make_user("contacts", username="second")
            award = export_as(
                "csv", "institute", "year", "awarding_body_fr", selection=select("labelaward"), user=user
            )
            assert csv_rows(award)[1] == ["Institute 0", "2020", "ANR"]

    def test_an_organisation_goes_by_its_name_in_the_reader_s_language_or_the_one_it_has(self):
        bilingual = Organisation.objects.create(slug="a", name_fr="Agence", name_en="Agency")
        french = Organisation.objects.create(slug="b", name_fr="Agence bis")
        make_contact(organisation=bilingual)
        make_contact(organisation=french)
        with override("en"):
            assert csv_rows(export_as("csv", "organisation"))[1:] == [["Agency"], ["Agence bis"]]

    def test_languages_are_words_however_the_database_writes_the_list(self):
        for codes in (["fr", "en"], ["tlh"], [], Value(None, JSONField())):
            make_contact(languages=codes)
        with override("en"):
            rows = csv_rows(export_as("csv", "languages"))[1:]
            assert SpokenLanguages().render_many(['["en","fr"]', '["en", "fr"]']) == ["English, French"] * 2
        assert rows == [["French, English"], ["tlh"], [""], [""]]

    def test_an_instance_and_a_row_say_the_same(self):
        make_full_contact()
        make_full_organisations()
        with override("en"):
            for resource_class in RESOURCES.values():
                resource = resource_class()
                keys = list(resource.columns)
                for instance in resource.get_queryset():
                    (row,) = resource.rows([instance.pk], keys)
                    assert list(row) == resource.export_resource(instance, keys)


class TestFiles:
    def test_csv_opens_in_excel_by_its_mark_and_the_reader_s_separator(self):
        make_contact()
        for language, separator in (("fr", ";"), ("en", ","), ("de", ";"), ("ja", ",")):
            with override(language):
                content = export_as(
                    "csv", "first_name", "last_name", user=make_user("contacts", username=language)
                )
            assert content.startswith(b"\xef\xbb\xbf")
            assert csv_rows(content, separator)[1] == ["Zoé", "Durand"]

    def test_csv_for_other_programs_has_neither_mark_nor_guard_where_no_cell_needs_it(self):
        make_contact("=SUM(A1)", phones=("+33612345678", "+442079460018", "+596596600024"))
        content = export_as("csv-other", "last_name", "phones")
        assert not content.startswith(b"\xef\xbb\xbf")
        _header, row = csv_rows(content)
        assert row == ["'=SUM(A1)", "06 12 34 56 78 ; 00 44 20 7946 0018 ; 0596 60 00 24"]

    def test_and_comes_back_unchanged(self):
        make_contact(
            "Durand", email="zoe@example.org", phones=("+33612345678", "+442079460018", "+508410000")
        )
        file = SimpleUploadedFile("list.csv", export_as("csv-other"))
        job = source_file.upload(file, "contact", make_user("contacts", username="importer"))
        running.start(job, "check")
        assert [str(line.kind) for line in job.lines.all()] == ["unchanged"], job.lines.get().problems

    def test_what_is_read_late_is_still_in_the_language_of_who_asked(self, monkeypatch):
        monkeypatch.setattr("exchange.exporting.CHUNKS_IN_ADVANCE", 0)
        make_contact(organisation=Organisation.objects.create(slug="a", name_fr="Agence", name_en="Agency"))
        order = ExportOptions(FileFormat.CSV, ["organisation"], "Press day", make_user("contacts"))
        with override("en"):
            content = export(select(), order).content
        with override("fr"):
            assert csv_rows(b"".join(content)) == [["Organisation"], ["Agency"]]

    @pytest.mark.parametrize("name", FORMULAS)
    def test_what_begins_like_a_formula_stays_text(self, name):
        make_contact(last_name=name, email="")
        user = make_user("contacts")
        (cell,) = xlsx_sheets(export_as("xlsx", "last_name", user=user))[0][1]
        assert (cell.data_type, cell.value) == ("s", name)
        assert ods_rows(export_as("ods", "last_name", user=user))[1] == [("string", name)]
        assert csv_rows(export_as("csv", "last_name", user=user))[1] == [f"'{name}"]

    def test_days_are_days_and_telephone_numbers_are_text(self):
        make_full_contact()
        user = make_user("contacts")
        keys = ["data_collected_on", "phones", "id"]
        day, phones, number = xlsx_sheets(export_as("xlsx", *keys, user=user))[0][1]
        assert day.is_date
        assert day.value.date() == datetime.date(2020, 2, 12)
        assert (phones.data_type, phones.value) == ("s", "+33 1 41 11 37 89 ; +33 6 12 34 56 78")
        assert number.data_type == "n"
        types = [kind for kind, _text in ods_rows(export_as("ods", *keys, user=user))[1]]
        assert types == ["date", "string", "float"]

    @pytest.mark.parametrize("file_format", ["xlsx", "ods"])
    def test_a_second_sheet_says_what_when_who_and_why(self, file_format):
        make_contact()
        make_contact(objected_on=datetime.date(2024, 1, 1))
        selection = select(words="Search “durand”")
        with override("en"):
            content = export_as(file_format, "last_name", selection=selection)
        if file_format == "xlsx":
            about = {row[0].value: row[1].value for row in xlsx_sheets(content)[1]}
            assert about["What"] == "Contacts"
            assert about["Selection"] == "Search “durand”"
            assert about["When"].endswith("(Europe/Paris)")
            assert about["By"] == "Ada Petit"
            assert about["Purpose"] == "Press day"
            assert about["Rows"] == "1"
            assert about["Left out because they object"] == "1"
            assert about["Columns"] == "Last name"
        else:
            assert content[:2] == b"PK"

    def test_a_text_that_no_cell_can_hold_is_said_and_not_logged(self):
        make_institute(presentation_fr="a" * 40_000)
        with pytest.raises(UnwritableCell, match="32767"):
            export_as("csv", selection=select("organisation"))
        assert not Export.objects.exists()


class TestPeopleWhoObject:
    @pytest.mark.parametrize("file_format", FileFormat.values)
    def test_they_are_in_no_file(self, file_format):
        make_contact("Visible")
        make_contact("Secret", first_name="Secrète", objected_on=datetime.date(2024, 1, 1))
        content = export_as(file_format)
        readable = content
        if file_format in ("xlsx", "ods"):
            archive = zipfile.ZipFile(io.BytesIO(content))
            readable = b"".join(archive.read(name) for name in archive.namelist())
        assert b"Visible" in readable
        assert b"Secret" not in readable
        assert "Secrète".encode() not in readable

    def test_nor_as_the_director_of_an_institute(self):
        make_institute(director=make_contact("Secret", objected_on=datetime.date(2024, 1, 1)))
        assert b"Secret" not in export_as(selection=select("organisation"))
        line = Export.objects.get()
        assert (line.row_count, line.people_count, line.withheld_count) == (1, 0, 1)

    def test_who_objects_while_the_file_is_written_is_out_as_well(self):
        contact = make_contact()
        selection = select()
        assert selection.ids == [contact.pk]
        Contact.objects.update(objected_on=datetime.date(2024, 1, 1))
        assert len(csv_rows(export_as(selection=selection))) == 1


class TestLog:
    def test_it_says_who_took_what_out_and_why(self):
        make_contact()
        make_contact()
        make_contact(objected_on=datetime.date(2024, 1, 1))
        user = make_user("contacts", first_name="Ada", last_name="Petit")
        with override("en"):
            export_as("xlsx", "last_name", "email", user=user, selection=select(words="Public: Yes"))
        line = Export.objects.get()
        assert line.actor == user
        assert line.actor_name == "Ada Petit"
        assert (line.resource, line.file_format, line.purpose) == ("contact", "xlsx", "Press day")
        assert line.selection == "Contacts – Public: Yes"
        assert line.columns == ["last_name", "email"]
        assert (line.row_count, line.people_count, line.withheld_count) == (2, 2, 1)

    def test_people_are_counted_where_a_column_names_them(self):
        make_full_organisations()
        selection = select("organisation")
        assert selection.people(["slug"]).named == 0
        assert selection.people(["slug", "director"]).named == 1

    def test_it_outlives_the_person_who_did_it(self):
        make_contact()
        user = make_user("contacts")
        export_as("csv", user=user)
        user.delete()
        assert Export.objects.get().actor_name == "contacts"


@pytest.mark.parametrize("name", ROW_HANDLERS)
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_file_takes_as_many_queries_for_1_row_as_for_30(name, file_format):
    user = make_user("contacts")
    make_full_contact()
    make_full_organisations()
    make_term("Terme", "Term")
    with CaptureQueriesContext(connection) as one:
        export_as(file_format, selection=select(name), user=user)
    for number in range(1, 30):
        make_full_contact(number)
        make_full_organisations(number)
        make_term(f"Terme {number}", f"Term {number}")
    with CaptureQueriesContext(connection) as thirty:
        export_as(file_format, selection=select(name), user=user)
    assert Export.objects.first().row_count >= 30
    assert len(thirty) == len(one)


def test_rows_of_several_chunks_keep_the_order_of_the_list(monkeypatch):
    monkeypatch.setattr("exchange.resources.CHUNK", 2)
    for name in "ABCDE":
        make_contact(name)
    selection = select(queryset=Contact.objects.order_by("-last_name"))
    assert [row[0] for row in csv_rows(export_as("csv", "last_name", selection=selection))[1:]] == list(
        "EDCBA"
    )
