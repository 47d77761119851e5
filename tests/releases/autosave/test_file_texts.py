"""What is written about files is saved by itself, too."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from releases.models import Attachment, Event, Version
from releases.workflow import choices
from tests.builders import make_user, submit
from tests.releases import desk
from tests.releases.autosave.sending import all_digests_of, autosave_url, choose, post, type_into
from tests.releases.conflicts import opened, said, saved
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(release):
    return Attachment.objects.create(release=release, file=picture(), alt_fr="Avant", credit="Durand")


def named(file, column):
    return f"attachments:{file.pk}:{column}"


def texts_of(file, *columns):
    file.refresh_from_db()
    return [getattr(file, column) or "" for column in columns]


def test_texts_of_a_file_are_saved_as_the_form_saves_them(client, writer, release, file):
    typed = {"alt_fr": " Un laboratoire ", "caption_en": "A laboratory", "credit": "", "licence": "CC BY 4.0"}
    answer = choose(client, release, **{named(file, column): text for column, text in typed.items()})
    assert set(answer["saved"]) == {named(file, column) for column in typed}
    assert texts_of(file, *typed) == ["Un laboratoire", "A laboratory", "", "CC BY 4.0"]
    assert answer["digests"] == all_digests_of(release)


def test_a_text_that_is_too_long_stays_where_it_was_typed(client, writer, release, file):
    answer = choose(client, release, **{named(file, "alt_fr"): "a" * 251, named(file, "credit"): "Martin"})
    assert list(answer["refused"]) == [named(file, "alt_fr")]
    assert texts_of(file, "alt_fr", "credit") == ["Avant", "Martin"]


def test_a_translator_writes_the_texts_of_the_own_language_alone(client, release, file):
    desk.sign_in(client, "translator")
    names = [named(file, column) for column in ("alt_en", "alt_fr", "credit")]
    answer = choose(client, release, **dict.fromkeys(names, "New"))
    assert (answer["saved"], list(answer["refused"])) == (names[:1], names[1:])
    assert texts_of(file, "alt_en", "alt_fr", "credit") == ["New", "Avant", "Durand"]


def test_a_language_in_review_holds_its_own_texts_and_what_all_share(client, writer, release, file):
    submit(release)
    names = [named(file, column) for column in ("alt_en", "alt_fr", "credit")]
    answer = choose(client, release, **dict.fromkeys(names, "New"))
    assert (answer["saved"], answer["held"]) == (names[:1], names[1:])
    assert texts_of(file, "alt_fr", "credit") == ["Avant", "Durand"]


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(client, writer, other, release, file):
    seen = all_digests_of(release)
    choose(other, release, **{named(file, "alt_fr"): "Luc", named(file, "credit"): "Luc"})
    answer = choose(client, release, opened=seen, **{named(file, "alt_fr"): "Anne"})
    assert (answer["conflicts"], answer["saved"]) == ([named(file, "alt_fr")], [])
    assert answer["newer"] == {named(file, "alt_fr"): "Luc", named(file, "credit"): "Luc"}
    assert texts_of(file, "alt_fr") == ["Luc"]


def test_a_form_hears_nothing_of_files_that_it_does_not_show(client, writer, other, release, file):
    seen = all_digests_of(release)
    Attachment.objects.create(release=release, file=picture(), alt_fr="Neu")
    type_into(other, release, title_en="Luc")
    answer = post(client, autosave_url(release, "presence"), opened=seen, revision=1).json()
    assert (list(answer["newer"]), set(answer["digests"])) == (["title_en"], set(seen))


def test_a_file_that_was_taken_out_and_one_of_another_release_are_refused(client, writer, release, file):
    seen, name = all_digests_of(release), named(file, "alt_fr")
    Attachment.objects.filter(pk=file.pk).delete()
    answer = choose(client, release, opened=seen, **{name: "Après"})
    assert answer["refused"] == {name: "Somebody else has taken this file out."}


@pytest.mark.parametrize("name", ["attachments:0:alt_fr", "attachments:1:file", "attachments:1:alt_fr:x"])
def test_names_that_are_none_are_passed_over(client, writer, release, name):
    answer = choose(client, release, **{name: "x"})
    assert (answer["saved"], answer["refused"]) == ([], {})


def test_the_timeline_and_the_version_of_the_sitting_tell_of_it(client, writer, release, file):
    choose(client, release, **{named(file, "alt_fr"): "Un"})
    assert Event.objects.get().changes == {"alt_fr": {}}
    choose(client, release, **{named(file, "credit"): "Martin"})
    assert set(Event.objects.get().changes) == {"alt_fr", "attachment"}
    version = Version.objects.get(release=release, is_automatic=True)
    assert "attachments" in version.changed
    assert (version.lines["attachments"][0]["alt"]["fr"], version.lines["attachments"][0]["credit"]) == (
        "Un",
        "Martin",
    )


def test_both_texts_of_a_file_say_nothing_of_the_translation(client, writer, other, release, file):
    type_into(other, release, city_en="Brest")
    type_into(client, release, body_fr="<p>Autre.</p>")
    choose(client, release, **{named(file, "alt_fr"): "Un", named(file, "alt_en"): "One"})
    assert saved(release).changes_of_source("en")


def test_many_texts_are_read_with_as_few_queries_as_one(client, writer, release, file):
    def reads(text, *columns):
        with CaptureQueriesContext(connection) as queries:
            choose(client, release, **{named(file, column): text for column in columns})
        asked = [query["sql"] for query in queries]
        return len([sql for sql in asked if sql.startswith("SELECT") and "releases_attachment" in sql])

    reads("First", "alt_fr")
    assert reads("1", "alt_fr") == reads("2", "alt_fr", "alt_en", "credit")


def test_a_form_whose_file_texts_were_saved_by_themselves_is_saved_without_a_word(
    client, writer, release, file
):
    form, name = opened(client, release), named(file, "alt_fr")
    answer = choose(client, release, **{name: "Un"})
    line = json.loads(form["attachments-0-initial_digests"])
    line["digests"]["alt_fr"] = answer["digests"][name]
    form |= {
        "attachments-0-initial_digests": json.dumps(line),
        "attachments-0-alt_fr": "Deux",
        "opened_revision": answer["revision"],
    }
    assert client.post(desk.change_url(release), form).status_code == 302
    assert texts_of(file, "alt_fr") == ["Deux"]


def test_the_page_of_a_form_names_the_texts_that_may_be_written(client, release, file):
    client.force_login(make_user("translator"))
    page = said(client.get(desk.change_url(release)))
    names = " ".join(named(file, column) for column in ("alt_en", "caption_en"))
    assert f'data-choices="{names}"' in page
    assert choices.digest(names, file.alt_en) in page


def test_a_text_that_was_refused_waits_for_the_button(client, writer, release, file):
    sent = opened(client, release) | {"attachments-0-alt_fr": "a" * 251}
    page = said(client.post(desk.change_url(release), sent))
    assert f'data-wrong="{named(file, "alt_fr")}"' in page
