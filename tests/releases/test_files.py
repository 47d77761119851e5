import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from releases.models import Attachment
from releases.models.attachment import ROOT
from tests.builders import (
    PASSWORD,
    attach,
    make_boilerplate,
    make_release,
    make_user,
    publish,
    schedule,
    withdraw,
)
from tests.pictures import ALTERNATIVES

pytestmark = pytest.mark.django_db
UNKNOWN = "/files/00000000-0000-4000-8000-000000000000/a.pdf"
PDF = b"%PDF-1.7 a text"


@pytest.fixture(autouse=True)
def leaks(shared_leaks):
    return [attach_file(release, name="secret.pdf") for release in shared_leaks]


def picture():
    content = io.BytesIO()
    Image.new("RGB", (40, 30)).save(content, "JPEG")
    return content.getvalue()


def attach_file(release, content=PDF, name="dossier.pdf", **fields):
    file = ContentFile(content, name=name)
    return Attachment.objects.create(release=release, file=file, **ALTERNATIVES | fields)


@pytest.fixture
def attachment():
    release = make_release()
    attachment = attach_file(release)
    publish(release)
    return attachment


def body(response):
    return b"".join(response.streaming_content)


def test_a_file_of_a_live_release_is_public(client, attachment):
    response = client.get(attachment.get_absolute_url())
    assert response.status_code == 200
    assert body(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="dossier.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_picture_of_a_boilerplate_comes_along_into_every_release_that_has_it(client):
    first, second = make_release(), make_release(slug_fr="second")
    file = attach_file(first, picture(), "logo.jpg")
    boilerplate = make_boilerplate(body_fr=f'<figure><img src="{file.get_absolute_url()}" alt=""></figure>')
    edition = publish(attach(second, boilerplate))
    assert not edition.attachments
    assert client.get(file.get_absolute_url()).status_code == 200
    # The release that it is attached to lists it as its own, once.
    assert [each["path"] for each in publish(attach(first, boilerplate)).shown_files] == [file.path]
    for release in (first, second):
        withdraw(release)
    assert client.get(file.get_absolute_url()).status_code == 404


def test_a_public_file_never_looks_at_the_session(client, attachment, django_assert_num_queries):
    client.force_login(make_user("writer"))
    with django_assert_num_queries(1):
        response = client.get(attachment.get_absolute_url())
    assert not response.cookies
    assert "Vary" not in response
    assert "Content-Language" not in response


def test_a_picture_opens_in_the_browser_and_a_document_is_saved(client):
    release = make_release()
    shown = attach_file(release, picture(), "view.jpg")
    saved = attach_file(release, b"not a known type", "page.html")
    publish(release)
    response = client.get(shown.get_absolute_url())
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "image/jpeg",
        'inline; filename="view.jpg"',
    )
    response = client.get(saved.get_absolute_url())
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/octet-stream",
        'attachment; filename="page.html"',
    )


def test_the_type_is_what_the_content_showed_and_not_what_the_name_says(client):
    release = make_release()
    mislabelled = attach_file(release, PDF, "page.html")
    publish(release)
    assert client.get(mislabelled.get_absolute_url())["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("place", range(4), ids=["draft", "in review", "scheduled", "withdrawn"])
def test_a_file_of_what_is_not_live_answers_like_an_unknown_one(client, leaks, place):
    unknown, hidden = client.get(UNKNOWN), client.get(leaks[place].get_absolute_url())
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content == unknown.content
    assert hidden.headers == unknown.headers
    assert not hidden.cookies
    assert b"secret" not in hidden.content.lower()


@pytest.mark.parametrize("place", range(4), ids=["draft", "in review", "scheduled", "withdrawn"])
@pytest.mark.parametrize("role", ["writer", "translator", "publisher", "admin"])
def test_the_desk_sees_the_files_of_what_is_not_live(client, leaks, place, role):
    client.force_login(make_user(role))
    response = client.get(leaks[place].get_absolute_url())
    assert (response.status_code, body(response)) == (200, PDF)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("role", ["contacts", ""])
def test_an_account_without_the_permission_sees_no_hidden_file(client, leaks, role):
    client.force_login(make_user(role))
    assert client.get(leaks[0].get_absolute_url()).status_code == 404


def test_an_account_that_is_not_of_the_desk_sees_no_hidden_file(client, leaks):
    make_user("admin", is_staff=False)
    assert client.login(username="admin", password=PASSWORD)
    assert client.get(leaks[0].get_absolute_url()).status_code == 404


def test_a_file_goes_when_the_correction_without_it_is_live(client, attachment):
    release = attachment.release
    added = attach_file(release, name="added.pdf")
    assert client.get(added.get_absolute_url()).status_code == 404
    path = attachment.get_absolute_url()
    attachment.delete()
    assert client.get(path).status_code == 200
    publish(release)
    assert client.get(path).status_code == 404
    assert client.get(added.get_absolute_url()).status_code == 200


def test_a_file_stays_while_one_language_shows_it(client, attachment):
    publish(attachment.release, "en")
    withdraw(attachment.release, "fr")
    assert client.get(attachment.get_absolute_url()).status_code == 200
    withdraw(attachment.release, "en")
    assert client.get(attachment.get_absolute_url()).status_code == 404


def test_a_file_added_to_a_scheduled_correction_waits_for_it(client, attachment):
    added = attach_file(attachment.release, name="added.pdf")
    schedule(attachment.release, change_note="One more file.")
    assert client.get(added.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "",
        "a.pdf",
        "../db.sqlite3",
        "%2e%2e/db.sqlite3",
        "..%2f..%2fsecret_key",
        "/etc/passwd",
        "a%00.pdf",
        "%ff%fe",
        f"{'a' * 3000}/a.pdf",
    ],
)
def test_a_path_that_is_no_file_is_a_404(client, path):
    client.force_login(make_user("admin"))
    assert client.get(f"/files/{path}").status_code == 404


def test_a_file_that_is_lost_is_a_404(client, attachment):
    default_storage.delete(ROOT + attachment.path)
    assert client.get(attachment.get_absolute_url()).status_code == 404


def test_a_file_is_only_read(client, attachment):
    assert client.post(attachment.get_absolute_url()).status_code == 405


def test_the_page_shows_the_picture_with_its_texts_and_offers_the_rest(client):
    release = make_release()
    attach_file(
        release,
        picture(),
        "lead.jpg",
        is_lead_picture=True,
        alt_fr="Une machine",
        caption_fr="Le banc : Alès",
        credit="Photo : Z",
    )
    document = attach_file(release, PDF * 100_000, caption_fr="Dossier complet", licence="CC BY 4.0")
    publish(release)
    page = client.get("/fr/communiques/2020/title-fr/").content.decode()
    assert 'alt="Une machine" width="40" height="30"' in page
    assert "Le banc\N{NO-BREAK SPACE}: Alès" in page
    assert "Photo : Z" in page
    assert f'href="{document.get_absolute_url()}"' in page
    assert "Dossier complet" in page
    assert "PDF, 1,4" in page
    assert "CC BY 4.0" in page
