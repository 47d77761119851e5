"""What is kept of each translation is what its texts say, whichever way they were written."""

import random

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection

from common import languages
from releases import workflow
from releases.models import Event, Release, TranslationState, Version
from releases.workflow import drafts
from tests.builders import make_release, make_user
from tests.releases import desk

pytestmark = pytest.mark.django_db
MISSING, UNFINISHED, STALE, READY = TranslationState


def kept(release):
    columns = languages.columns("translation_state")
    return dict(
        zip(languages.LANGUAGES, Release.objects.values_list(*columns).get(pk=release.pk), strict=True)
    )


def computed(release):
    found = Release.objects.get(pk=release.pk)
    return {code: found.translation_state_in(code) for code in languages.LANGUAGES}


@pytest.fixture
def release():
    release = make_release()
    release.mark_translated("en")
    release.save()
    return release


def test_a_language_has_one_of_four_states(release):
    assert kept(release) == {"fr": READY, "en": READY}
    release.title_fr = "Un autre titre"
    release.save()
    assert kept(release) == {"fr": READY, "en": STALE}
    release.mark_translated("en")
    release.city_en = ""
    release.save()
    assert kept(release) == {"fr": READY, "en": UNFINISHED}
    assert kept(make_release(in_languages=("en",))) == {"fr": MISSING, "en": READY}


def save_one_column(release):
    release.title_fr = "Un autre titre"
    release.save(update_fields=["title_fr"])


def update_of_many(release):
    Release.objects.filter(pk=release.pk).update(title_fr="Un autre titre")


def bulk_update(release):
    release.title_fr = "Un autre titre"
    Release.objects.bulk_update([release], ["title_fr"])


def form_of_the_desk(release, client):
    desk.sign_in(client, "writer")
    desk.save(client, desk.change_url(release), title_fr="Un autre titre")


def draft_saved_by_itself(release):
    opened = drafts.digests(release)
    drafts.save(release, {"title_fr": "Un autre titre"}, opened, make_user("writer"))


def fixture(release):
    release.title_fr = "Un autre titre"
    [row] = serializers.deserialize("json", serializers.serialize("json", [release]))
    row.save()


@pytest.mark.parametrize(
    "write",
    [save_one_column, update_of_many, bulk_update, form_of_the_desk, draft_saved_by_itself, fixture],
    ids=lambda write: write.__name__,
)
def test_whichever_way_a_source_is_written_its_translation_is_stale(release, client, write):
    write(release, client) if write is form_of_the_desk else write(release)
    assert kept(release) == computed(release) == {"fr": READY, "en": STALE}


def test_many_that_are_made_at_once_have_their_states():
    first, second = Release(reference="A", title_fr="Un titre"), Release(reference="B", title_en="A title")
    Release.objects.bulk_create([first, second])
    assert [kept(first), kept(second)] == [
        {"fr": UNFINISHED, "en": MISSING},
        {"fr": MISSING, "en": UNFINISHED},
    ]


def test_a_version_that_comes_back_brings_its_state(release):
    writer = make_user("writer")
    workflow.versions.keep(release, writer)
    save_one_column(release)
    workflow.restoring.restore(release, Version.objects.get(), ["title_fr"])
    assert kept(release) == computed(release) == {"fr": READY, "en": READY}


def test_a_draft_that_is_recovered_brings_its_states(release):
    save_one_column(release)
    draft = workflow.deleted.delete(release, make_user("writer"))
    again, _lost = workflow.deleted.recover(draft, make_user("publisher"))
    assert kept(again) == computed(again) == {"fr": READY, "en": STALE}


def test_a_command_says_it_again_of_all(release):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE releases_release SET translation_state_en = 'stale'")
    call_command("translation_states")
    assert kept(release) == {"fr": READY, "en": READY}


def test_many_saves_later_it_is_still_what_the_texts_say(release):
    chance = random.Random(1)
    texts = ["", "Un texte.", "Un autre texte.", "Un texte\u00a0."]
    for _each in range(60):
        column = chance.choice([f"{field}_{code}" for field in ("title", "body") for code in ("fr", "en")])
        values = {column: chance.choice(texts)}
        chance.choice([_saved, _saved_in_part, _updated, _followed])(release, values)
        assert kept(release) == computed(release), values
        release = Release.objects.get()
    assert Event.objects.count() == 0


def _saved(release, values):
    for name, value in values.items():
        setattr(release, name, value)
    release.save()


def _saved_in_part(release, values):
    for name, value in values.items():
        setattr(release, name, value)
    release.save(update_fields=[*values])


def _updated(release, values):
    Release.objects.filter(pk=release.pk).update(**values)


def _followed(release, _values):
    keys = [change.key for change in release.changes_of_source("en")]
    release.follow("en", keys[:1])
    release.save()


@pytest.mark.parametrize(
    ("cities", "changed", "state"),
    [
        (("Paris", "Paris"), {"city_fr": ""}, READY),
        (("Paris", "Lyon"), {"city_fr": "Lyon"}, READY),
        (("", "London"), {"city_fr": "Londres"}, READY),
        (("Paris", "Paris"), {"city_fr": "Lyon"}, STALE),
    ],
)
def test_a_city_that_is_taken_out_or_known_in_the_translation_leaves_it_ready(cities, changed, state):
    french, english = cities
    release = make_release(city_fr=french, city_en=english)
    release.mark_translated("en")
    release.save()
    Release.objects.filter(pk=release.pk).update(**changed)
    assert kept(release)["en"] == state
