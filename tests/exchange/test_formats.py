"""Our files as formats of django-import-export, for whatever resource somebody gives them."""

import datetime
import io
import zipfile
from decimal import Decimal

import pytest
from django.contrib import admin
from import_export.admin import ImportExportModelAdmin
from import_export.resources import modelresource_factory
from tablib import Dataset

from exchange.formats import CSV, FORMATS, ODS, XLSX
from exchange.spreadsheets import UnreadableFile, limits, open_table
from institutes.models import Organisation
from tests.builders import make_organisation

pytestmark = pytest.mark.usefixtures("in_english")
FORMULA = "=cmd|' /C calc'!A0"


def rows_in(content):
    return [values for _number, values in open_table(io.BytesIO(content), "file").rows]


def test_the_library_s_mixins_offer_these_formats_and_no_other():
    desk = ImportExportModelAdmin(Organisation, admin.site)
    assert desk.get_import_formats() == desk.get_export_formats() == [XLSX, ODS, CSV]


@pytest.mark.django_db
@pytest.mark.parametrize("format_class", FORMATS)
def test_a_plain_resource_writes_no_live_formula(format_class):
    make_organisation(FORMULA)
    dataset = modelresource_factory(Organisation)().export()
    content = format_class().export_data(dataset)
    assert FORMULA in rows_in(content)[0]
    if format_class is CSV:
        assert f'"\'{FORMULA}"' in content.decode()


@pytest.mark.parametrize("format_class", FORMATS)
def test_texts_stay_texts_and_numbers_and_dates_what_they_are(format_class):
    values = ["+33 1", "007", 7, datetime.date(2020, 2, 12), Decimal("1.5"), True, None]
    dataset = Dataset(values, headers=list("abcdefg"))
    back = format_class().create_dataset(format_class().export_data(dataset))
    typed = [7, datetime.date(2020, 2, 12)] if format_class is not CSV else ["7", "2020-02-12"]
    assert list(back[0]) == ["+33 1", "007", *typed, "1.5", "TRUE", None]
    assert back.headers == list("abcdefg")


def test_a_column_of_numbers_and_texts_is_text():
    dataset = Dataset([1], ["=1+1"], headers=["a"])
    assert rows_in(XLSX().export_data(dataset)) == [["1"], ["=1+1"]]


def test_a_file_is_unpacked_within_bounds():
    content, bomb = io.BytesIO(XLSX().export_data(Dataset(["A"], headers=["a"]))), io.BytesIO()
    with zipfile.ZipFile(content) as good, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        for name in good.namelist():
            package.writestr(name, " " * 16 * limits.MEGABYTE if "sheet1.xml" in name else good.read(name))
    with pytest.raises(UnreadableFile, match="far too large"):
        XLSX().create_dataset(bomb.getvalue())


def test_the_name_of_a_format_is_not_believed():
    content = XLSX().export_data(Dataset(["Zoé"], headers=["First name"]))
    assert list(CSV().create_dataset(content)) == [("Zoé",)]


def test_a_csv_may_come_in_the_encoding_that_was_named():
    content = CSV(encoding="mac_roman").export_data(Dataset(["Zoé", "x"], headers=["a", "b"]))
    assert b"Zo\x8e" in content
    assert list(CSV(encoding="mac_roman").create_dataset(content)) == [("Zoé", "x")]


def test_cells_beyond_the_header_are_kept_for_the_trial_to_refuse():
    dataset = CSV().create_dataset(b"a;b\r\n1;2;3\r\n")
    assert (dataset.headers, list(dataset), dataset.named) == (["a", "b", ""], [("1", "2", "3")], 2)
