"""Putting marks in order takes the square of their number: no text of a stranger is composed before they are
bounded, neither by us nor by what Python and Django do with it."""

import re
import unicodedata
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.characters import MAX_MARKS
from exchange.importing import running, source_file
from institutes.people import verification
from institutes.resources import ContactResource
from tests.builders import make_contact, make_release
from tests.exchange.importing import someone, upload
from tests.releases import desk

# Of three kinds, and none in its place; more than Django itself takes for an address.
MARKS = "\u0315\u0300\u05ae\u0300" * 600
RUN = re.compile(f"[{''.join(sorted(set(MARKS)))}]+")


@pytest.fixture
def composed(monkeypatch):
    """How many marks stood side by side in each text that was composed."""
    counts, normalize = [], unicodedata.normalize

    def counted(form, text):
        counts.append(max((len(run) for run in RUN.findall(text)), default=0))
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", counted)
    yield counts
    assert max(counts) <= MAX_MARKS


pytestmark = [pytest.mark.one_database, pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.parametrize(
    "text", [MARKS, f"Zoé {MARKS}", f"zoe@{MARKS}.org", f"https://{MARKS}"], ids=range(4)
)
def test_a_cell_of_marks_is_refused_in_any_column_and_shown(client, composed, text):
    columns = [key for key in ContactResource.importable_columns() if key != "id"]
    # And one that is left out.
    rows = [
        [f"{n}@example.org", *(text if n == at else "" for at in range(-1, len(columns)))]
        for n in range(-1, len(columns))
    ]
    job = upload(["e-mail", "?", *columns], *rows)
    job.reading |= {"columns": ["email", "", *columns], "small": True}
    job.save()
    running.start(job, "check")
    refused = [line for line in job.lines.all() if "more than 30 accents" in str(line.problems)]
    assert len(refused) == len(columns)
    client.force_login(someone())
    assert client.get(reverse("admin:exchange_import_change", args=[job.pk])).status_code == 200
    assert client.get(reverse("admin:exchange_import_refused", args=[job.pk, "csv"])).status_code == 200


def test_neither_is_what_a_vcard_says_of_anything(client, composed):
    lines = [f"{name}:{MARKS}" for name in ("N", "FN", "ORG", "TITLE", "NOTE", "URL", "EMAIL", "TEL", "LANG")]
    card = "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""]).encode()
    job = source_file.upload(SimpleUploadedFile("people.vcf", card), "contact", someone())
    client.force_login(someone())
    columns = client.get(reverse("admin:exchange_import_change", args=[job.pk]))
    running.start(job, "check")
    rows = client.get(reverse("admin:exchange_import_change", args=[job.pk]))
    assert (columns.status_code, rows.status_code) == (200, 200)
    assert "plus de 30 accents" in rows.content.decode()


def test_neither_is_what_a_form_of_the_desk_brings(client, composed):
    contact, release = make_contact(), make_release()
    desk.sign_in(client, "admin")
    for row, page in ((contact, "institutes/contact"), (release, "releases/release")):
        url = f"/admin/{page}/{row.pk}/change/"
        sent = desk.sent_by(client.get(url))
        texts = [name for name, value in sent.items() if isinstance(value, str) and "_FORMS" not in name]
        client.post(url, sent | {name: f"https://{MARKS}" for name in texts if "csrf" not in name})


def test_neither_is_what_somebody_without_an_account_sends(client, composed):
    contact = make_contact(email="zoe@example.org")
    secret = verification.make_link(contact, someone())
    client.post(reverse("own_details", args=[secret]), dict.fromkeys(verification.current(contact), MARKS))
    client.post("/admin/login/", {"username": MARKS, "password": MARKS, "next": f"//{MARKS}"})
    client.get("/en/press-releases/", {"q": MARKS})


CODE = [
    path
    for app in ("carnot_site", "common", "exchange", "institutes", "releases")
    for path in (settings.BASE_DIR / app).rglob("*.py")
]


def test_one_place_alone_composes_and_shortens():
    composing = re.compile(r"unicodedata\.normalize|\bTruncator\(|\burlsplit\(")
    found = {path.name for path in CODE if composing.search(path.read_text())}
    assert found == {"characters.py", "web_addresses.py"}
    templates = Path(settings.BASE_DIR / "templates").rglob("*.html")
    assert [path.name for path in templates if "truncatechars" in path.read_text()] == []
