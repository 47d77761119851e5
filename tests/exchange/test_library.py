"""django-import-export as whoever knows it calls it, beside the same file on our own page."""

import io

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from import_export.exceptions import ImportError as RowRefused
from tablib import Dataset

from common.exceptions import Refused
from exchange.datasets import rows_of
from exchange.exporting import ExportOptions, FileFormat, Selection, export
from exchange.formats import FORMATS, XLSX
from exchange.importing import running, source_file
from exchange.models import Export, Import, ImportLine
from exchange.spreadsheets import open_table
from institutes.models import Contact, LabelAward, Membership, Organisation
from institutes.resources import ContactResource, LabelAwardResource, MembershipResource, OrganisationResource
from releases.resources import ReleaseResource
from tests.builders import make_contact, make_institute, make_school, make_user
from tests.exchange.importing import everything, someone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

FORMULA = "=cmd|' /C calc'!A0"
TITLE = "+33 (0)1 41 11 37 89"
KEYS = ["id", "first_name", "last_name", "job_title_en", "organisation", "email", "phones"]


@pytest.fixture
def planted():
    """Somebody whose cells begin like formulas; a colleague; one who objects."""
    carnot, today = make_institute("Carnot Énergies du futur"), timezone.localdate()
    for fields in (
        {"last_name": FORMULA, "first_name": "Paul", "job_title_en": TITLE, "email": "paul@example.org"},
        {"last_name": "Durand", "email": "zoe@example.org"},
        {"last_name": "Vogel", "first_name": "Lea", "email": "lea@example.org"},
        {
            "last_name": "Nemo",
            "first_name": "Nora",
            "email": "nemo@example.org",
            "objected_on": today,
            "phones": ("+33175314099",),
        },
    ):
        make_contact(**fields, organisation=carnot)


def command(*args):
    """The bytes that a command writes to its output."""
    content = io.BytesIO()
    output = io.TextIOWrapper(content, encoding="utf-8", write_through=True)
    call_command(*args, stdout=output, stderr=output)
    return content.getvalue()


def table(content: bytes):
    """(headers, rows) of a file, read as files that come in are."""
    read = open_table(io.BytesIO(content), "file")
    return read.header, [values for _number, values in read.rows]


def our_own(resource, queryset, file_format="xlsx"):
    """What the page writes of the same rows and columns."""
    order = ExportOptions(FileFormat(file_format), list(resource.columns), "test", someone())
    content = export(Selection(resource, queryset, "contacts", "all"), order).content
    return table(b"".join(content))


ROWS = [
    ["First name", "Last name", "Job title (en)", "Organisation", "E-mail"],
    ["Paul", FORMULA, "Director", "Carnot Énergies du futur", "paul@example.org"],
    ["Zoé", "Durand", "", "", "zoe@example.org"],
    ["Nora", "Nemo", "Head", "", "nemo@example.org"],
    ["Ada", "Neu", TITLE, "Nowhere at all", "ada@example.org"],
    ["Eva", "Frisch", TITLE, "Carnot Énergies du futur", "eva@example.org"],
    ["Max", "Andere", "", "", "lea@example.org"],
    ["Eva", "Frisch", "", "Carnot Énergies du futur", "eva@example.org"],
]
KINDS = ["changed", "unchanged", "unchanged", "refused", "doubtful", "doubtful", "doubtful"]
GOOD = [ROWS[0], ROWS[1], ROWS[2], ROWS[5]]


def dataset_of(rows):
    return Dataset(*rows[1:], headers=rows[0])


def file_of(rows, format_class):
    return format_class().export_data(dataset_of(rows))


def on_our_page(content, name):
    job = source_file.upload(SimpleUploadedFile(name, content), "contact", someone())
    running.start(job, "check")
    job.refresh_from_db()
    assert job.state == "checked", job.problem
    return job


def said_by(lines):
    return [(line.number, str(line.kind), [p["problem"] for p in line.problems]) for line in lines]


