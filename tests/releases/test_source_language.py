"""Whichever language is the source, and after a change of it: a translation knows what it was made from."""

import pytest

from releases import workflow
from releases.models import Release, Version
from releases.workflow import choices, drafts
from tests.builders import make_release, make_user
from tests.releases import desk

pytestmark = pytest.mark.django_db
FIRST, SECOND = "<p>Le réseau compte 39 instituts.</p>", "<p>Un jury les évalue.</p>"


@pytest.fixture
def release():
    """The English follows the French."""
    release = make_release(body_fr=FIRST + SECOND, body_en="<p>39 institutes.</p><p>A jury.</p>")
    release.mark_translated("en")
    release.save()
    return release


def turn(release, source="en", **texts):
    changes = {name: {"from": getattr(release, name)} for name in texts}
    before, release.source_language = release.source_language, source
    for name, text in texts.items():
        setattr(release, name, text)
    release.change_source(before, changes)
    release.follow_sitting(changes)
    release.save()
    return release


def stale(release):
    return [code for code in ("fr", "en") if release.is_stale(code)]


def write(release, **texts):
    for name, text in texts.items():
        setattr(release, name, text)
    release.save()


@pytest.mark.parametrize(("source", "other"), [("fr", "en"), ("en", "fr")])
def test_the_other_language_is_marked_whichever_is_the_source(source, other):
    release = make_release(source_language=source)
    release.mark_translated(other)
    write(release, **{f"body_{other}": f"<p>Body in {other}, changed.</p>"})
    assert stale(release) == []
    write(release, **{f"body_{source}": f"<p>Body in {source}, changed.</p>"})
    [change] = release.changes_of_source(other)
    assert (stale(release), change.before) == ([other], (f"<p>Body in {source}.</p>",))


def test_what_was_the_source_follows_the_text_that_was_its_translation(release):
    turn(release)
    assert stale(release) == []
    assert release.translated_from["fr"]["body"] == release.body_en
    write(release, body_fr=FIRST)
    assert stale(release) == []
    write(release, body_en="<p>41 institutes.</p><p>A jury.</p>")
    [change] = release.changes_of_source("fr")
    assert "<ins>41</ins>" in change.redline


def test_what_is_written_in_the_new_source_while_they_change_places_is_to_be_followed(release):
    turn(release, body_en="<p>41 institutes.</p><p>A jury.</p>")
    assert stale(release) == ["fr"]


def test_both_written_while_they_change_places_follow_one_another(release):
    turn(release, body_en="<p>41 institutes.</p>", body_fr=FIRST.replace("39", "41"))
    assert stale(release) == []


def test_two_that_change_places_and_back_are_as_they_were(release):
    write(release, body_fr=FIRST.replace("39", "41") + SECOND)
    before = release.changes_of_source("en")
    assert stale(turn(turn(release), "fr")) == ["en"]
    assert release.changes_of_source("en") == before


def test_what_was_followed_between_is_not_told_again(release):
    write(release, body_fr=FIRST.replace("39", "41") + SECOND)
    turn(release, "en")
    write(release, body_en="<p>41 institutes.</p><p>A jury.</p>")
    release.mark_translated("fr")
    assert stale(turn(release, "fr")) == []
    write(release, body_fr=FIRST)
    assert stale(release) == ["en"]


def test_a_source_that_is_not_written_yet_is_none(release):
    french = make_release(in_languages=("fr",), slug_fr="other")
    turn(french)
    write(french, body_en="<p>Written later.</p>")
    assert stale(french) == []
    french.follow_sitting({"body_en": {"from": ""}})
    write(french, body_en="<p>Changed after that.</p>")
    assert stale(french) == ["fr"]


def through_the_form(release, client):
    desk.sign_in(client, "writer")
    desk.save(client, desk.change_url(release), source_language="en", body_en="<p>41 institutes.</p>")


def as_a_draft(release, _client):
    opened = drafts.digests(release) | {"source_language": choices.digest("source_language", "fr")}
    typed, chosen = {"body_en": "<p>41 institutes.</p>"}, {"source_language": "en"}
    drafts.save(release, typed, opened, make_user("writer"), chosen=chosen)


def by_a_version(release, client):
    turn(release, body_en="<p>41 institutes.</p>")
    workflow.versions.keep(release, make_user("writer"))
    release.source_language, release.translated_from = "fr", {}
    release.body_en = "<p>39 institutes.</p><p>A jury.</p>"
    release.mark_translated("en")
    release.save()
    parts = ["source_language", "body_en"]
    workflow.restoring.restore(release, Version.objects.latest("pk"), [*parts, "title_en"])


@pytest.mark.parametrize("way", [through_the_form, as_a_draft, by_a_version], ids=lambda way: way.__name__)
def test_whichever_way_the_language_changes_the_old_source_is_a_translation_then(release, client, way):
    way(release, client)
    saved = Release.objects.get()
    assert (saved.source_language, stale(saved), saved.translation_state_fr) == ("en", ["fr"], "stale")
