"""A request is measured by what it announces, before anything of it is read."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.builders import make_user
from tests.visitor import Page

pytestmark = pytest.mark.django_db
SMALL, LARGE = settings.MAX_PUBLIC_REQUEST, settings.MAX_DESK_REQUEST
PUBLIC = [
    "/fr/",
    "/en/press-releases/",
    "/en/press-releases/2020/none/",
    "/fr/mes-coordonnees/secret/",
    "/files/none",
    "/robots.txt",
    "/nowhere",
]


def send(client, path, length, language="en"):
    """A request that announces a body of that length."""
    return client.generic(
        "POST",
        path,
        b"",
        "application/x-www-form-urlencoded",
        CONTENT_LENGTH=str(length),
        HTTP_ACCEPT_LANGUAGE=language,
    )


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_address_refuses_a_large_body_without_reading_it(client, path):
    response = send(client, path, SMALL + 1)
    assert response.status_code == 413
    assert "64" in Page(response).words


@pytest.mark.parametrize("path", PUBLIC)
def test_being_signed_in_makes_no_public_address_larger(client, path):
    client.force_login(make_user("admin"))
    assert send(client, path, SMALL + 1).status_code == 413


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/login/", "/admin/language/", "/admin/releases/release/add/"]
)
def test_nobody_sends_files_to_the_desk_who_is_not_signed_in(client, path):
    response = send(client, path, SMALL + 1)
    assert response.status_code == 413
    assert "You are not signed in" in Page(response)


def test_a_person_of_the_desk_sends_files_and_is_told_how_much(client):
    client.force_login(make_user("writer"))
    address = reverse("admin:releases_release_add")

    assert send(client, address, SMALL + 1).status_code != 413
    response = send(client, address, LARGE + 1)

    assert response.status_code == 413
    assert "at most 120.0\xa0MB" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "text"),
    [("/fr/", "Rien n’a été enregistré"), ("/en/", "Nothing was saved")],
)
def test_the_page_speaks_the_language_of_its_address(client, path, text):
    assert text in Page(send(client, path, SMALL + 1))


@pytest.mark.parametrize("length", ["", "many", "-5", "0", str(SMALL)])
def test_what_announces_little_or_nonsense_passes(client, length):
    assert send(client, "/en/press-releases/", length).status_code == 405


TOO_MUCH = {
    "texts": ({"body_fr": "a" * 3000}, {"DATA_UPLOAD_MAX_MEMORY_SIZE": 2048}, "2.0\xa0KB", "2,0\xa0Kio"),
    "fields": (
        {f"f{n}": "" for n in range(1201)},
        {"DATA_UPLOAD_MAX_NUMBER_FIELDS": 1200},
        "at most 1200 fields",
        "1200 champs",
    ),
    "files": (
        {f"f{n}": SimpleUploadedFile("a.pdf", b"") for n in range(4)},
        {"DATA_UPLOAD_MAX_NUMBER_FILES": 3},
        "at most 3 files",
        "3 fichiers",
    ),
}


@pytest.mark.parametrize("path", ["/admin/releases/release/add/", "/admin/institutes/contact/add/"])
@pytest.mark.parametrize("what", TOO_MUCH)
def test_what_the_parser_refuses_is_said_in_words_in_the_language_of_the_desk(client, settings, path, what):
    sent, bounds, in_english, in_french = TOO_MUCH[what]
    for name, value in bounds.items():
        setattr(settings, name, value)
    client.force_login(make_user("admin"))
    for language, expected, back in [
        ("en", in_english, "Go back: what you wrote is still in the form."),
        ("fr", in_french, "ce que vous avez écrit est encore dans le formulaire"),
    ]:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for file in filter(lambda value: hasattr(value, "seek"), sent.values()):
            file.seek(0)
        response = client.post(path, sent)
        assert response.status_code == 413
        assert expected in response.content.decode()
        assert back in Page(response)


def test_what_cannot_be_understood_is_still_told_as_such(client):
    response = client.get("/fr/", HTTP_HOST="elsewhere.example.org")
    assert response.status_code == 400
    assert "could not be understood" in response.content.decode()


def test_a_page_of_the_desk_knows_how_much_may_be_sent(client, settings):
    client.force_login(make_user("writer"))
    page = client.get("/admin/releases/release/add/").content.decode()
    assert f'data-texts="{settings.DATA_UPLOAD_MAX_MEMORY_SIZE}"' in page
    assert f'data-all="{settings.MAX_DESK_REQUEST}"' in page
