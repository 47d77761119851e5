import pytest
from django.utils import timezone

from releases.models import Edition
from tests.builders import attach, make_boilerplate, make_contact, make_release, publish, withdraw
from tests.visitor import RELEASE, visit

pytestmark = pytest.mark.django_db

FRENCH = """Title in fr

Sous-titre

Paris, le 12 février 2020

Standfirst in fr.

The first & best.

– one

Two.

FIN

About (fr)
À propos.

Contacts presse

Zoé Martin
01 41 11 37 89
martin0@example.org

{reference}
http://testserver/fr/communiques/2020/title-fr/
"""


@pytest.fixture(autouse=True)
def leaks(shared_leaks):
    return shared_leaks


@pytest.fixture
def release():
    body = "<p>The <strong>first</strong> &amp; best.</p><ul><li><p>– one</p></li></ul><p>Two.</p>"
    release = make_release(subtitle_fr="Sous-titre", body_fr=body)
    contact = make_contact("Martin", email="martin0@example.org")
    return attach(release, contact, make_boilerplate())


def text_of(client, language, status=200):
    response = client.get(f"{RELEASE[language]}text/")
    assert response.status_code == status
    return response


def test_a_release_is_read_as_plain_text(client, release):
    publish(release)
    response = text_of(client, "fr")
    assert response.content.decode().replace("\xa0", " ") == FRENCH.format(reference=release.reference)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Link"] == f'<http://testserver{RELEASE["fr"]}>; rel="canonical"'
    assert not response.cookies


def test_a_correction_is_said_in_it(client, release):
    publish(release, "en")
    publish(release, "en", change_note="Two, and not three.")
    today = timezone.localdate().year
    words = text_of(client, "en").content.decode().replace("\xa0", " ")
    assert "Corrected version no. 1" in words
    assert f"{today}\nTwo, and not three." in words


def test_a_text_that_was_withdrawn_says_since_when_it_is_online_again(client, release):
    publish(release, "en")
    withdraw(release, "en")
    publish(release, "en", change_note="The partners have agreed.")
    page = visit(RELEASE["en"]).words
    for words in (page, text_of(client, "en").content.decode().replace("\xa0", " ")):
        assert "Online again since" in words
        assert "The partners have agreed." in words
        assert "Corrected version" not in words
    publish(release, "en", change_note="Two, and not three.")
    assert "Corrected version no. 2" in text_of(client, "en").content.decode().replace("\xa0", " ")


LONG = "mots " * 40
NAMES = {"fr": "colonnes", "en": "columns"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_comes_in_lines_of_72_columns(client, release, language):
    setattr(release, f"body_{language}", f"<p>{LONG}</p><ul><li><p>{LONG}</p></li></ul>")
    release.save()
    publish(release, language)
    whole = text_of(client, language).content.decode()
    response = client.get(f"{RELEASE[language]}text/?{NAMES[language]}=72")
    text = response.content.decode()
    assert text.split() == whole.split()
    assert max(map(len, text.split("\n"))) <= 72 < max(map(len, whole.split("\n")))
    assert "\n– mots mots" in text
    assert "\n  mots mots" in text
    assert response["Link"] == f'<http://testserver{RELEASE[language]}>; rel="canonical"'
    page = visit(RELEASE[language])
    assert f"{RELEASE[language]}text/?{NAMES[language]}=72" in page.tree.xpath(
        "//*[@class='take-away']//a/@href"
    )


@pytest.mark.parametrize("columns", ["", "71", "072", "٧٢", "72.0", "9" * 5000, "72%0A"])
def test_another_number_of_columns_leads_to_the_whole_lines(client, release, columns):
    publish(release)
    response = client.get(f"{RELEASE['fr']}text/?colonnes={columns}")
    assert (response.status_code, response["Location"]) == (302, f"{RELEASE['fr']}text/")


def test_an_old_address_keeps_the_columns(client, release):
    publish(release, "en")
    release.slug_en = "new"
    release.save()
    publish(release, "en")
    response = client.get(f"{RELEASE['en']}text/?columns=72")
    assert response["Location"] == "/en/press-releases/2020/new/text/?columns=72"


def test_its_page_leads_to_it(release):
    publish(release, "en")
    page = visit(RELEASE["en"])
    assert page.tree.xpath("//a[.='Plain text']/@href") == [f"{RELEASE['en']}text/"]
    assert page.tree.xpath("//button[@hidden]/text()") == ["Copy the link", "Copy as text"]


def test_what_is_not_live_has_none(client, release):
    for word in ("draft", "review", "scheduled"):
        visit(f"/fr/communiques/2020/secret-{word}/text/", 404)
    visit("/fr/communiques/2020/secret-withdrawn/text/", 410)
    text_of(client, "en", 404)
    publish(release, "en")
    withdraw(release, "en")
    assert "Two." not in text_of(client, "en", 410).content.decode()


def test_who_was_erased_is_in_none(client, release):
    publish(release)
    Edition.objects.all().forget_people({release.contacts.get().pk})
    words = text_of(client, "fr").content.decode()
    assert "Martin" not in words
    assert "Contacts presse" not in words


def test_an_old_address_leads_to_the_new_one(client, release):
    publish(release, "en")
    release.slug_en = "new"
    release.save()
    publish(release, "en")
    assert text_of(client, "en", 302)["Location"] == "/en/press-releases/2020/new/text/"
