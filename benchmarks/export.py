"""Exports 50,000 contacts by the real page, beside the bare libraries writing the same cells.

    python benchmarks/export.py [number of contacts]

Each figure is taken in a process of its own, in turns, and the least of the turns is shown: what a busy
machine adds is not the export's. The database is thrown away, or the empty one that DATABASE_URL names.
"""

import csv
import io
import json
import os
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = secrets.token_urlsafe(16)
PURPOSE = "benchmark"
TURNS = 3
MEASURES = {
    ("page", "csv"): "CSV, the page",
    ("bare", "csv"): "CSV, bare library, cells only",
    ("page", "xlsx"): "XLSX, the page",
    ("bare", "xlsx"): "XLSX, bare library, cells only",
    ("page", "ods"): "ODS, the page",
    ("page", "vcf"): "vCard, the page",
}


def prepare(count: int) -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from institutes.models import Contact, Organisation, PhoneNumber

    call_command("migrate", verbosity=0)
    User.objects.create_superuser("benchmark", password=PASSWORD)
    Organisation.objects.bulk_create(
        Organisation(slug=f"o{n}", name_fr=f"Organisation n° {n}", name_en=f"Organisation {n}")
        for n in range(300)
    )
    organisations = list(Organisation.objects.values_list("pk", flat=True))
    Contact.objects.bulk_create(
        (
            Contact(
                first_name=f"Zoé {n % 700}",
                last_name=f"Durand-{n}",
                job_title_fr=f"Chargée de communication {n}",
                job_title_en=f"Communication officer {n}",
                email=f"zoe.durand-{n}@example.org",
                organisation_id=organisations[n % 300],
                languages=["fr", "en"],
                is_public=n % 2 == 0,
                data_source="directory of the institute",
                data_collected_on=f"20{10 + n % 15}-0{1 + n % 9}-{10 + n % 18}",
                legal_basis="consent",
            )
            for n in range(count)
        ),
        batch_size=1000,
    )
    PhoneNumber.objects.bulk_create(
        (
            PhoneNumber(contact_id=pk, number=f"+331{40_000_000 + pk * 131 % 9_999_999}")
            for pk in Contact.objects.values_list("pk", flat=True)
        ),
        batch_size=1000,
    )


def by_the_page(file_format: str) -> float:
    """Seconds to the first byte; the rest of the file is drained."""
    from django.test import Client
    from django.urls import reverse

    from institutes.resources import ContactResource

    client = Client(SERVER_NAME="localhost")
    client.login(username="benchmark", password=PASSWORD)
    data = {
        "do": "export",
        "file_format": file_format,
        "purpose": PURPOSE,
        "columns": list(ContactResource.columns),
    }
    # Neither the password, slow on purpose, nor the reading of all addresses belongs to the export.
    address = reverse("admin:institutes_contact_export")
    restart()
    started = time.perf_counter()
    response = client.post(address, data)
    pieces = iter(response.streaming_content)
    size = len(next(pieces))
    first = time.perf_counter() - started
    size += sum(map(len, pieces))
    print(f"{size:,} bytes", file=sys.stderr)
    return first


def bare(file_format: str) -> float:
    """The library's quickest way for the same cells, which it is given: it reads no database."""
    from openpyxl import Workbook

    from institutes.models import Contact
    from institutes.resources import ContactResource

    source = ContactResource()
    rows = list(source.rows(list(Contact.objects.values_list("pk", flat=True)), list(source.columns)))
    restart()
    with tempfile.TemporaryFile() as file:
        if file_format == "xlsx":
            book = Workbook(write_only=True)
            sheet = book.create_sheet()
            for row in rows:
                sheet.append(row)
            book.save(file)
        else:
            text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
            csv.writer(text).writerows(rows)
            text.detach()
    return 0.0


CLOCK = {}


def restart() -> None:
    CLOCK.update(wall=time.perf_counter(), cpu=time.process_time())


def child(act: str, file_format: str) -> None:
    import django

    sys.path.insert(0, str(ROOT))
    django.setup()
    if act == "prepare":
        return prepare(int(file_format))
    restart()
    first = {"page": by_the_page, "bare": bare}[act](file_format)
    print(
        json.dumps(
            {
                "wall": time.perf_counter() - CLOCK["wall"],
                "cpu": time.process_time() - CLOCK["cpu"],
                "first": first,
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )
    return None


def run(environment: dict[str, str], act: str, file_format: str) -> dict:
    command = [sys.executable, __file__, act, file_format]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return json.loads(done.stdout or "{}")


def main() -> None:
    count = sys.argv[1] if len(sys.argv) > 1 else "50000"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "static").mkdir()
        environment = {
            **os.environ,
            "DEMO": "1",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "localhost",
            "VAR_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
            "BENCHMARK_PASSWORD": PASSWORD,
        }
        run(environment, "prepare", count)
        found: dict[tuple[str, str], list[dict]] = {measure: [] for measure in MEASURES}
        for _turn in range(TURNS):
            for measure in MEASURES:
                found[measure].append(run(environment, *measure))
    print("| what | seconds | processor | first byte | peak |\n|---|---|---|---|---|")
    for measure, turns in found.items():
        wall, cpu, first = (min(turn[key] for turn in turns) for key in ("wall", "cpu", "first"))
        peak = max(turn["peak"] for turn in turns)
        print(f"| {MEASURES[measure]} | {wall:.1f} s | {cpu:.1f} s | {first:.1f} s | {peak:.0f} MB |")


if __name__ == "__main__":
    if sys.argv[1:2] in (["prepare"], ["page"], ["bare"]):
        PASSWORD = os.environ["BENCHMARK_PASSWORD"]
        child(*sys.argv[1:])
    else:
        main()
