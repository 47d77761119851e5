"""What every kind of page says to machines, against the types of schema.org."""

import json
import re
import subprocess

import pytest

from tests.validators.programs import FOLDER, NOT_HERE, TSC, has_typescript

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.skipif(
        not has_typescript,
        reason=f"NOT TESTED: types of schema.org are not checked without Node and TypeScript: {NOT_HERE}",
    ),
]
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>')
# Among the others, to see that a mistake is found.
WRONG = [
    ("wrong", {"@context": "https://schema.org", "@type": "Organization", **properties})
    for properties in ({"name": 7}, {"nmae": "IMT"}, {"logo": {"@type": "ImageObject", "width": 1200}})
]
LINE = re.compile(r"^\S*data\.ts\((\d+),.*?\): (.*)$", re.MULTILINE)


def data_of(pages):
    """(address, data) of all pages."""
    return [(address, json.loads(found)) for address, page in pages.items() for found in SCRIPT.findall(page)]


def complaints(folder, found):
    """What the compiler says of data that claims to be of its type, with the address of its page."""
    kinds = sorted({data["@type"] for _address, data in found})
    lines = [f'import type {{ WithContext, {", ".join(kinds)} }} from "schema-dts";']
    lines += [
        f"const _{number}: WithContext<{data['@type']}> = {json.dumps(data)};"
        for number, (_address, data) in enumerate(found)
    ]
    (folder / "data.ts").write_text("\n".join(lines), encoding="utf-8")
    # From where it finds the types.
    (folder / "node_modules").symlink_to(FOLDER / "node_modules")
    (folder / "tsconfig.json").write_text((FOLDER / "tsconfig.json").read_text())
    done = subprocess.run([*TSC, "--project", folder], capture_output=True, text=True)
    # Its second line is about the first of them.
    said = {int(line): words for line, words in LINE.findall(done.stdout)}
    return [f"{found[line - 2][0]}: {words}" for line, words in said.items()]


def test_every_kind_of_page_says_what_schema_org_knows(public_pages, tmp_path):
    found = data_of(public_pages)
    kinds = {"BreadcrumbList", "NewsArticle", "Organization", "WebSite"}
    assert {data["@type"] for _address, data in found} == kinds
    said = complaints(tmp_path, [*found, *WRONG])
    assert [line for line in said if not line.startswith("wrong")] == []
    assert len(said) == len(WRONG)
