"""The public pages of the demonstration, byte for byte as tests/releases/demo_pages/ has them.

Where a change is meant, `UPDATE_SNAPSHOTS=1 pytest tests/releases/test_demo_pages.py` writes them anew; the
diff of the commit shows it.
"""

import difflib
import io
import os
import re
from pathlib import Path
from unittest import mock

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from common import clock
from releases.documents import KINDS
from releases.models import Edition
from releases.public import take_away

KEPT = Path(__file__).with_name("demo_pages")
NOW = "2026-03-02T10:00:00+01:00"
# Beside these the release pages that are there, and those that were.
ADDRESSES = [
    *("/fr/", "/fr/communiques/", "/fr/contacts-presse/", "/fr/instituts/", "/fr/ecoles/"),
    *("/en/", "/en/press-releases/", "/en/press-contacts/", "/en/institutes/", "/en/schools/"),
    *("/fr/mentions-legales/", "/fr/confidentialite/", "/fr/accessibilite/"),
    *("/en/legal-notice/", "/en/privacy/", "/en/accessibility/"),
    *("/fr/instituts/telecom-societe-numerique/", "/en/institutes/telecom-societe-numerique/"),
    *("/fr/ecoles/imt-nord-europe/", "/en/schools/imt-nord-europe/"),
    *("/fr/communiques/2020/n-existe-pas/", "/en/press-releases/2020/not-there/"),
    *("/fr/n-existe-pas/", "/en/not-there/"),
]
# One of each state that readers have seen, and one with a table and a picture.
RELEASES = ["CP-2020-001", "CP-2021-001", "CP-2022-001", "CP-2023-001", "CP-2026-006"]
# The folder of an uploaded file has a name that nobody can guess.
FOLDER = re.compile(r"(?<=/files/)[0-9a-f-]{36}")

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def demonstration(settings, tmp_path, monkeypatch):
    settings.DEMO = True
    settings.VAR_DIR = tmp_path
    monkeypatch.setenv("DEMO_PASSWORD", "chosen for the demonstration")
    # Whatever this machine can make.
    offered = [(kind.kind, kind.mime_type) for kind in KINDS.values()]
    monkeypatch.setattr(take_away, "_offered", offered)
    with time_machine.travel(NOW, tick=False):
        call_command("demo", verbosity=0, stdout=io.StringIO())
        yield


def addresses():
    seen = (Edition.objects.ever_live() | Edition.objects.withdrawn()).filter(reference__in=RELEASES)
    return [*ADDRESSES, *sorted({edition.get_absolute_url() for edition in seen.select_related("address")})]


def read(address):
    response = Client().get(address)
    return response.status_code, response.get("Location", ""), response.content


def as_kept(address):
    status, location, content = read(address)
    return f"{status} {location}".strip() + "\n" + FOLDER.sub("(folder)", content.decode())


def file_of(address):
    return KEPT / f"{address.strip('/').replace('/', '_')}.txt"


def test_every_page_is_as_it_was():
    pages = {file_of(address): as_kept(address) for address in addresses()}
    if os.environ.get("UPDATE_SNAPSHOTS"):
        for file in KEPT.iterdir():
            file.unlink()
        for file, page in pages.items():
            file.write_text(page)
    kept = {file: file.read_text() for file in KEPT.iterdir()}
    assert pages.keys() == kept.keys()
    assert [line for file in kept for line in difference(file, kept[file], pages[file])] == []


def difference(file, before, after):
    lines = (page.splitlines(keepends=True) for page in (before, after))
    return difflib.unified_diff(*lines, file.name, "now", n=0)


def test_a_page_that_is_kept_says_what_one_made_now_says():
    assert settings.KEEP_PUBLIC_PAGES
    for address in addresses():
        kept = [read(address), read(address)]
        with mock.patch.object(clock.watcher._watcher, "current", return_value=None):
            kept.append(read(address))
        assert kept[0] == kept[1] == kept[2], address
