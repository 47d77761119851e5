"""Where a release stands, asked for by an open form."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.builders import attach, make_boilerplate, make_contact, make_release, submit
from tests.releases import desk

pytestmark = pytest.mark.django_db


def state_url(release):
    return reverse("admin:releases_release_state", args=[release.pk])


def test_it_says_what_the_form_says_when_it_is_opened_anew(client):
    release = make_release(in_languages=("fr",))
    desk.sign_in(client, "writer")
    answer = client.get(state_url(release)).content.decode()
    for words in ("2 points to see", "draft", "Submit the French", "No press contact is given."):
        assert words in answer


def test_it_is_never_kept(client):
    desk.sign_in(client, "writer")
    assert "no-store" in client.get(state_url(make_release()))["Cache-Control"]


def test_it_is_only_for_those_who_see_releases(client):
    release = make_release()
    assert client.get(state_url(release)).status_code == 302
    desk.sign_in(client, "")
    assert client.get(state_url(release)).status_code == 403


def test_it_offers_no_button_to_who_only_looks(client):
    user = desk.sign_in(client, "")
    user.user_permissions.add(Permission.objects.get(codename="view_release"))
    answer = client.get(state_url(make_release()))
    assert answer.status_code == 200
    assert "<button" not in answer.content.decode()


def test_it_takes_no_more_queries_for_many_lines(client, django_assert_max_num_queries):
    short, long = make_release(), attach(make_release(), *map(make_contact, "ABCDE"), make_boilerplate())
    submit(submit(long, "fr"), "en")
    desk.sign_in(client, "writer")
    client.get(state_url(short))
    with django_assert_max_num_queries(25):
        client.get(state_url(short))
    with django_assert_max_num_queries(25):
        client.get(state_url(long))
