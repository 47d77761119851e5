"""The form to add, sent a second time: one release, and nothing typed is lost."""

import uuid

import pytest
from django.db import IntegrityError
from django.utils.html import escape

from common.analysis import lines_of
from releases.admin import double_submission
from releases.models import Event, Release
from tests.builders import make_boilerplate, make_contact, rows
from tests.releases import desk

pytestmark = pytest.mark.django_db
TYPED = {
    "title_fr": "Un titre",
    "standfirst_fr": "Un chapô.\r\nDeux lignes.",
    "city_fr": "Paris",
    "body_fr": "<p>Un corps.</p>",
}


@pytest.fixture
def form(client):
    """The form to add as it was opened, filled in."""
    desk.sign_in(client, "writer")
    return desk.sent_by(client.get(desk.ADD)) | TYPED


def saved(client, form):
    response = client.post(desk.ADD, form)
    assert response.status_code == 302, response.context["errors"]
    return Release.objects.get()


@pytest.mark.one_database
def test_saved_again_as_it_was_it_leads_to_the_release_that_is_there(client, form):
    release = saved(client, form)
    before = rows(Release), rows(Event)
    response = client.post(desk.ADD, form, follow=True)
    assert response.redirect_chain == [(desk.change_url(release), 302)]
    assert f"already been saved, as {release.reference}" in desk.messages_of(response)[-1]
    assert (rows(Release), rows(Event)) == before


@pytest.mark.parametrize("button", ["_save", "_continue", "_addanother", "_transition"])
def test_whatever_button_is_pressed_there_is_one_release(client, form, button):
    value = {"_transition": "submit:fr"}.get(button, "x")
    client.post(desk.ADD, form | {button: value})
    client.post(desk.ADD, form | {button: value})
    assert Release.objects.count() == 1


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title_fr", "Un <autre> titre"),
        ("standfirst_fr", "Un autre chapô."),
        ("body_fr", "<p>Un autre corps.</p>"),
        ("city_en", "London"),
        ("slug_fr", "autre"),
    ],
)
def test_what_was_typed_after_going_back_is_kept_beside_what_is_saved(client, form, field, typed):
    release = saved(client, form)
    was = lines_of(getattr(release, field) or "–")
    before = rows(Release), rows(Event)
    response = client.post(desk.ADD, form | {field: typed})
    page = response.content.decode()
    assert response.status_code == 200
    assert f"already been saved, as {release.reference}" in page
    assert f'<span class="saved-text">{escape(was)}</span>' in page
    assert page.count('class="saved-text"') == 1
    assert escape(typed) in page
    assert f'action="{desk.change_url(release)}"' in page
    assert (rows(Release), rows(Event)) == before

    response = client.post(desk.change_url(release), desk.sent_by(response))
    assert response.status_code == 302
    assert getattr(Release.objects.get(), field) == typed


@pytest.mark.one_database
def test_another_field_than_a_text_is_kept_as_well(client, form):
    release = saved(client, form)
    response = client.post(desk.ADD, form | {"kind": "statement"})
    client.post(desk.change_url(release), desk.sent_by(response))
    assert Release.objects.get().kind == "statement"


@pytest.mark.one_database
def test_its_lines_are_not_added_twice(client, form):
    desk.add_line(form, "contact_lines", contact=make_contact().pk)
    desk.add_line(form, "boilerplate_lines", boilerplate=make_boilerplate().pk)
    release = saved(client, form)
    response = client.post(desk.ADD, form | {"title_fr": "Autre"})
    assert client.post(desk.change_url(release), desk.sent_by(response)).status_code == 302
    assert (release.contact_lines.count(), release.boilerplate_lines.count()) == (1, 1)
    assert Release.objects.get().title_fr == "Autre"


def test_sent_twice_at_the_same_moment_it_makes_one_release(client, form, monkeypatch):
    saved(client, form)
    look, looks = double_submission.saved_before, []
    monkeypatch.setattr(
        double_submission,
        "saved_before",
        lambda request: looks.append(1) or (len(looks) > 1 and look(request)),
    )
    assert client.post(desk.ADD, form).status_code == 302
    assert Release.objects.count() == 1


def test_any_other_fault_of_the_database_is_not_taken_for_it(client, form, monkeypatch):
    def fail(*_arguments, **_options):
        raise IntegrityError

    monkeypatch.setattr(Release, "save", fail)
    with pytest.raises(IntegrityError):
        client.post(desk.ADD, form)


@pytest.mark.parametrize("mark", ["", "00000000-0000-4000-8000-000000000000"])
def test_a_form_of_its_own_makes_a_release_of_its_own(client, form, mark):
    saved(client, form)
    assert client.post(desk.ADD, form | {"submission_token": mark, "slug_fr": "autre"}).status_code == 302
    assert Release.objects.count() == 2


@pytest.mark.one_database
def test_a_refused_form_keeps_its_mark(client, form):
    refused = client.post(desk.ADD, form | {"issued_on": "never"})
    again = desk.sent_by(refused)
    assert again["submission_token"] == form["submission_token"]
    assert client.post(desk.ADD, again | {"issued_on": ""}).status_code == 302
    assert Release.objects.get().form_token == uuid.UUID(form["submission_token"])


@pytest.mark.one_database
def test_who_may_not_change_releases_is_not_led_to_one(client, form):
    saved(client, form)
    desk.sign_in(client, "contacts", username="other")
    assert client.post(desk.ADD, form | {"title_fr": "Autre"}).status_code == 403
    assert Release.objects.get().title_fr == "Un titre"
