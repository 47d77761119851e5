import dataclasses
import io
import json
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.utils.translation import override

from releases.documents import KINDS
from releases.documents.kinds import Kind, Source
from releases.documents.pack import names_of_files, pack_of
from releases.models import DocumentFile, Edition
from tests.builders import make_release, publish
from tests.releases.test_files import attach_file, picture

pytestmark = pytest.mark.django_db
CREDITS = """pictures/carte.jpg
Légende : Une carte
Montre : Des capteurs
Crédit : IMT
Licence : CC BY 4.0

documents/dossier.pdf
Légende : Le dossier
"""


@pytest.fixture
def edition():
    release = make_release()
    attach_file(
        release,
        picture(),
        "carte.jpg",
        caption_fr="Une carte",
        alt_fr="Des capteurs",
        credit="IMT",
        licence="CC BY 4.0",
        order=1,
    )
    attach_file(release, name="dossier.pdf", caption_fr="Le dossier", alt_fr="", order=2)
    return publish(release)


def packed(edition, **source):
    file = io.BytesIO()
    KINDS["zip"].write(Source(edition, "https://press.example", **source), file)
    return zipfile.ZipFile(file)


def test_it_holds_text_pictures_credits_and_data(edition):
    pack = packed(edition)
    assert pack.testzip() is None
    name = f"{edition.reference}-fr"
    assert {f"{name}.txt", "pictures/carte.jpg", "documents/dossier.pdf", "credits.txt", "metadata.json"} <= {
        *pack.namelist()
    }
    text = pack.read(f"{name}.txt").decode()
    assert text.startswith("Title in fr\n")
    assert text.endswith("https://press.example/fr/communiques/2020/title-fr/\n")
    data = json.loads(pack.read("metadata.json"))
    assert (data["title"], data["language"]) == ("Title in fr", "fr")
    assert data["associations"][0]["uri"].startswith("https://press.example/files/")


def test_it_holds_the_documents_that_can_be_made(edition):
    kind = Kind(DocumentFile.Kind.PDF, "pdf", "application/pdf", lambda _source, file: file.write(b"made"))
    lacking = dataclasses.replace(kind, kind=DocumentFile.Kind.WORD, extension="docx", lacks=lambda: "Word")
    file = io.BytesIO()
    pack_of([kind, lacking]).write(Source(edition, "https://press.example"), file)
    names = {name.rpartition(".")[2] for name in zipfile.ZipFile(file).namelist() if "/" not in name}
    assert names == {"pdf", "txt", "json"}
    assert zipfile.ZipFile(file).read(f"{edition.reference}-fr.pdf") == b"made"


def test_credits_stand_beside_the_pictures_they_are_of(edition):
    with override("fr"):
        assert packed(edition).read("credits.txt").decode().replace("\xa0", " ") == CREDITS


def test_pictures_are_those_of_the_site_byte_for_byte(edition):
    path = edition.attachments[0]["path"]
    with default_storage.open(f"attachments/{path}") as stored:
        assert packed(edition).read("pictures/carte.jpg") == stored.read()


def test_of_two_files_with_one_name_both_are_there():
    line = {"kind": "picture", "name": "carte.jpg"}
    edition = Edition(document={"attachments": [{**line, "path": str(place)} for place in range(3)]})
    assert [name for _path, name in names_of_files(edition)] == [
        "pictures/carte.jpg",
        "pictures/carte-2.jpg",
        "pictures/carte-3.jpg",
    ]


def test_that_of_a_draft_has_no_data_for_machines(edition):
    assert "metadata.json" not in packed(edition, is_draft=True).namelist()
