"""What grows or nests without an end is refused in little memory and time."""

import io
import itertools
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.files import (
    NAMES,
    make_big_member,
    make_cell,
    make_cells,
    make_ods,
    make_sheet,
    make_xlsx,
    make_zip,
    member,
    million_parts,
    with_member,
)

pytestmark = pytest.mark.usefixtures("in_english")

ROOT = Path(__file__).resolve().parent.parent.parent
SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
MEGABYTE = 1024 * 1024


def entity_bomb():
    """Ten megabytes of definitions, each ten times the one before."""
    definitions = [b'<!ENTITY e0 "a">']
    definitions += [b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10)]
    definitions += (b'<!ENTITY x "%s">' % piece for piece in scrambled(130))
    start = b"<!DOCTYPE worksheet [" + b"".join(definitions) + b"]><worksheet><sheetData>"
    return sheet_of([start, b"<row><c t='inlineStr'><is><t>&e9;</t></is></c></row></sheetData></worksheet>"])


def scrambled(number):
    """Pieces of 80 kB that are hardly compressible: only the limits on memory stand in their way."""
    dice = random.Random(7)
    return (dice.randbytes(40_000).hex().encode() for _turn in range(number))


def sheet_of(pieces, **options):
    return make_big_member(make_xlsx(["a", "b"]), SHEET, pieces, **options)


def around(start, pieces, end=b"</sheetData></worksheet>"):
    return itertools.chain([b"<worksheet><sheetData>" + start], pieces, [end])


def strings_of(pieces):
    relation = b'<Relationship Id="s" Type="x/sharedStrings" Target="s.xml"/></Relationships>'
    relations = member(make_xlsx(["a", "b"]), RELATIONS).replace(b"</Relationships>", relation)
    workbook = with_member(make_xlsx(["a", "b"]), RELATIONS, relations)
    return make_big_member(workbook, "xl/s.xml", itertools.chain([b"<sst>"], pieces, [b"</sst>"]))


def document_of(pieces):
    names = ((prefix.encode(), name.encode()) for prefix, name in NAMES.items())
    start = b"<office:document-content%s><office:body><office:spreadsheet><table:table table:name='a'>"
    start %= b"".join(b" xmlns:%s='%s'" % name for name in names)
    end = b"</table:table></office:spreadsheet></office:body></office:document-content>"
    return make_big_member(make_ods(""), "content.xml", itertools.chain([start], pieces, [end]))


def workbook_of(strings, rows):
    """A workbook whose rows point at shared texts."""
    names = b"<row><c t='str'><v>a</v></c><c t='str'><v>b</v></c></row>"
    book = strings_of(b"<si><t>%s</t></si>" % text.encode() for text in strings)
    return make_big_member(book, SHEET, around(names, rows), packing=zipfile.ZIP_DEFLATED)


ROW_END = b"</row></sheetData></worksheet>"


def counted(pattern, number=500_000):
    return (pattern % count for count in range(number))


