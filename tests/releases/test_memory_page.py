"""What the form asks of the memory."""

import pytest
from django.urls import reverse
from lxml import html

from releases.models import MemoryPair, Release
from releases.workflow.memory import filling
from tests.builders import make_release, make_user, publish, rows
from tests.releases import desk

pytestmark = pytest.mark.django_db

FRENCH = "Les deux instituts portent le label depuis 2006."
ENGLISH = "The two institutes have carried the label since 2006."


@pytest.fixture
def earlier():
    release = make_release(
        title_fr="Le label", title_en="The label", body_fr=f"<p>{FRENCH}</p>", body_en=f"<p>{ENGLISH}</p>"
    )
    for language in ("fr", "en"):
        publish(release, language)
    filling.catch_up()
    return release


def ask(client, language="en", **sent):
    return client.post(
        reverse("admin:releases_release_memory", args=[language]), {"from": "fr", "release": ""} | sent
    )


def page_of(response):
    return html.fromstring(f"<div>{response.json()['html']}</div>")


def keys_in(response):
    return page_of(response).xpath("//input[@name='take']/@value")


def test_it_shows_what_was_approved_with_its_origin(client, earlier):
    desk.sign_in(client, "writer")
    response = ask(client, body_fr=f"<p>{FRENCH}</p>", body_en="")
    page = page_of(response)
    assert page.xpath("//legend/text()") == ["Body"]
    assert page.xpath("//label")[0].text_content().strip() == ENGLISH
    assert page.xpath("//*[@class='typography-place']/@lang") == ["en"]
    [link] = page.xpath("//a")
    assert link.get("href") == desk.change_url(earlier)
    assert link.text_content() == "The label (opens in a new tab)"
    assert "February 12, 2020" in page.text_content() or "12 February 2020" in page.text_content()
    assert page.xpath("count(//input[@checked])") == 0
    assert "no-store" in response["Cache-Control"]


def test_what_is_nearly_the_same_has_a_redline(client, earlier):
    desk.sign_in(client, "writer")
    page = page_of(ask(client, body_fr=f"<p>{FRENCH.replace('deux', 'trois')}</p>", body_en=""))
    assert page.xpath("//del/text() | //ins/text()") == ["deux", "trois"]
    assert "Nearly the same words were approved: compare." in page.text_content()


def test_it_tells_the_blocks_of_the_body_of_which_something_is_known_and_answers_for_one(client, earlier):
    desk.sign_in(client, "writer")
    sent = {"title_fr": "Le label", "body_fr": f"<p>Un.</p><p>{FRENCH}</p>", "body_en": ""}
    assert ask(client, **sent).json()["blocks"] == [1]
    of_one = ask(client, **sent, block="1")
    assert page_of(of_one).xpath("//legend/text()") == ["Body"]
    for block in ("0", "9", "x"):
        assert keys_in(ask(client, **sent, block=block)) == []


def test_what_was_taken_is_written_into_the_translation_and_kept_nowhere(client, earlier):
    desk.sign_in(client, "writer")
    sent = {"title_fr": "Le label", "body_fr": f"<p>{FRENCH}</p><p>Deux.</p>", "body_en": "<p>Two.</p>"}
    before = rows(Release)
    [title, body] = keys_in(ask(client, **sent))
    made = ask(
        client, **sent, take=[title, body, "x", "body-9-9:1", "body-1-0:x", f"body-1-0:{10**30}"]
    ).json()
    assert made["reasons"] == []
    assert made["texts"]["title_en"] == "The label"
    assert ENGLISH in made["texts"]["body_en"]
    assert rows(Release) == before


def test_what_stands_there_already_is_not_offered(client, earlier):
    desk.sign_in(client, "writer")
    assert keys_in(ask(client, body_fr=f"<p>{FRENCH}</p>", body_en=f"<p>{ENGLISH}</p>")) == []
    assert keys_in(ask(client, body_fr="<p>Rien de tel.</p>", body_en="")) == []


def test_a_source_that_is_only_read_is_that_which_was_saved(client, earlier):
    release = make_release(body_fr=f"<p>{FRENCH}</p>", in_languages=("fr",), slug_fr="other")
    desk.sign_in(client, "translator")
    assert len(keys_in(ask(client, release=str(release.pk), body_en=""))) >= 1
    assert keys_in(ask(client, release="", body_en="")) == []
    assert keys_in(ask(client, release="x", body_en="")) == []


@pytest.mark.parametrize(("language", "status"), [("en", 200), ("fr", 403), ("de", 404)])
def test_only_who_may_write_the_language_is_answered(client, language, status):
    desk.sign_in(client, "translator")
    source = "fr" if language == "en" else "en"
    assert ask(client, language, **{"from": source}).status_code == status


def test_nobody_else_is_answered(client):
    assert ask(client).status_code == 302
    client.force_login(make_user("contacts"))
    assert ask(client).status_code == 403


def test_a_text_is_no_translation_of_itself(client):
    desk.sign_in(client, "writer")
    assert ask(client, **{"from": "en"}).status_code == 404
    assert client.get(reverse("admin:releases_release_memory", args=["en"])).status_code == 405


def test_a_pair_of_other_languages_is_not_taken(client, earlier):
    desk.sign_in(client, "writer")
    pair = MemoryPair.objects.get(language="en", text=ENGLISH)
    made = ask(client, body_fr=f"<p>{FRENCH}</p>", body_en="", take=f"body-0-0:{pair.pk}").json()
    assert made["texts"] == {}


def test_a_text_that_would_be_too_long_stays(client, earlier):
    desk.sign_in(client, "writer")
    MemoryPair.objects.filter(other_text="The label").update(other_text="x" * 300)
    sent = {"title_fr": "Le label", "title_en": ""}
    made = ask(client, **sent, take=keys_in(ask(client, **sent))).json()
    assert made["texts"] == {}
    assert made["reasons"] == ["“Title” would be too long with what was taken: shorten it first."]


def test_the_form_has_a_button_for_each_translation_that_one_may_write(client, earlier):
    release = make_release(slug_fr="other", slug_en="other")
    for role, expected in (("writer", ["en"]), ("translator", ["en"]), ("contacts", [])):
        desk.sign_in(client, role)
        response = client.get(desk.change_url(release))
        buttons = (
            html.fromstring(response.content.decode()).xpath("//button/@data-memory")
            if response.status_code == 200
            else []
        )
        assert buttons == expected
