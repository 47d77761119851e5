import dataclasses
import io
import zipfile

import pytest

from common import slots
from releases import documents
from releases.documents import keeping
from releases.documents.kinds import NotMade
from releases.models import DocumentFile
from tests.builders import make_release, publish, schedule, withdraw
from tests.releases.test_files import body
from tests.visitor import RELEASE, visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_leaks")]
KINDS = DocumentFile.Kind.values
PACK = f"{RELEASE['fr']}zip/"


def failing(name, error, monkeypatch):
    def write(_source, _file):
        raise error

    monkeypatch.setitem(documents.KINDS, name, dataclasses.replace(documents.KINDS[name], write=write))


def test_a_live_release_is_given_out(client):
    edition = publish(make_release())
    response = client.get(PACK)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == f'attachment; filename="{edition.reference}-fr.zip"'
    assert response["Link"] == f'<http://testserver{RELEASE["fr"]}>; rel="canonical"'
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-cache" in response["Cache-Control"]
    assert not response.cookies
    content = body(response)
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert client.get(PACK, headers={"if-none-match": response["ETag"]}).status_code == 304
    part = client.get(PACK, headers={"range": "bytes=0-3"})
    assert (part.status_code, body(part)) == (206, content[:4])


def test_its_page_leads_to_what_can_be_made(client):
    publish(make_release())
    links = visit(RELEASE["fr"]).tree.xpath("//*[@class='take-away']//a/@href")
    texts = [f"{RELEASE['fr']}text/", f"{RELEASE['fr']}text/?colonnes=72"]
    made = [f"{RELEASE['fr']}{kind.name}/" for kind in documents.offered()]
    assert links == [*texts, *made]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("word", ["draft", "review", "scheduled", "unknown"])
def test_nothing_is_given_out_of_what_was_never_live(word, kind, client):
    schedule(make_release())
    for name in (f"secret-{word}", "title-fr"):
        assert client.get(f"/fr/communiques/2020/{name}/{kind}/").status_code == 404
    assert not DocumentFile.objects.exists()


def test_a_withdrawn_one_is_explained_and_its_document_gone(client):
    edition = publish(make_release())
    assert client.get(PACK).status_code == 200
    withdraw(edition.release)
    response = client.get(PACK)
    assert response.status_code == 410
    assert "Published by mistake." in response.content.decode()
    stored = DocumentFile.objects.get().file.name
    for path in (stored, stored.removeprefix("documents/"), f"../{stored}"):
        assert client.get(f"/files/{path}").status_code == 404


def test_after_a_correction_it_is_that_of_the_new_words_at_the_new_address(client):
    release = publish(make_release()).release
    client.get(PACK)
    release.refresh_from_db()
    release.title_fr, release.slug_fr = "Another title", "another-title"
    release.save()
    publish(release)
    response = client.get(PACK)
    assert (response.status_code, response["Location"]) == (302, "/fr/communiques/2020/another-title/zip/")
    pack = zipfile.ZipFile(io.BytesIO(body(client.get(response["Location"]))))
    assert pack.read(f"{release.reference}-fr.txt").decode().startswith("Another title\n")


def test_who_comes_while_others_are_made_is_told_when_to_come_again(client, monkeypatch):
    publish(make_release())
    failing("zip", slots.AllTaken("documents"), monkeypatch)
    response = client.get(PACK)
    assert (response.status_code, response["Retry-After"]) == (429, "5")
    assert "5 secondes" in response.content.decode().replace("\xa0", " ")


def test_what_could_not_be_made_leads_back_to_the_text(client, monkeypatch):
    publish(make_release())
    failing("zip", NotMade("too long"), monkeypatch)
    response = client.get(PACK)
    assert response.status_code == 404
    assert f'href="{RELEASE["fr"]}text/"' in response.content.decode()


def test_what_the_machine_cannot_make_is_neither_offered_nor_there(client, monkeypatch):
    publish(make_release())
    lacking = dataclasses.replace(documents.KINDS["zip"], lacks=lambda: "something")
    monkeypatch.setitem(documents.KINDS, "zip", lacking)
    assert client.get(PACK).status_code == 404
    assert lacking not in documents.offered()
    assert keeping.DocumentFile.objects.count() == 0
