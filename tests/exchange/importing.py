"""Files of the tests, and the way of one import from end to end."""

import csv
import io
import os

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from exchange.importing import running, source_file
from exchange.models import ImportLine
from institutes.models import Contact
from tests.builders import make_user
from tests.processes import fork

# What our own files call the number of a row.
NUMBER = "Contact number in the press room"
ORGANISATION_NUMBER = "Organisation number in the press room"


def sheet(*rows, separator=";", encoding="utf-8"):
    """A CSV file of these rows, the header first."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return SimpleUploadedFile("people.csv", text.getvalue().encode(encoding))


def upload(*rows, resource="contact", actor=None, **options):
    job = source_file.upload(sheet(*rows), resource, actor or someone())
    for name, value in options.items():
        setattr(job, name, value)
    job.save()
    return job


def someone():
    return User.objects.filter(username="contacts").first() or make_user("contacts")


def checked(*rows, **options):
    job = upload(*rows, **options)
    # Whatever its size: in this process, which the test watches.
    job.reading["small"] = True
    job.save()
    running.start(job, "check")
    job.refresh_from_db()
    assert job.state == "checked", job.problem
    return job


def applied(*rows, **options):
    job = checked(*rows, **options)
    apply(job)
    assert job.state == "applied", job.problem
    return job


def apply(job):
    running.start(job, "apply")
    job.refresh_from_db()


def undo(job):
    running.start(job, "undo")
    job.refresh_from_db()


def killed(act):
    """In a process of its own, as a restart, a full memory or a power cut ends it."""
    child = fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it was not killed"


def line(job, number=2) -> ImportLine:
    return job.lines.get(number=number)


def kinds(job):
    return {line.number: str(line.kind) for line in job.lines.all()}


def changes(job, number=2):
    return {c["column"]: (c["old"], c["new"]) for c in line(job, number).changes}


def problems(job, number=2):
    return {p["column"]: p["problem"] for p in line(job, number).problems}


def everything():
    """All that is known of all people, to compare before with after."""
    people = Contact.objects.order_by("pk").prefetch_related("phone_numbers")
    return [(_details(person), _numbers(person)) for person in people]


def _details(contact):
    fields = contact._meta.concrete_fields
    return {
        f.attname: getattr(contact, f.attname) for f in fields if f.name not in ("updated_at", "job_title")
    }


def _numbers(person):
    return [(str(p.number), p.order, p.label_fr, p.label_en) for p in person.phone_numbers.all()]
