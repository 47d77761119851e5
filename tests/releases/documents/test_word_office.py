"""A Word document in LibreOffice: opened, saved in its own format and as PDF."""

import shutil
import subprocess

import pytest
from lxml import etree

from tests.releases.documents.test_word import CONTACT, an_edition, written

PROGRAM = shutil.which("lowriter")
if not PROGRAM:
    pytest.skip("NOT TESTED: no Word document was opened in LibreOffice Writer", allow_module_level=True)
NAMES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
}
BODY = (
    "<h2>Un titre</h2><p>Łódź Đỗ Nguyễn CO<sub>2</sub></p><h3>Plus bas</h3>"
    '<ol start="3"><li><p>trois</p></li></ol><p>Le <em lang="de">Mittelstand</em></p>'
    '<table><tbody><tr><th>An</th><th>Crue</th></tr><tr><td rowspan="2">2025</td><td>12</td></tr>'
    "<tr><td>13</td></tr></tbody></table>"
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The document as a flat OpenDocument, and the first bytes of its PDF."""
    folder = tmp_path_factory.mktemp("office")
    source = folder / "release.docx"
    source.write_bytes(written(an_edition(BODY, document={"contacts": [CONTACT]})).getvalue())
    for target in ("fodt", "pdf"):
        command = [
            PROGRAM,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
        ]
        command += ["--convert-to", target, "--outdir", str(folder), str(source)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert run.returncode == 0, run.stderr
    tree = etree.parse(folder / "release.fodt", etree.XMLParser(huge_tree=True))
    return tree, (folder / "release.pdf").read_bytes()[:5]


def found(opened, path):
    return opened[0].xpath(path, namespaces=NAMES)


def test_it_becomes_a_pdf(opened):
    assert opened[1] == b"%PDF-"


def test_headings_have_their_levels(opened):
    headings = [
        (heading.get(f"{{{NAMES['text']}}}outline-level"), "".join(heading.itertext()))
        for heading in found(opened, "//text:h")
    ]
    expected = [
        ("1", "Title"),
        ("2", "Un titre"),
        ("3", "Plus bas"),
        ("2", "Contacts presse"),
        ("3", "Zoé Durand"),
    ]
    assert headings == expected


def test_the_document_and_a_passage_have_their_language(opened):
    [default] = found(
        opened, "//style:default-style[@style:family='paragraph']/style:text-properties/@fo:language"
    )
    assert default == "fr"
    [passage] = found(opened, "//text:span[.='Mittelstand']/@text:style-name")
    assert found(opened, f"//style:style[@style:name='{passage}']/style:text-properties/@fo:language") == [
        "de"
    ]


def test_words_lists_and_tables_are_there(opened):
    assert found(opened, "//text:p[.='Łódź Đỗ Nguyễn CO2']")
    assert found(opened, "//text:list//text:p[.='trois']")
    assert len(found(opened, "//table:table-header-rows/table:table-row")) == 1
    assert found(opened, "//table:table-cell/@table:number-rows-spanned") == ["2"]
