"""Who has the form open, and in which language they write."""

import pytest

from common.models import Presence
from tests.releases.autosave.sending import autosave_url, digests_of, post, type_into
from tests.releases.conflicts import saved

pytestmark = pytest.mark.django_db


def test_a_page_that_is_going_away_is_not_said_to_be_there(client, writer, release):
    post(client, autosave_url(release), page="", texts={"title_fr": "Un titre"}, opened=digests_of(release))
    assert saved(release).title_fr == "Un titre"
    assert not Presence.objects.exists()


def test_what_others_saved_comes_with_the_next_beat(client, writer, other, release):
    seen = digests_of(release)
    type_into(other, release, title_en="Luc")
    answer = post(client, autosave_url(release, "presence"), opened=seen, revision=1).json()
    assert answer["newer"] == {"title_en": "Luc"}
    assert answer["revision"] == 2


def test_others_are_told_who_writes_in_which_language(at_ten, client, writer, other, release, time_machine):
    post(other, autosave_url(release, "presence"), page="of-other", language="")
    answer = post(client, autosave_url(release, "presence")).json()
    assert answer["people"] == ["Luc Moreau has it open since 10:00"]
    time_machine.move_to("2027-03-01T09:00:20+00:00", tick=False)
    post(other, autosave_url(release), page="of-other", language="en")
    answer = post(client, autosave_url(release, "presence")).json()
    assert answer["people"] == ["Luc Moreau writes English since 10:00"]


def test_who_has_two_windows_open_is_named_once(at_ten, client, writer, other, release, time_machine):
    post(other, autosave_url(release, "presence"), page="of-other", language="")
    time_machine.move_to("2027-03-01T09:00:20+00:00", tick=False)
    post(other, autosave_url(release, "presence"), page="of-other-again", language="")
    answer = post(client, autosave_url(release, "presence")).json()
    assert answer["people"] == ["Luc Moreau has it open since 10:00"]


def test_who_leaves_is_gone_at_once(client, writer, other, release):
    post(other, autosave_url(release, "presence"), page="of-other")
    assert other.post(autosave_url(release, "presence"), {"leaving": "of-other"}).status_code == 204
    assert post(client, autosave_url(release, "presence")).json()["people"] == []


def test_a_page_takes_the_place_of_the_one_before_it_in_its_window(client, writer, release):
    """Which had no time to say that it goes."""
    post(client, autosave_url(release, "presence"), page="of-old")
    answer = post(client, autosave_url(release, "presence"), before="of-old").json()
    assert answer["people"] == []
    answer = post(client, autosave_url(release, "presence"), page="of-another-window").json()
    assert len(answer["people"]) == 1


def test_nobody_makes_another_leave(client, writer, other, release):
    post(other, autosave_url(release, "presence"), page="of-other")
    client.post(autosave_url(release, "presence"), {"leaving": "of-other"})
    post(client, autosave_url(release, "presence"), before="of-other")
    assert Presence.objects.filter(page="of-other").exists()


def test_who_is_silent_for_a_minute_is_gone(at_ten, client, writer, other, release, time_machine):
    post(other, autosave_url(release, "presence"), page="of-other")
    time_machine.move_to("2027-03-01T09:01:01+00:00", tick=False)
    assert post(client, autosave_url(release, "presence")).json()["people"] == []
    assert Presence.objects.count() == 1


def test_a_page_that_only_stands_open_does_not_put_off_the_end_of_the_session(client, writer, release):
    session = client.session
    session["renewed_at"] = 0
    session.save()
    post(client, autosave_url(release, "presence"))
    assert client.session["renewed_at"] == 0
    post(client, autosave_url(release))
    assert client.session["renewed_at"] > 0