class TestExport:
    def test_a_dataset_has_the_headers_and_values_of_our_own_file(self, planted):
        people = Contact.objects.order_by("-pk")
        dataset = ContactResource().export(people)
        headers, rows = our_own(ContactResource(), people)
        assert dataset.headers == headers
        assert [list(row) for row in dataset] == rows
        assert len(rows) == 3

    def test_nobody_who_objects_is_in_it(self, planted):
        assert "nemo@example.org" not in str(list(ContactResource().export(Contact.objects.all())))
        assert "nemo@example.org" not in str(list(ContactResource().export()))

    def test_some_columns_are_enough(self, planted):
        dataset = ContactResource().export(export_fields=["email", "last_name"])
        assert dataset.headers == ["Last name", "E-mail"]

    def test_a_subclass_names_its_columns_in_meta(self, planted):
        class Names(ContactResource):
            class Meta(ContactResource.Meta):
                fields = ("last_name", "first_name")

        assert Names().export().headers == ["Last name", "First name"]
        assert list(ContactResource().fields) == list(ContactResource._meta.fields)
        result = Names().import_data(
            dataset_of([["Last name", "E-mail"], ["Durand", "n@x.org"]]), dry_run=True
        )
        assert not any("n@x.org" in str(row.diff) for row in result.rows)

    @pytest.mark.parametrize("name", ["csv", "tsv", "html"])
    def test_no_format_of_tablib_holds_a_live_formula(self, planted, name):
        dataset = ContactResource().export(export_fields=["last_name"])
        for text in (dataset.export(name), getattr(dataset, name)):
            assert "'=cmd" in text

    @pytest.mark.parametrize("name", ["xlsx", "ods"])
    def test_nor_does_a_workbook_of_tablib(self, planted, name):
        dataset = ContactResource().export(export_fields=["last_name"])
        for content in (dataset.export(name), getattr(dataset, name)):
            assert table(content)[1][0] == [FORMULA]

    def test_releases_go_out_and_never_come_in(self):
        assert ReleaseResource().export().headers[0] == "Reference"
        with pytest.raises(Refused, match="not imported"):
            ReleaseResource().import_data(dataset_of([["Reference"], ["A-1"]]), dry_run=True)


