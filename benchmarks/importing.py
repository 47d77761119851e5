"""The dry run, the application and the undo of a file of 50,000 people: python benchmarks/importing.py [rows]

Uses a database of its own in a temporary folder, or the empty one that DATABASE_URL names.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = tempfile.TemporaryDirectory(prefix="press-benchmark-")
sys.path.insert(0, str(ROOT))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
    "SECRET_KEY": "benchmark-" * 6,
    "ALLOWED_HOSTS": "localhost",
    "VAR_DIR": FOLDER.name,
}
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER.name}/benchmark.sqlite3")

import django  # noqa: E402

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from exchange.importing import jobs, running, source_file  # noqa: E402
from exchange.models import Import  # noqa: E402
from exchange.spreadsheets import Column, Kind, write_csv, write_xlsx  # noqa: E402
from institutes.models import Contact, Organisation, PhoneNumber  # noqa: E402
from institutes.resources import ContactResource  # noqa: E402

KEYS = [key for key, column in ContactResource.columns.items() if column.importable]


def fill(count: int) -> None:
    organisations = [
        Organisation.objects.create(slug=f"o{n}", name_fr=f"Organisation {n}", kind="company")
        for n in range(50)
    ]
    people = Contact.objects.bulk_create(
        Contact(
            first_name="Zoé",
            last_name=f"Durand {n}",
            email=f"zoe{n}@example.org",
            job_title_fr="Chargée de communication",
            job_title_en="Communication officer",
            organisation=organisations[n % 50],
            languages=["fr", "en"],
        )
        for n in range(count)
    )
    PhoneNumber.objects.bulk_create(
        PhoneNumber(contact=person, number=f"+331411{place % 10000:05}")
        for place, person in enumerate(people)
    )


def rows(resource: ContactResource):
    """What an export gives, with every tenth telephone number changed, and 1,000 new people behind."""
    ids = list(Contact.objects.order_by("pk").values_list("pk", flat=True))
    phones, number, email = (KEYS.index(key) for key in ("phones", "id", "email"))
    for place, exported in enumerate(resource.rows(ids, KEYS)):
        row = list(exported)
        if place % 10 == 0:
            row[phones] = "06 76 12 00 53"
        yield row
        if place < 1000:
            row = list(exported)
            row[number], row[email], row[KEYS.index("last_name")] = (
                None,
                f"new{place}@example.org",
                f"New {place}",
            )
            yield row


def file(resource, kind: str) -> ContentFile:
    columns = [Column(key, resource.columns[key].header(), Kind(resource.columns[key].kind)) for key in KEYS]
    if kind == "csv":
        return ContentFile(b"".join(write_csv(columns, rows(resource))), "people.csv")
    made = ContentFile(b"", "people.xlsx")
    write_xlsx(made, columns, rows(resource))
    made.seek(0)
    return made


class Queries:
    def __init__(self):
        self.count = 0

    def __call__(self, execute, *args):
        self.count += 1
        return execute(*args)


def timed(job: Import, step: str, count: int) -> None:
    queries, start, worked = Queries(), time.perf_counter(), time.process_time()
    jobs.claim(job, step)
    with connection.execute_wrapper(queries):
        running.run(job, step)
    job.refresh_from_db()
    seconds, work = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    each = queries.count / count * 1000
    print(
        f"{job.file_name:12} {step:6} {seconds:6.1f} s, {work:5.1f} s of work, {each:4.1f} queries per 1,000",
        end="",
    )
    print(f" rows, {peak} MB; {job.state} {job.counts} {job.problem}", flush=True)


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    fill(count)
    actor = User.objects.create(username="benchmark")
    for kind in ("xlsx", "csv"):
        job = source_file.upload(file(ContactResource(), kind), "contact", actor)
        timed(job, "check", count)
    timed(job, "apply", count)
    timed(job, "undo", count)


main(int(sys.argv[1]) if sys.argv[1:] else 50_000)
