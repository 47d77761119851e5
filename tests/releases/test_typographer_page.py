"""What the form asks of the typographer."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.html import strip_tags
from lxml import html

from releases.admin.typographer import MOST_SHOWN
from releases.models import CheckSetting, Release
from releases.texts.bounds import MAX_LENGTH
from tests.builders import make_boilerplate, make_release, make_term
from tests.releases import desk

pytestmark = pytest.mark.django_db


def address(language="fr"):
    return reverse("admin:releases_release_typography", args=[language])


def answer(client, language="fr", **sent):
    response = client.post(address(language), sent)
    assert response.status_code == 200
    return response.json()


def keys_in(found):
    return html.fromstring(f"<div>{found['html']}</div>").xpath("//input[@name='take']/@value")


def test_it_shows_the_corrections_of_each_text_by_rule(client):
    desk.sign_in(client, "writer")
    found = answer(client, title_fr="Oui : l'eau", body_fr="<p>Non ! Si !</p>")
    assert keys_in(found) == ["title_fr:0", "title_fr:1", "body_fr:0", "body_fr:1"]
    assert found["counts"] == {
        "title_fr": "2 proposed corrections",
        "body_fr": "2 proposed corrections",
    }
    page = html.fromstring(f"<div>{found['html']}</div>")
    assert page.xpath("//legend/text()") == ["Title", "Body"]
    assert page.xpath("count(//input[@data-all])") == 3
    [place] = page.xpath("//input[@value='title_fr:1']/following-sibling::span")
    assert place.text_content() == "Oui : l'’eau"
    assert place.xpath("del/text() | ins/text()") == ["'", "’"]
    assert place.get("lang") == "fr"


def test_spaces_have_names(client):
    desk.sign_in(client, "writer")
    [place] = html.fromstring(answer(client, title_fr="Oui !")["html"]).xpath("//*[@lang]")
    assert place.xpath("del")[0].text_content() == " space"
    assert place.xpath("ins")[0].text_content() == "\u202fnarrow no-break space"


def test_it_speaks_the_language_of_the_desk(client):
    desk.sign_in(client, "writer", speaks="fr")
    found = answer(client, "fr", title_fr="Oui !")
    assert found["counts"] == {"title_fr": "1 correction proposée"}
    assert "Une espace fine insécable précède" in found["html"]


def test_it_makes_those_that_were_taken_and_no_others(client):
    desk.sign_in(client, "writer")
    sent = {"title_fr": "Oui : l'eau", "body_fr": "<p>Le 1er mai ! Si !</p>", "subtitle_fr": "l'eau"}
    made = answer(
        client, **sent, take=["title_fr:1", "body_fr:0", "body_fr:2", "x:1", "body_fr:x", "body_fr:99"]
    )
    assert made == {
        "texts": {"title_fr": "Oui : l’eau", "body_fr": "<p>Le 1<sup>er</sup> mai ! Si\u202f!</p>"},
        "reasons": [],
    }


def test_it_reads_the_city_and_what_is_written_of_files(client):
    desk.sign_in(client, "writer")
    sent = {"city_fr": "L'Isle", "attachments-0-alt_fr": "Oui !", "attachments-12-caption_fr": "Non !"}
    ignored = {"attachments-0-alt_en": "No !", "attachments-0-credit": "l'IMT", "attachments-x-alt_fr": "!"}
    found = answer(client, **sent, **ignored)
    assert keys_in(found) == [f"{name}:0" for name in sent]
    page = html.fromstring(f"<div>{found['html']}</div>")
    assert page.xpath("//legend/text()") == ["City", "Text alternative", "Caption"]
    made = answer(client, **sent, take=["attachments-12-caption_fr:0"])
    assert made["texts"] == {"attachments-12-caption_fr": "Non\u202f!"}


def test_a_caption_that_would_be_too_long_stays(client):
    desk.sign_in(client, "writer")
    caption = "Oui!".ljust(299, "a") + "!"
    made = answer(client, **{"attachments-0-caption_fr": caption}, take="attachments-0-caption_fr:0")
    assert made["texts"] == {}
    assert made["reasons"] == ["“Caption” would be too long with its corrections: shorten it first."]


def test_it_reads_a_boilerplate_for_those_who_may_change_it(client):
    url = reverse("admin:releases_boilerplate_typography", args=["fr"])
    sent = {"title_fr": "L'IMT", "body_fr": "<p>Oui !</p>", "standfirst_fr": "l'eau"}
    desk.sign_in(client, "publisher")
    found = client.post(url, sent).json()
    assert keys_in(found) == ["title_fr:0", "body_fr:0"]
    assert client.post(url, {**sent, "take": "body_fr:0"}).json()["texts"] == {"body_fr": "<p>Oui\u202f!</p>"}
    desk.sign_in(client, "translator")
    assert client.post(url, sent).status_code == 403


def test_the_form_of_a_boilerplate_has_a_button_for_each_language(client):
    url = reverse("admin:releases_boilerplate_change", args=[make_boilerplate().pk])
    desk.sign_in(client, "publisher")
    page = html.fromstring(client.get(url).text)
    assert page.xpath("//@data-typographer") == page.xpath("//@data-notes") == ["fr", "en"]
    assert page.xpath("//dialog[@id='typographer'][not(ancestor::form)]")
    desk.sign_in(client, "translator")
    assert "data-typographer" not in client.get(url).text


def test_it_keeps_nothing(client):
    release = make_release(title_fr="Oui !")
    desk.sign_in(client, "writer")
    response = client.post(address(), {"title_fr": "Oui !", "take": "title_fr:0"})
    assert "no-store" in response["Cache-Control"]
    assert Release.objects.get().revision == release.revision
    assert Release.objects.get().text("title", "fr") == "Oui !"


def test_a_text_that_would_be_too_long_stays(client):
    desk.sign_in(client, "writer")
    made = answer(client, title_fr="Oui!".ljust(199, "a") + "!", take="title_fr:0")
    assert made["texts"] == {}
    assert made["reasons"] == ["“Title” would be too long with its corrections: shorten it first."]


def test_a_text_out_of_bounds_is_refused_in_words(client):
    desk.sign_in(client, "writer")
    assert "300,000" in answer(client, body_fr="a" * (MAX_LENGTH + 1))["reasons"][0]


def test_of_many_corrections_the_first_are_shown(client):
    desk.sign_in(client, "writer")
    found = answer(client, body_fr=f"<p>{'a ! ' * (MOST_SHOWN + 1)}</p>")
    assert len(keys_in(found)) == MOST_SHOWN
    assert "There are more corrections" in found["html"]
    assert found["counts"]["body_fr"] == f"{MOST_SHOWN + 1} proposed corrections"


def test_hostile_texts_are_shown_as_text(client):
    desk.sign_in(client, "writer")
    found = answer(
        client, title_fr="<script>x</script> !", body_fr="<p>&lt;script&gt; ! <b ! <img src=x !</p>"
    )
    assert "<script" not in found["html"]
    assert "<img" not in found["html"]
    assert "<script>x</script>" in strip_tags(found["html"]).replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.parametrize(("role", "status"), [("writer", 200), ("translator", 403), ("contacts", 403)])
def test_it_is_for_those_who_write_the_language(client, role, status):
    desk.sign_in(client, role)
    assert client.post(address("fr"), {"title_fr": "a"}).status_code == status


def test_strangers_other_languages_and_links_get_nothing(client):
    assert client.post(address()).status_code == 302
    desk.sign_in(client, "writer")
    assert client.post(reverse("admin:releases_release_typography", args=["xx"])).status_code == 404
    assert client.get(address()).status_code == 405


def test_the_form_has_a_button_for_each_text_that_is_written_there(client):
    release = make_release()
    desk.sign_in(client, "translator")
    page = client.get(desk.change_url(release)).content.decode()
    assert 'data-typographer="en" hidden' in page
    assert 'data-typographer="fr"' not in page


def test_terms_are_not_proposed_where_their_check_is_off(client):
    make_term("jumeau numérique", other_forms_fr="jumeau digital")
    cache.clear()
    desk.sign_in(client, "writer")
    sent = {"title_fr": "Un jumeau digital, la 2ème fois"}
    assert "Terms of the house." in shown(client, sent)
    CheckSetting.objects.create(name="term", is_on=False)
    assert "Terms of the house." not in shown(client, sent)
    assert "2ème" in shown(client, sent)


def shown(client, sent):
    return html.fromstring(f"<div>{answer(client, **sent)['html']}</div>").text_content()
