"""A form of the desk that cannot be taken any more: its words are on the page that says so."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from common import sent_words
from institutes.models import Contact
from releases.models import Release, Topic
from tests.builders import make_boilerplate, make_contact, make_institute, make_release
from tests.releases import desk
from tests.releases.test_composition import picture

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
RICH = "<h2>Un titre</h2><p>Des <strong>mots</strong> &amp; <em>tout</em>.</p>"


@pytest.fixture
def release():
    return make_release()


@pytest.fixture
def writer(client):
    return desk.sign_in(client, "writer", username="anne")


@pytest.fixture
def publisher():
    other = Client()
    desk.sign_in(other, "publisher", username="luc", first_name="Luc", last_name="Moreau")
    return other


def typed(client, url, **changes):
    return desk.sent_by(client.get(url)) | changes


def delete(client, release):
    url = reverse("admin:releases_release_delete", args=[release.pk])
    assert client.post(url, {"post": "yes"}).status_code == 302
    assert not Release.objects.filter(pk=release.pk).exists()


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def textarea(text):
    return f">\n{text}</textarea>"


# Deleted meanwhile.


def test_words_for_a_release_that_is_gone_are_shown_with_who_deleted_it(client, writer, publisher, release):
    data = typed(client, desk.change_url(release), standfirst_fr="Un <chapô>", body_fr=RICH)
    delete(publisher, release)
    response = client.post(desk.change_url(release), data)
    assert response.status_code == 410
    assert "Deleted meanwhile by Luc Moreau at" in response.text
    assert textarea("Un &lt;chapô&gt;") in response.text
    assert RICH in response.text
    assert "Standfirst (French)" in response.text


def test_a_new_release_is_made_of_them(client, writer, publisher, release):
    data = desk.add_line(
        typed(client, desk.change_url(release), title_fr="Titre", body_fr=RICH, city_fr="Évry"),
        "attachments",
        file=picture(),
        credit="Durand",
    )
    data = desk.add_line(data, "contact_lines", contact=make_contact("Petit").pk)
    delete(publisher, release)
    answer = client.post(desk.change_url(release), data)
    response = client.post(desk.ADD, desk.sent_by(answer))
    assert response.status_code == 302, response.context["errors"]
    new = Release.objects.get()
    assert new.pk != release.pk
    assert (new.title_fr, new.body_fr, new.city_fr) == ("Titre", RICH, "Évry")
    assert new.contacts.get().last_name == "Petit"
    assert new.attachments.get().credit == "Durand"
    assert new.attachments.get().file.read()
    # Sent twice, it is still one.
    client.post(desk.ADD, desk.sent_by(answer))
    assert Release.objects.count() == 1


def test_a_file_that_waited_in_a_refused_form_comes_along(client, writer, publisher, release):
    data = typed(client, desk.change_url(release), issued_on="nonsense")
    refused = client.post(desk.change_url(release), desk.add_line(data, "attachments", file=picture()))
    assert refused.status_code == 200
    delete(publisher, release)
    answer = client.post(desk.change_url(release), desk.sent_by(refused) | {"issued_on": "2027-03-01"})
    assert client.post(desk.ADD, desk.sent_by(answer)).status_code == 302
    assert Release.objects.get().attachments.get().file.read()


def test_who_may_make_no_release_is_offered_none(client, publisher, release):
    desk.sign_in(client, "translator")
    data = typed(client, desk.change_url(release), title_en="Translated words")
    delete(publisher, release)
    response = client.post(desk.change_url(release), data)
    assert response.status_code == 410
    assert textarea("Translated words") in response.text
    assert f'action="{desk.ADD}"' not in response.text


def test_words_for_an_act_on_a_release_that_is_gone_are_shown(client, publisher, release):
    desk.sign_in(client, "publisher")
    delete(publisher, release)
    data = {"revision": "1", "remark": "Please say more."}
    response = client.post(desk.transition_url(release, "return"), data)
    assert response.status_code == 404
    assert textarea("Please say more.") in response.text


@pytest.mark.parametrize("kind", ["institute", "topic", "boilerplate"])
def test_so_are_those_for_everything_else_that_is_gone(client, kind):
    desk.sign_in(client, "admin")
    make = {
        "institute": make_institute,
        "topic": lambda: Topic.objects.create(name_fr="A", name_en="A", slug_fr="a", slug_en="a"),
        "boilerplate": make_boilerplate,
    }
    row = make[kind]()
    url = address(type(row), "change", row.pk)
    name = "title_fr" if kind == "boilerplate" else "name_fr"
    data = typed(client, url, **{name: "Un nom"})
    row.delete()
    response = client.post(url, data)
    assert response.status_code == 404
    assert textarea("Un nom") in response.text
    assert client.post(address(type(row), "add"), desk.sent_by(response)).status_code == 302
    assert type(row).objects.filter(**{name: "Un nom"}).exists()


def test_words_for_an_erased_person_are_shown_and_no_new_contact_is_offered(client):
    desk.sign_in(client, "contacts")
    contact = make_contact("Petit", phones=("+33141113789",))
    url = address(Contact, "change", contact.pk)
    data = typed(client, url, job_title_fr="Directrice", **{"phone_numbers-0-number": "01 23 45 67 89"})
    contact.delete()
    response = client.post(url, data)
    assert response.status_code == 404
    assert textarea("Directrice") in response.text
    assert textarea("01 23 45 67 89") in response.text
    assert 'name="last_name"' not in response.text


# Signed out, or another account.


def test_words_sent_after_the_session_has_ended_are_on_the_page_that_answers(client, writer, release):
    data = typed(client, desk.change_url(release), title_fr="Un titre", body_fr=RICH)
    client.logout()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    response = client.post(desk.change_url(release), data)
    assert response.status_code == 403
    assert "You are signed out" in response.text
    assert textarea("Un titre") in response.text
    assert RICH in response.text
    client.force_login(writer)
    again = desk.sent_by(response)
    assert client.post(desk.change_url(release), again).status_code == 302
    assert Release.objects.get().title_fr == "Un titre"


def test_files_are_named_as_to_be_chosen_again(client, writer, release):
    data = typed(client, desk.change_url(release))
    client.logout()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    response = client.post(desk.change_url(release), desk.add_line(data, "attachments", file=picture()))
    assert "laboratory.png" in response.text
    assert "choose" in response.text


def test_words_sent_by_an_account_that_may_not_are_on_the_page_that_says_so(client, release):
    desk.sign_in(client, "translator")
    data = typed(client, desk.change_url(release), title_en="Translated words", body_en=RICH)
    desk.sign_in(client, "contacts", username="carl")
    response = client.post(desk.change_url(release), data)
    assert response.status_code == 403
    assert "carl" in response.text
    assert textarea("Translated words") in response.text
    assert RICH in response.text


@pytest.mark.parametrize("site", ["same-origin", "cross-site"])
def test_words_of_a_form_with_the_token_of_another_session(release, site):
    client = Client(enforce_csrf_checks=True)
    desk.sign_in(client, "writer")
    data = typed(client, desk.change_url(release), title_fr="Un titre") | {"csrfmiddlewaretoken": "x" * 64}
    response = client.post(desk.change_url(release), data, headers={"sec-fetch-site": site})
    assert response.status_code == 403
    # Another site may send what it likes: it is neither shown nor offered to be sent again.
    assert ("Un titre" in response.text) == (site == "same-origin")
    if site == "same-origin":
        assert client.post(desk.change_url(release), desk.sent_by(response)).status_code == 302
        assert Release.objects.get().title_fr == "Un titre"


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_change/", "/admin/auth/user/add/"])
def test_no_password_is_shown(client, path):
    sent = {"username": "anne with words", "password": "a secret word", "new_password1": "a secret word"}
    for signed_in in (False, True):
        if signed_in:
            desk.sign_in(client, "writer")
        assert "a secret word" not in client.post(path, sent, follow=True).text


def test_script_and_styles_in_words_are_no_markup(client, writer, release):
    evil = "<p>Words</p><script>alert(1)</script><img src=x onerror=alert(1)>"
    data = typed(
        client, desk.change_url(release), body_fr=evil, title_fr="</textarea><script>alert(1)</script>"
    )
    client.logout()
    page = client.post(desk.change_url(release), data).text
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    "name", ["title_fr-0-x", "attachments-9-x", "editions-0-document", "x" * 500, "a-1-\n"]
)
def test_any_name_of_a_field_is_answered(client, writer, release, name):
    desk.sign_in(client, "contacts")
    response = client.post(desk.change_url(release), {name: "some words here", "city_fr": "Évry"})
    assert response.status_code == 403
    assert textarea("Évry") in response.text


def test_what_is_shown_is_bounded(client, writer, release, monkeypatch):
    monkeypatch.setattr(sent_words, "MAX_SHOWN", 1_000)
    data = typed(client, desk.change_url(release), standfirst_fr="x" * 5_000)
    client.logout()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.post(desk.change_url(release), data).text
    assert 100 < page.count("xx") < 1_000
    assert "Too long to be shown whole" in page
    assert 'name="standfirst_fr"' not in page


def test_pages_of_the_public_echo_nothing(client):
    response = client.post("/en/nowhere/", {"title_fr": "Some words here"})
    assert "Some words here" not in response.text


def test_the_page_speaks_french(client, writer, release):
    data = typed(client, desk.change_url(release), title_fr="Un titre")
    client.logout()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert "Vous n’êtes plus connecté" in client.post(desk.change_url(release), data).text
