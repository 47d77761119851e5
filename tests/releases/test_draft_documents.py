"""Documents of a text that is not approved yet, for those who may see it at the desk."""

import dataclasses
import io
import zipfile

import pytest
from django.urls import reverse

from common import slots
from releases import documents
from releases.documents import keeping
from releases.models import DocumentFile
from tests.builders import PASSWORD, make_release, make_user, submit
from tests.releases.test_files import attach_file, body, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_slots(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def release():
    release = make_release()
    attach_file(release, picture(), "carte.jpg", is_lead_picture=True)
    return release


def address_of(release, kind, language="fr"):
    return reverse("admin:releases_release_draft_document", args=[release.pk, language, kind])


def sign_in(client, role="writer"):
    client.login(username=make_user(role).username, password=PASSWORD)


@pytest.mark.parametrize("role", ["writer", "translator", "publisher"])
def test_each_kind_is_made_of_a_draft_and_kept_nowhere(role, client, release):
    sign_in(client, role)
    for kind in documents.offered():
        response = client.get(address_of(release, kind.name))
        assert response.status_code == 200
        assert response["Content-Type"] == kind.mime_type
        assert f"{release.reference}-fr-projet.{kind.extension}" in response["Content-Disposition"]
        assert "no-store" in response["Cache-Control"]
        assert body(response)
    assert not DocumentFile.objects.exists()


def test_the_pack_holds_the_words_as_they_are_now_and_no_address(client, release):
    submit(release)
    sign_in(client, "publisher")
    pack = zipfile.ZipFile(io.BytesIO(body(client.get(address_of(release, "zip")))))
    text = pack.read(f"{release.reference}-fr-projet.txt").decode()
    assert text.startswith("Title in fr\n")
    assert text.endswith(f"{release.reference}\n")
    assert "metadata.json" not in pack.namelist()


def test_the_preview_leads_to_them(client, release):
    sign_in(client)
    page = client.get(reverse("admin:releases_release_preview", args=[release.pk, "fr"])).content.decode()
    for kind in documents.offered():
        assert f'href="{address_of(release, kind.name)}"' in page


def test_where_something_is_missing_the_preview_says_what(client, release, monkeypatch):
    lacking = dataclasses.replace(documents.KINDS["pdf"], lacks=lambda: "the server has no Pango")
    monkeypatch.setitem(documents.KINDS, "pdf", lacking)
    sign_in(client)
    page = client.get(reverse("admin:releases_release_preview", args=[release.pk, "fr"])).content.decode()
    assert "the server has no Pango" in page
    assert client.get(address_of(release, "pdf")).status_code == 404


def test_while_others_are_made_the_form_says_so(client, release, monkeypatch):
    monkeypatch.setattr("releases.admin.draft_documents.PATIENCE", 0)
    sign_in(client)
    with slots.taken("documents", keeping.AT_ONCE, 0), slots.taken("documents", keeping.AT_ONCE, 0):
        response = client.get(address_of(release, "zip"), follow=True)
    assert "Plusieurs documents sont en cours de production." in response.content.decode()


@pytest.mark.parametrize("kind", ["nothing", "text"])
def test_what_is_no_kind_is_not_there(kind, client, release):
    sign_in(client)
    assert client.get(address_of(release, kind)).status_code == 404


def test_a_language_without_a_text_has_none(client):
    release = make_release(in_languages=("fr",))
    sign_in(client)
    assert client.get(address_of(release, "zip", "en")).status_code == 404
    assert client.get(address_of(release, "zip", "xx")).status_code == 404


def test_others_are_refused(client, release):
    assert client.get(address_of(release, "zip")).status_code == 302
    sign_in(client, "contacts")
    assert client.get(address_of(release, "zip")).status_code == 403
