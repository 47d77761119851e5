"""50,000 rows of 20 columns, out and back in: time and memory of each format, and of the library alone.

    python benchmarks/spreadsheets.py [rows]

Each measure is a process of its own; ours and others' take turns, so that all meet the same machine.
XlsxWriter and python-calamine are measured too where they are installed; the site needs neither.
"""

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
TURNS = 3
PAIRED = ("XLSX, openpyxl write-only", "XLSX")


def rows(number):
    for row in range(number):
        texts = [f"Texte {row} de la colonne {column}" for column in range(16)]
        day = date(2020, 2, 12) + timedelta(days=row % 1000)
        yield [*texts, f"personne{row}@example.org", f"+33{row:09}", day, row]


def columns():
    from exchange.spreadsheets import Column, Kind

    kinds = [Kind.TEXT] * 16 + [Kind.EMAIL, Kind.PHONE, Kind.DATE, Kind.NUMBER]
    return [Column(f"c{index}", f"Colonne {index}", kind) for index, kind in enumerate(kinds)]


def bare(path, number):
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([column.header for column in columns()])
    for row in rows(number):
        sheet.append(row)
    book.save(path)


def constant_memory(path, number):
    from xlsxwriter import Workbook

    plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    book = Workbook(path, {"constant_memory": True, **plain})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, [column.header for column in columns()])
    for place, row in enumerate(rows(number), 1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(place, column, value, day)
            else:
                sheet.write(place, column, value)
    book.close()


def calamine(path, number):
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    assert sum(1 for _row in sheet.iter_rows()) == number + 1  # noqa: S101


def xlsx(path, number):
    from exchange.spreadsheets import write_xlsx

    with path.open("wb") as file:
        write_xlsx(file, columns(), rows(number), [("Quoi", "Contacts")], "Contacts", "À propos")


def ods(path, number):
    from exchange.spreadsheets import write_ods

    with path.open("wb") as file:
        write_ods(file, columns(), rows(number), [("Quoi", "Contacts")], "Contacts", "À propos")


def csv(path, number):
    from exchange.spreadsheets import write_csv

    with path.open("wb") as file:
        file.writelines(write_csv(columns(), rows(number), ";"))


def reading(path, number):
    from exchange.spreadsheets import open_table

    with path.open("rb") as file:
        assert sum(1 for _row in open_table(file, path.name).rows) == number  # noqa: S101


MEASURES = {
    "XLSX, openpyxl write-only": (bare, "bare.xlsx"),
    "XLSX": (xlsx, "ours.xlsx"),
    "ODS": (ods, "ours.ods"),
    "CSV": (csv, "ours.csv"),
    "XLSX, read": (reading, "ours.xlsx"),
    "ODS, read": (reading, "ours.ods"),
    "CSV, read": (reading, "ours.csv"),
}
if find_spec("xlsxwriter"):
    MEASURES["XLSX, XlsxWriter constant_memory"] = (constant_memory, "constant.xlsx")
if find_spec("python_calamine"):
    MEASURES["XLSX, read by python-calamine"] = (calamine, "ours.xlsx")
    MEASURES["ODS, read by python-calamine"] = (calamine, "ours.ods")


def measure(name, folder, number):
    """In a process of its own: seconds, seconds of the processor, megabytes."""
    from django.conf import settings

    settings.configure(USE_I18N=False)
    action, file = MEASURES[name]
    columns()
    clock, processor = time.perf_counter(), time.process_time()
    action(Path(folder) / file, number)
    spent = time.perf_counter() - clock, time.process_time() - processor
    print(json.dumps([*spent, most_memory() / 1024**2]))


def most_memory():
    # What resource tells of a child begins with its parent's; Linux alone has a better source.
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s*(\d+)", status.read_text())[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(number):
    found = {name: [] for name in MEASURES}
    with tempfile.TemporaryDirectory() as folder:
        for _turn in range(TURNS):
            for name in MEASURES:
                command = [sys.executable, __file__, "--measure", name, folder, str(number)]
                run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
                found[name].append(json.loads(run.stdout))
        sizes = {name: (Path(folder) / file).stat().st_size for name, (_action, file) in MEASURES.items()}
    print(f"{number:,} rows, median of {TURNS}\n")
    print("| | seconds | of the processor | memory, MB | file, MB |\n|---|---|---|---|---|")
    for name, turns in found.items():
        clock, processor, memory = (median(values) for values in zip(*turns, strict=True))
        print(f"| {name} | {clock:.1f} | {processor:.1f} | {memory:.0f} | {sizes[name] / 1024**2:.1f} |")
    ratios = [ours[0] / theirs[0] for theirs, ours in zip(*(found[name] for name in PAIRED), strict=True)]
    print(f"\nOurs takes {median(ratios):.2f} of openpyxl's time, turn by turn.")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
