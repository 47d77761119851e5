"""What is saved by itself in one sitting is one line, one version, and no conflict with the button."""

import json

import pytest

from common import initial_digests
from releases.models import Event, Release, Version
from tests.builders import PASSWORD, make_user, submit
from tests.releases import desk
from tests.releases.autosave.sending import autosave_url, type_into
from tests.releases.conflicts import opened, said, saved

pytestmark = pytest.mark.django_db


def test_a_sitting_is_one_line_of_the_timeline_and_one_version(client, writer, release):
    for title in ("U", "Un", "Un titre"):
        type_into(client, release, title_fr=title)
    type_into(client, release, city_fr="Brest")
    event = Event.objects.get()
    assert event.changes["title_fr"] == {"from": "Title in fr", "to": "Un titre"}
    assert event.changes["city_fr"] == {"from": "Paris", "to": "Brest"}
    assert event.revision == saved(release).revision == 5
    assert Version.objects.filter(release=release, is_automatic=True).count() == 1


def test_two_people_have_a_line_each(client, writer, other, release):
    type_into(client, release, title_fr="Anne")
    type_into(other, release, title_en="Luc")
    type_into(client, release, title_fr="Anne Martin")
    assert [event.actor_name for event in Event.objects.all()] == ["Anne Martin", "Luc Moreau", "Anne Martin"]


def test_after_a_rest_the_timeline_begins_a_new_line(at_ten, client, writer, release, time_machine):
    type_into(client, release, title_fr="Un")
    time_machine.move_to("2027-03-01T09:31:00+00:00", tick=False)
    type_into(client, release, title_fr="Un titre")
    assert Event.objects.count() == 2


def test_a_line_that_changed_more_than_texts_is_gone_on_with(client, writer, release):
    desk.save(client, desk.change_url(release), kind="statement", title_fr="Un")
    type_into(client, release, title_fr="Un titre", city_fr="Brest")
    event = Event.objects.get()
    assert event.changes["title_fr"] == {"from": "Title in fr", "to": "Un titre"}
    assert set(event.changes) == {"kind", "title_fr", "city_fr"}


def test_a_source_and_its_translation_of_one_sitting_go_together(client, writer, release):
    type_into(client, release, title_fr="Un titre")
    type_into(client, release, title_en="A title")
    assert not saved(release).is_stale("en")
    type_into(client, release, title_fr="Un autre titre")
    assert not saved(release).is_stale("en")


def test_a_sitting_settles_what_it_changed_at_the_same_place_of_both(client, writer, release):
    """In whichever order, and once the translation has been changed there, however often."""
    Release.objects.update(
        body_fr="<p>39 instituts.</p><p>Un jury.</p>", body_en="<p>39 institutes.</p><p>A jury.</p>"
    )
    known = saved(release)
    known.mark_translated("en")
    known.save()
    type_into(client, known, body_en="<p>39 institutes.</p><p>A board.</p>")
    type_into(client, known, body_fr="<p>41 instituts.</p><p>Un jury.</p>")
    [left] = saved(release).changes_of_source("en")
    assert "<ins>41</ins>" in left.redline
    type_into(client, known, body_en="<p>41 institutes.</p><p>A board.</p>")
    assert not saved(release).is_stale("en")
    type_into(client, known, body_fr="<p>42 instituts.</p><p>Un jury.</p>")
    assert not saved(release).is_stale("en")


def test_a_source_that_another_person_changed_is_newer_than_the_translation(client, writer, other, release):
    type_into(client, release, title_en="A title")
    type_into(other, release, title_fr="Un titre")
    assert saved(release).is_stale("en")


def test_a_form_whose_texts_were_saved_by_itself_is_saved_without_a_word(client, writer, release):
    form = opened(client, release)
    answer = type_into(client, release, title_fr="Un titre").json()
    known = json.loads(form["initial_digests"])
    known["digests"] |= answer["digests"]
    form |= {
        "title_fr": "Un titre",
        "opened_revision": answer["revision"],
        "initial_digests": json.dumps(known),
    }
    response = client.post(desk.change_url(release), form | {"city_fr": "Brest"})
    assert response.status_code == 302
    assert (saved(release).title_fr, saved(release).city_fr) == ("Un titre", "Brest")


def test_a_form_opened_within_a_sitting_knows_what_it_showed(client, writer, other, release):
    type_into(client, release, title_fr="Un", standfirst_fr="Deux")
    form = opened(other, release)
    type_into(client, release, title_fr="Un titre", standfirst_fr="Deux mots")
    refused = other.post(desk.change_url(release), form | {"title_fr": "Luc"})
    assert "“Standfirst (French)”: you had not changed it; the form now shows the saved text." in said(
        refused
    )
    assert "“Title (French)”: you have both changed it." in said(refused)


def test_the_page_of_a_form_says_what_it_needs_to_save_by_itself(client, writer, release):
    submit(release, "en")
    page = said(client.get(desk.change_url(release)))
    assert f'data-autosave="{autosave_url(release)}"' in page
    assert 'data-drafts="fr"' in page
    assert 'data-keeps="yes"' in page
    known = json.loads(desk.sent_by(client.get(desk.change_url(release)))["initial_digests"])
    assert known["digests"]["title_fr"] == initial_digests.digest("Title in fr")


def test_a_form_that_was_saved_says_by_its_mark_that_it_was(client, writer, release):
    mark = "0123456789abcdef01234567"
    response = desk.save(client, desk.change_url(release), saved_form=mark, title_fr="Un titre")
    assert response.cookies["saved_form"].value == mark
    assert response.cookies["saved_form"]["path"] == "/admin/"
    refused = desk.save(client, desk.change_url(release), saved_form=mark, title_fr="x" * 201)
    assert "saved_form" not in refused.cookies
    crafted = desk.save(client, desk.change_url(release), saved_form="a; path=/", title_fr="Un autre")
    assert "saved_form" not in crafted.cookies


@pytest.mark.parametrize(("ticked", "keeps"), [({}, "yes"), ({"shared_machine": "on"}, "no")])
def test_on_a_machine_that_others_use_the_browser_keeps_nothing(client, release, ticked, keeps):
    make_user("writer")
    client.post("/admin/login/", {"username": "writer", "password": PASSWORD, **ticked})
    assert f'data-keeps="{keeps}"' in said(client.get(desk.change_url(release)))
