import csv
import io

import openpyxl
from django.urls import reverse
from odf import opendocument, table, teletype


def content_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def csv_rows(content: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def xlsx_sheets(content: bytes) -> list[list[tuple]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [list(sheet.iter_rows()) for sheet in book]


def ods_rows(content: bytes) -> list[list[tuple[str, str]]]:
    """(type, text) of each cell of the first sheet."""
    document = opendocument.load(io.BytesIO(content))
    sheet = document.getElementsByType(table.Table)[0]
    return [
        [
            (cell.getAttribute("valuetype"), teletype.extractText(cell))
            for cell in row.getElementsByType(table.TableCell)
        ]
        for row in sheet.getElementsByType(table.TableRow)
    ]


def address(model, page="export", query="") -> str:
    opts = model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}") + (f"?{query}" if query else "")


def asked(**fields) -> dict:
    """A complete answer to the export page."""
    return {
        "do": "export",
        "file_format": "csv",
        "columns": ["last_name"],
        "purpose": "Invitation to the press day",
        **fields,
    }


def page_of(client, model, query=""):
    return client.get(address(model, query=query)).content.decode()
