import pytest

from tests.builders import make_release, publish

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.mark.parametrize(
    "address",
    [
        "/robots.txt",
        "/.well-known/security.txt",
        "/favicon.ico",
        "/apple-touch-icon.png",
        "/sitemap.xml",
        "/sitemap-news.xml",
        "/api/v1/releases/",
        "/api/oembed/?url=https://example.org/",
    ],
)
def test_what_programs_ask_for_is_the_same_in_every_language(client, settings, address):
    settings.SECURITY_CONTACT = ["mailto:security@example.org"]
    publish(make_release())
    french, english = client.get(address), client.get(address, headers=ENGLISH)
    assert "Language" not in french.get("Vary", "")
    assert french.get("Content-Language") == english.get("Content-Language")
    assert french.content == english.content


def test_what_a_person_reads_outside_an_address_of_a_language_is_in_theirs(client):
    for address, status in (
        ("/", 302),
        ("/nothing/", 404),
        ("/files/nothing.pdf", 404),
        ("/press-releases/", 302),
    ):
        answer = client.get(address, headers=ENGLISH)
        assert answer.status_code == status
        assert "Accept-Language" in answer["Vary"]
