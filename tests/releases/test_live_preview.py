"""The page with the words that somebody is typing."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from releases.models import Attachment, Edition, Event, Release
from releases.texts.bounds import MAX_LENGTH
from tests.builders import attach, make_boilerplate, make_contact, make_institute, make_release
from tests.releases import desk
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db
KEPT = ["title_fr", "title_en", "body_fr", "city_fr", "issued_on", "revision", "updated_at"]


def address(release=None, language="fr"):
    if release is None:
        return reverse("admin:releases_release_add_live_preview", args=[language])
    return reverse("admin:releases_release_live_preview", args=[release.pk, language])


def shown(client, release=None, language="fr", **typed):
    response = client.post(address(release, language), typed)
    assert response.status_code == 200
    return response.content.decode()


def attached(release, order):
    return Attachment.objects.create(release=release, file=picture(), order=order)


def test_it_shows_what_is_typed_as_the_page_will_show_it(client):
    release = attach(make_release(), make_contact("Durand"), make_boilerplate())
    desk.sign_in(client, "writer")
    page = shown(client, release, title_fr="Un titre neuf", body_fr="<h2>Neuf</h2>", city_fr="Brest")
    assert "Un titre neuf" in page
    assert "<h2>Neuf</h2>" in page
    assert "Brest" in page
    assert "Durand" in page
    assert release.standfirst_fr in page


def test_it_says_in_the_language_of_the_desk_that_nothing_is_saved(client):
    desk.sign_in(client, "writer", speaks="fr")
    page = shown(client, make_release(), "en", title_en="Brand new")
    assert '<html lang="en">' in page
    assert '<strong lang="fr">Aperçu – non enregistré</strong>' in page


def test_a_new_release_is_shown_before_it_is_saved(client):
    desk.sign_in(client, "writer")
    page = shown(client, title_fr="Premier jet", issued_on="2027-03-05", kind="statement")
    assert "Premier jet" in page
    assert "2027-03-05" in page
    assert not Release.objects.exists()


def test_it_changes_and_keeps_nothing(client):
    release = make_release()
    before = Release.objects.values(*KEPT).get()
    desk.sign_in(client, "writer")
    response = client.post(address(release), {"title_fr": "Neuf", "body_fr": "<p>Neuf</p>"})
    assert Release.objects.values(*KEPT).get() == before
    assert not Edition.objects.exists()
    assert not Event.objects.exists()
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


HOSTILE = (
    "<script>alert(1)</script><p onclick='x()'>a<img src=x onerror=alert(1)></p><iframe src=//e></iframe>"
)


def test_hostile_texts_are_cleaned(client):
    desk.sign_in(client, "writer")
    page = shown(client, title_fr=HOSTILE, standfirst_fr=HOSTILE, city_fr=HOSTILE, body_fr=HOSTILE)
    assert "<script" not in page
    assert "<iframe" not in page
    assert "<img" not in page
    assert "<p onclick" not in page


@pytest.mark.parametrize("body", ["a" * (MAX_LENGTH + 1), "<blockquote>" * 60], ids=["long", "deep"])
def test_a_text_out_of_bounds_is_refused_in_words(client, body):
    desk.sign_in(client, "writer")
    response = client.post(address(), {"body_fr": body})
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain"
    assert "Shorten it" in response.content.decode() or "nested" in response.content.decode()


def test_the_beginning_of_what_is_too_long_shows_and_what_is_no_date_does_not(client):
    release = make_release(issued_on=datetime.date(2027, 3, 5))
    desk.sign_in(client, "writer")
    page = shown(client, release, title_fr="x" * 5000, issued_on="tomorrow", kind="nonsense")
    assert "x" * 200 in page
    assert "x" * 201 not in page
    assert "2027-03-05" in page


@pytest.mark.parametrize("hours", [["09:00"], [""], [], ["09:00", "4"]])
def test_an_embargo_is_read_as_it_is_typed(client, hours):
    day = (timezone.localdate() + datetime.timedelta(days=40)).isoformat()
    release = make_release(issued_on=None)
    desk.sign_in(client, "writer")
    assert (day in shown(client, release, embargo_until=[day, *hours])) == ("09:00" in hours)


def test_an_embargo_is_what_the_page_is_dated_by(client):
    end = timezone.now() + datetime.timedelta(days=40)
    release = make_release(issued_on=None, embargo_until=end)
    desk.sign_in(client, "writer")
    assert timezone.localdate(end).isoformat() in shown(client, release)


def test_it_shows_contacts_boilerplates_and_organisations_as_chosen_and_saves_none(client):
    release = attach(make_release(), make_contact("Durand"), make_boilerplate("About us"))
    one, two, institute = make_contact("Martin"), make_contact("Moreau"), make_institute("Carnot MINES")
    desk.sign_in(client, "writer")
    chosen = {"contact_lines": [two.pk, one.pk], "boilerplate_lines": [""], "institutes": [institute.pk]}
    page = shown(client, release, **chosen)
    assert page.index("Moreau") < page.index("Martin")
    assert "Carnot MINES" in page
    assert "Durand" not in page
    assert "About us" not in page
    assert [line.contact.last_name for line in release.contact_lines.all()] == ["Durand"]
    assert not release.institutes.exists()


def test_a_new_release_shows_what_is_chosen_for_it(client):
    contact, boilerplate = make_contact("Martin"), make_boilerplate("About us")
    desk.sign_in(client, "writer")
    page = shown(client, contact_lines=[contact.pk], boilerplate_lines=[boilerplate.pk])
    assert "Martin" in page
    assert "About us" in page


def test_it_shows_files_in_their_order_with_the_texts_that_are_typed(client):
    release = make_release()
    one, two, three = (attached(release, order) for order in (1, 2, 3))
    desk.sign_in(client, "writer")
    typed = {
        f"attachments:{one.pk}:caption_fr": "Une légende",
        f"attachments:{two.pk}:alt_fr": "Un laboratoire",
        f"attachments:{two.pk}:credit": "Zoé Durand",
    }
    page = shown(client, release, files=[two.pk, one.pk], lead_picture=two.pk, **typed)
    assert "Une légende" in page
    assert 'alt="Un laboratoire"' in page
    assert "Zoé Durand" in page
    assert one.path in page
    assert three.path not in page
    assert not release.attachments.filter(is_lead_picture=True).exists()


def test_what_the_form_would_refuse_shows_as_it_is_saved(client):
    release = attach(make_release(), make_contact("Durand"))
    desk.sign_in(client, "writer")
    assert "Durand" in shown(client, release, contact_lines=["0"], files=["0"], institutes=["a"])


def test_a_translator_looks_up_nobody_by_their_number(client):
    release = attach(make_release(), make_contact("Durand"))
    file, secret = attached(release, 1), make_contact("Secret")
    desk.sign_in(client, "translator")
    typed = {f"attachments:{file.pk}:caption_en": "A caption", "contact_lines": [secret.pk], "files": [""]}
    page = shown(client, release, "en", **typed)
    assert "Durand" in page
    assert "Secret" not in page
    assert "A caption" in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_only_who_may_see_releases_is_answered(client, language):
    release = make_release(title_fr="SECRET", title_en="SECRET")
    anonymous = Client().post(address(release, language))
    assert anonymous.status_code == 302
    desk.sign_in(client, "contacts")
    for url in (address(release, language), address(None, language)):
        response = client.post(url)
        assert response.status_code == 403
        assert "SECRET" not in response.content.decode()


def test_who_may_add_no_release_previews_no_new_one(client):
    desk.sign_in(client, "translator")
    assert client.post(address()).status_code == 403
    assert client.post(address(make_release()), {"title_fr": "Neuf"}).status_code == 200


def test_it_is_asked_for_with_a_token_by_post_and_for_a_language_of_ours():
    release = make_release()
    client = Client(enforce_csrf_checks=True)
    desk.sign_in(client, "writer")
    assert client.post(address(release), {"title_fr": "Neuf"}).status_code == 403
    assert client.get(address(release)).status_code == 405
    client = Client()
    desk.sign_in(client, "publisher")
    assert client.post(address(release, "de")).status_code == 404
    assert client.post(address(release).replace(f"/{release.pk}/", "/999/")).status_code == 404


def test_it_takes_no_more_queries_than_a_preview_of_what_is_saved(client, django_assert_max_num_queries):
    release = attach(make_release(), *(make_contact() for _each in range(5)))
    desk.sign_in(client, "writer")
    client.post(address(release))
    with django_assert_max_num_queries(22):
        client.post(address(release), {"body_fr": "<p>Neuf</p>"})