class TestImport:
    @pytest.mark.parametrize("format_class", FORMATS)
    def test_a_file_says_the_same_as_on_our_page(self, planted, format_class):
        content = file_of(ROWS, format_class)
        job = on_our_page(content, f"people.{format_class.name}")
        dataset = format_class().create_dataset(content)
        result = ContactResource().import_data(dataset, dry_run=True)
        assert [(row.number, row.kind, row.sentences) for row in result.rows] == said_by(job.lines.all())
        assert [row.kind for row in result.rows] == KINDS

    def test_the_types_of_rows_are_the_library_s(self, planted):
        result = ContactResource().import_data(dataset_of(ROWS[:6]), dry_run=True)
        assert [row.import_type for row in result.rows] == ["update", "skip", "skip", "invalid", "new"]
        assert dict(result.totals)["invalid"] == 1
        (invalid,) = result.invalid_rows
        assert invalid.number == 5
        assert "Nowhere at all" in invalid.field_specific_errors["organisation"][0]

    def test_a_doubt_is_an_error_of_the_row(self, planted):
        result = ContactResource().import_data(dataset_of([ROWS[0], ROWS[6]]), dry_run=True)
        assert result.invalid_rows[0].error_dict == {
            NON_FIELD_ERRORS: ["This e-mail belongs to someone with a different name."]
        }

    def test_differences_are_shown_per_column(self, planted):
        result = ContactResource().import_data(dataset_of(ROWS[:3]), dry_run=True)
        place = result.diff_headers.index("Job title (English)")
        assert "<del" in result.rows[0].diff[place]
        assert "Director" in result.rows[0].diff[place]
        assert not any("<del" in cell or "<ins" in cell for cell in result.rows[1].diff)

    def test_a_dry_run_writes_nothing(self, planted):
        before, dataset = everything(), dataset_of(GOOD)
        with CaptureQueriesContext(connection) as queries:
            ContactResource().import_data(dataset, dry_run=True)
        begun = {query["sql"].split()[0] for query in queries}
        assert begun <= {"DECLARE", "SELECT", "SAVEPOINT", "ROLLBACK", "RELEASE"}
        assert everything() == before
        assert not Import.objects.exists()
        assert not ImportLine.objects.exists()

    def test_all_rows_are_written_and_can_be_taken_back(self, planted):
        before = everything()
        user = someone()
        result = ContactResource().import_data(dataset_of(GOOD), user=user, file_name="people.csv")
        assert not result.has_errors()
        eva = Contact.objects.get(email="eva@example.org")
        assert eva.job_title_en == TITLE
        assert result.rows[2].object_id == eva.pk
        job = Import.objects.get()
        assert (job.state, job.actor, job.file_name) == ("applied", user, "people.csv")
        running.start(job, "undo")
        assert everything() == before

    def test_the_page_of_the_import_shows_its_rows(self, planted, client):
        ContactResource().import_data(dataset_of(GOOD), file_name="people.csv")
        client.force_login(someone())
        page = client.get(reverse("admin:exchange_import_change", args=[Import.objects.get().pk]))
        text = page.content.decode()
        assert "Eva Frisch" in text
        assert "by command" in text
        log = client.get(reverse("admin:exchange_import_changelist")).content.decode()
        assert "people.csv" in log

    def test_one_refused_row_keeps_all_of_them_out(self, planted):
        before = everything()
        result = ContactResource().import_data(dataset_of([*GOOD, ROWS[4]]))
        assert result.has_errors()
        assert "refused or not decided" in str(result.base_errors[0].error)
        assert everything() == before
        assert not Import.objects.exists()

    def test_errors_can_be_raised(self, planted):
        with pytest.raises(RowRefused):
            ContactResource().import_data(dataset_of(ROWS), dry_run=True, raise_errors=True)

    def test_failed_rows_can_be_collected(self, planted):
        result = ContactResource().import_data(dataset_of(ROWS[:6]), dry_run=True, collect_failed_rows=True)
        (row,) = result.failed_dataset
        assert row[:2] == ("Ada", "Neu")
        assert "Nowhere at all" in row[-1]

    def test_who_may_not_import_is_refused(self, planted):
        with pytest.raises(PermissionDenied):
            ContactResource().import_data(dataset_of(GOOD), dry_run=True, user=make_user("writer"))

    def test_a_dataset_without_a_known_column_is_refused(self):
        result = ContactResource().import_data(dataset_of([["Shoe size"], ["44"]]), dry_run=True)
        assert str(result.base_errors[0].error) == "No column of this file is known."

    def test_what_was_exported_changes_nothing(self, planted):
        for resource in (ContactResource(), OrganisationResource()):
            result = resource.import_data(resource.export(), dry_run=True)
            assert {row.import_type for row in result.rows} == {"skip"}

    def test_organisations_memberships_and_awards_come_in_too(self):
        institute, school = make_institute("Carnot Alpha"), make_school("School Beta")
        headers = ["Institute", "School"]
        wrong = MembershipResource().import_data(dataset_of([headers, ["School Beta", "School Beta"]]))
        assert wrong.rows[0].kind == "refused"
        MembershipResource().import_data(dataset_of([headers, ["Carnot Alpha", "School Beta"]]))
        LabelAwardResource().import_data(dataset_of([["Institute", "Year"], ["Carnot Alpha", 2020]]))
        OrganisationResource().import_data(dataset_of([["Name (fr)", "Website"], ["School Beta", "x.org"]]))
        assert Membership.objects.get().school == school
        assert LabelAward.objects.get(institute=institute).year == 2020
        assert Organisation.objects.get(pk=school.pk).website == "https://x.org"

    def test_single_rows_have_no_way_past_the_rules(self):
        with pytest.raises(NotImplementedError):
            ContactResource().import_row({"last_name": "Durand"}, None)


