"""The Nu Html Checker over every kind of public page."""

import subprocess

import pytest

from tests.validators.programs import NOT_HERE, VNU, has_vnu

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.skipif(
        not has_vnu, reason=f"NOT TESTED: HTML is not checked without Java and vnu: {NOT_HERE}"
    ),
]
# Among the pages, to see that a mistake is found.
INVALID = '<!doctype html><html lang="fr"><title>Page</title><p><div></div></p>'


def complaints(folder, pages):
    """What it finds in each, with the address in the place of its file."""
    files = {folder / f"{number}.html": address for number, address in enumerate(pages)}
    for file, address in files.items():
        file.write_text(pages[address], encoding="utf-8")
    command = [*VNU, "--format", "gnu", "--exit-zero-always", *map(str, files)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    for file, address in files.items():
        said = said.replace(f'"file:{file}"', address)
    return said.splitlines()


def test_every_kind_of_page_is_valid(public_pages, tmp_path):
    found = complaints(tmp_path, {**public_pages, "invalid": INVALID})
    assert [line for line in found if not line.startswith("invalid:")] == []
    assert len(found) == 1