TWO = make_cells("a", "b")
ROWS = '<table:table-row table:number-rows-repeated="1000000000000">' + TWO + "</table:table-row>"
CELLS = make_cell("a", 'table:number-columns-repeated="1000000000000"')
BOMBS = {
    "entities": (entity_bomb, "DOCTYPE"),
    "a lot of nothing": (
        lambda: sheet_of((bytes(MEGABYTE) for _turn in range(256)), packing=zipfile.ZIP_DEFLATED),
        "far too large",
    ),
    "a long text": (lambda: sheet_of(around(b"<row><c t='str'><v>", scrambled(1000))), "contains more than"),
    "a long tag": (lambda: sheet_of(around(b"<row r='", scrambled(1000))), "no spreadsheet program"),
    "many names": (lambda: sheet_of(around(b"", counted(b"<n%x/>"))), "no spreadsheet program"),
    "many cells in a row": (lambda: sheet_of(around(b"<row>", counted(b"<c><v>%d</v></c>"))), "columns"),
    "many empty cells": (lambda: sheet_of(around(b"<row>", counted(b"<c s='%d'/>"), ROW_END)), "is empty"),
    "many shared texts": (
        lambda: strings_of(b"<si><t>%s</t></si>" % piece for piece in scrambled(1000)),
        "far too large",
    ),
    "many sheets in a workbook": (
        lambda: make_big_member(
            make_xlsx(["a"]), "xl/workbook.xml", around(b"", counted(b"<sheet name='%d'/>"))
        ),
        "no spreadsheet program",
    ),
    "rows far away": (
        lambda: sheet_of(
            around(b"", (b'<row r="1%s"><c><v>1</v></c></row>' % (b"0" * n) for n in range(200)))
        ),
        "",
    ),
    "repeated rows": (lambda: make_ods(make_sheet(TWO, ROWS)), "rows"),
    "repeated cells": (lambda: make_ods(make_sheet(TWO, CELLS)), "columns"),
    "repeated spaces": (
        lambda: make_ods(make_sheet(make_cells("a", '<text:s text:c="1000000000000"/>'))),
        "contains more than",
    ),
    "many sheets in a document": (
        lambda: document_of(counted(b"</table:table><table:table table:name='%d'>")),
        "1000 sheets",
    ),
    "many tables inside one another": (
        lambda: document_of([b"<table:table>" * 1_000_000, b"</table:table>" * 1_000_000]),
        "1000 levels deep",
    ),
    "a large directory": (lambda: make_zip({f"{n}{'x' * 200}": b"" for n in range(20_000)}), "parts"),
    "a line without end": (lambda: io.BytesIO(b"a;b\n" + b"x;" * 20_000_000), "A line"),
    "a quotation without end": (lambda: io.BytesIO(b'a;b\n"' + b"x\n" * 20_000_000), "quotation"),
}
LONG = "x" * 130_000
GROWING = {
    "repeated rows of repeated long cells": (
        lambda: make_ods(
            make_sheet(
                make_cells("a", "b"),
                '<table:table-row table:number-rows-repeated="40">'
                + make_cell(LONG, 'table:number-columns-repeated="200"')
                + "</table:table-row>",
            )
        ),
        "50 million characters",
    ),
    "repeated rows of filled cells": (
        lambda: make_ods(
            make_sheet(
                make_cells("a", "b"),
                '<table:table-row table:number-rows-repeated="90000">'
                + make_cell("a", 'table:number-columns-repeated="200"')
                + "</table:table-row>",
            )
        ),
        "3 million cells",
    ),
    "one shared text in many cells": (
        lambda: workbook_of([LONG], [b"<row><c t='s'><v>0</v></c><c t='s'><v>0</v></c></row>" * 4_000]),
        "50 million characters",
    ),
    "one shared text again and again in one cell": (
        lambda: workbook_of([LONG], [b"<row>", b"<c r='A1' t='s'><v>0</v></c>" * 4_000, b"</row>"]),
        "50 million characters",
    ),
    "one merged cell over many rows": (
        lambda: sheet_of(
            around(
                b"<row r='1'><c t='str'><v>a</v></c><c t='str'><v>b</v></c></row>"
                b"<row r='2'><c t='str'><v>%s</v></c></row>" % LONG.encode(),
                (b"<row r='%d'><c r='B%d'><v>1</v></c></row>" % (row, row) for row in range(3, 5_000)),
                b"</sheetData><mergeCells><mergeCell ref='A2:A4999'/></mergeCells></worksheet>".replace(
                    b"'A2:A4999'", b'"A2:A4999"'
                ),
            )
        ),
        "50 million characters",
    ),
    "many sheets without a table": (
        lambda: make_xlsx(**{f"S{number}": [[None]] for number in range(1_100)}),
        "1000 sheets",
    ),
    "a million parts": (million_parts, "10000 parts"),
}
BOUND = 80 * MEGABYTE
READER = r"""
import json, pathlib, re, resource, sys
from django.conf import settings
settings.configure(USE_I18N=False)
from exchange.spreadsheets import UnreadableFile, open_table

def used():
    # What resource tells of a child begins with its parent's; Linux alone has a better source.
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s*(\d+)", status.read_text())[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

before = used()
for path in sys.argv[1:]:
    sentence = ""
    with open(path, "rb") as file:
        try:
            for row in open_table(file, path).rows:
                pass
        except UnreadableFile as refused:
            sentence = str(refused)
    print(json.dumps([sentence, used() - before]))
"""


@pytest.mark.parametrize("bombs", [BOMBS, GROWING], ids=["large", "growing"])
def test_bombs_are_refused_in_little_memory(tmp_path, bombs):
    for number, (make, _expected) in enumerate(bombs.values()):
        (tmp_path / f"{number}").write_bytes(make().getvalue())
    paths = [str(tmp_path / f"{number}") for number in range(len(bombs))]
    # A process that has nothing else to do, so that the most it ever used is what this took.
    reader = [sys.executable, "-c", READER, *paths]
    run = subprocess.run(reader, cwd=ROOT, env=os.environ, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr[-2000:]
    outcomes = zip(bombs.items(), map(json.loads, run.stdout.splitlines()), strict=True)
    assert [
        (bomb, sentence, memory)
        for (bomb, (_make, expected)), (sentence, memory) in outcomes
        if expected not in sentence or memory > BOUND
    ] == []