class TestCommands:
    @pytest.mark.parametrize("name", ["CSV", "xlsx", "import_export.formats.base_formats.ODS"])
    @pytest.mark.parametrize("what", ["institutes.Contact", "institutes.resources.ContactResource"])
    def test_export_writes_what_our_page_writes(self, planted, what, name):
        content = command("export", name, what)
        file_format = name.rpartition(".")[2].lower()
        assert table(content) == our_own(ContactResource(), ContactResource().get_queryset(), file_format)
        assert b"nemo@example.org" not in content

    def test_a_csv_of_the_command_has_no_live_formula(self, planted):
        text = command("export", "csv", "institutes.contact").decode("utf-8-sig")
        assert f'"\'{FORMULA}"' in text
        assert f'"\'{TITLE}"' in text
        assert '"=' not in text
        assert '"+' not in text

    def test_export_is_in_the_log(self, planted):
        command("export", "xlsx", "institutes.Contact", "--purpose=Moving house")
        entry = Export.objects.get()
        assert (entry.actor, entry.actor_name, entry.purpose) == (None, "by command", "Moving house")
        assert (entry.row_count, entry.people_count, entry.withheld_count) == (3, 3, 1)

    def test_what_cannot_be_written_is_not_in_the_log(self, planted):
        make_institute(presentation_fr="a" * 40_000)
        with pytest.raises(CommandError, match="40000 characters"):
            command("export", "xlsx", "institutes.Organisation")
        assert not Export.objects.exists()

    def test_a_csv_may_have_another_encoding(self, planted):
        assert "Zoé" in command("export", "csv", "institutes.Contact", "--encoding=utf-16").decode("utf-16")

    @pytest.mark.parametrize("name", ["json", "import_export.formats.base_formats.HTML"])
    def test_other_formats_are_refused(self, name):
        with pytest.raises(CommandError, match="is not one of: XLSX, ODS, CSV"):
            command("export", name, "institutes.Contact")

    @pytest.mark.parametrize(
        "name", ["auth.User", "institutes.PhoneNumber", "import_export.resources.ModelResource"]
    )
    def test_what_has_no_resource_of_ours_is_refused(self, name):
        with pytest.raises(CommandError, match=r"is not one of: institutes\.Contact"):
            command("export", "csv", name)

    @pytest.mark.parametrize("format_class", FORMATS)
    def test_import_tries_out_and_writes(self, planted, tmp_path, format_class):
        path = tmp_path / f"people.{format_class.name}"
        path.write_bytes(file_of(GOOD, format_class))
        before = everything()
        output = command("import", "institutes.Contact", str(path), "--noinput", "--dry-run")
        assert b"3 rows: 1 new, 1 update, 1 skip" in output
        assert everything() == before
        command("import", "institutes.Contact", str(path), "--noinput")
        eva = Contact.objects.get(email="eva@example.org")
        assert (eva.job_title_en, eva.organisation.name) == (TITLE, "Carnot Énergies du futur")
        assert Contact.objects.get(email="paul@example.org").last_name == FORMULA
        assert Import.objects.get().file_name == path.name

    def test_import_says_why_nothing_was_written(self, planted, tmp_path):
        path = tmp_path / "people.data"
        path.write_bytes(file_of(ROWS, XLSX))
        before = everything()
        output = io.StringIO()
        arguments = ["import", "institutes.Contact", str(path), "--noinput", "--format=xlsx"]
        with pytest.raises(CommandError, match="refused or not decided"):
            call_command(*arguments, stdout=output)
        text = output.getvalue()
        assert "5 refused: No organisation" in text
        assert "7 doubtful: This e-mail belongs to someone with a different name." in text
        assert "4 unchanged: This person objected" in text
        assert everything() == before

    def test_an_unreadable_file_is_refused_with_its_sentence(self, tmp_path):
        path = tmp_path / "people.xlsx"
        path.write_bytes(b"%PDF-1.7")
        with pytest.raises(CommandError, match="table"):
            call_command("import", "institutes.Contact", str(path), "--noinput")


def test_a_file_s_dataset_keeps_the_numbers_of_its_rows():
    dataset = XLSX().create_dataset(file_of([["Last name"], ["A"], [None], ["B"]], XLSX))
    assert [number for number, _row in rows_of(dataset)] == [2, 4]
