"""The record is cleaned once, when it is written; and anew only by a command."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils.translation import override

from releases.models import Boilerplate, Edition, Event, Release
from releases.models.edition import EditionQuerySet
from releases.texts import richtext
from releases.texts.fields import RichTextField
from releases.texts.richtext import ALLOW_LIST
from tests.builders import attach, make_boilerplate, make_release, publish
from tests.releases import desk

pytestmark = pytest.mark.django_db
DIRTY = "<p>Text</p><marquee>old</marquee>"
CLEAN = "<p>Text</p>old"


@pytest.fixture
def cleanings(monkeypatch):
    """How often the cleaner ran."""
    runs = []
    run = richtext._clean
    monkeypatch.setattr(richtext, "_clean", lambda html: runs.append(html) or run(html))
    return runs


def written_by_an_older_version(edition, body=DIRTY):
    """As an allow-list that kept more would have left it, in the record and at the desk."""
    document = {**edition.document, "boilerplates": [{"title": "About", "body": body}], "allow_list": 1}
    with connection.cursor() as cursor:
        cursor.execute(
            "update releases_edition set body = %s, document = %s",
            [body, connection.ops.adapt_json_value(document, None)],
        )
        for table in ("release", "boilerplate"):
            cursor.execute(f"update releases_{table} set body_fr = %s, body_en = %s", [body, body])


def run(*arguments):
    out = io.StringIO()
    call_command("clean_texts", *arguments, stdout=out)
    return out.getvalue()


class TestReading:
    def test_a_page_of_the_record_and_a_preview_clean_nothing(self, client, cleanings):
        edition = publish(attach(make_release(), make_boilerplate()))
        desk.sign_in(client, "writer")
        cleanings.clear()
        assert client.get(edition.get_absolute_url()).status_code == 200
        assert client.get(desk.preview_url(edition.release)).status_code == 200
        assert cleanings == []

    @pytest.mark.parametrize("way", ["save", "create", "bulk_create", "update", "bulk_update"])
    def test_every_way_in_cleans_each_text_once(self, cleanings, way):
        boilerplate = make_boilerplate(body_fr="", body_en="")
        fresh = Boilerplate(title_fr="About", body_fr=DIRTY)
        boilerplate.body_fr = DIRTY
        cleanings.clear()
        {
            "save": boilerplate.save,
            "create": lambda: Boilerplate.objects.create(title_fr="About", body_fr=DIRTY),
            "bulk_create": lambda: Boilerplate.objects.bulk_create([fresh]),
            "update": lambda: Boilerplate.objects.update(body_fr=DIRTY),
            "bulk_update": lambda: Boilerplate.objects.bulk_update([boilerplate], ["body_fr"]),
        }[way]()
        # Once, though modeltranslation keeps a copy in its untranslated column.
        assert 1 <= cleanings.count(DIRTY) <= 2
        assert Boilerplate.objects.filter(body_fr=CLEAN).exists()


class TestTheRecord:
    @pytest.mark.parametrize("way", ["save", "bulk_create", "create"])
    def test_a_boilerplate_in_its_document_comes_in_clean(self, way):
        edition = publish(make_release())
        edition.pk, edition.language, edition._state.adding = None, "en", True
        edition.document = edition.document | {"boilerplates": [{"title": "About", "body": DIRTY}]}
        values = {f.attname: getattr(edition, f.attname) for f in Edition._meta.concrete_fields}
        {
            "save": edition.save,
            "bulk_create": lambda: Edition.objects.bulk_create([edition]),
            "create": lambda: Edition.objects.create(**values),
        }[way]()
        kept = Edition.objects.get(language="en")
        assert kept.boilerplates == [{"title": "About", "body": CLEAN}]
        assert kept.document["allow_list"] == ALLOW_LIST

    def test_the_command_cleans_what_an_older_allow_list_kept_and_logs_it(self):
        release = attach(make_release(), make_boilerplate())
        release.mark_translated("en")
        release.save()
        edition = publish(release)
        written_by_an_older_version(edition)
        Release.objects.update(translated_from={"en": {**release.translated_from["en"], "body": DIRTY}})
        assert "CP-2020-001 fr 1: cleaned" in run()
        kept = Edition.objects.get()
        assert (kept.body, kept.boilerplates[0]["body"]) == (CLEAN, CLEAN)
        assert kept.document["allow_list"] == ALLOW_LIST
        release = Release.objects.get()
        assert (release.body_fr, release.body_en) == (CLEAN, CLEAN)
        assert not release.is_stale("en")
        assert Boilerplate.objects.get().body_en == CLEAN
        event = Event.objects.get(kind=Event.Kind.CLEANED)
        assert (event.edition_number, event.language, event.actor_name) == (1, "fr", "clean_texts")
        assert f"Allow-list {ALLOW_LIST}: 0 texts cleaned, 9 unchanged, 0 left" in run()
        assert Event.objects.filter(kind=Event.Kind.CLEANED).count() == 1

    def test_a_dry_run_says_the_same_and_changes_nothing(self):
        edition = publish(make_release())
        written_by_an_older_version(edition)
        said = run("--dry-run")
        assert "CP-2020-001 fr 1: cleaned" in said
        assert "Nothing was saved" in said
        assert Edition.objects.get().body == DIRTY
        assert not Event.objects.filter(kind=Event.Kind.CLEANED).exists()

    def test_a_text_past_the_bounds_is_named_and_left(self):
        deep = "<blockquote>" * 50
        written_by_an_older_version(publish(make_release()), deep)
        with pytest.raises(CommandError):
            run()
        assert Edition.objects.get().body == deep

    def test_nothing_else_of_an_edition_can_be_changed_by_it(self):
        with pytest.raises(TypeError):
            Edition.objects.update(body="<p>x</p>")
        assert EditionQuerySet.clean_again.alters_data


class TestTheDoor:
    DEEP = "<blockquote>" * 41 + "<p>x</p>" + "</blockquote>" * 41
    LONG = f"<p>{'x' * 300_000}</p>"

    @pytest.mark.parametrize(("html", "limit"), [(DEEP, "40"), (LONG, "300,000")])
    @pytest.mark.parametrize("way", ["full_clean", "save", "create", "bulk_create", "update"])
    def test_too_deep_or_too_long_is_refused_in_words_on_every_way_in(self, html, limit, way):
        boilerplate = make_boilerplate()
        changed = Boilerplate.objects.get()
        changed.body_fr = html
        ways = {
            "full_clean": changed.full_clean,
            "save": changed.save,
            "create": lambda: Boilerplate.objects.create(title_fr="x", body_fr=html),
            "bulk_create": lambda: Boilerplate.objects.bulk_create([Boilerplate(body_fr=html)]),
            "update": lambda: Boilerplate.objects.update(body_fr=html),
        }
        with override("en"), transaction.atomic(), pytest.raises(ValidationError, match=limit):
            ways[way]()
        assert [b.body_fr for b in Boilerplate.objects.all()] == [boilerplate.body_fr]

    @pytest.mark.parametrize(
        ("html", "speaks", "words"),
        [
            (DEEP, "en", ["more than 40 elements", "without its formatting"]),
            (DEEP, "fr", ["plus de 40 éléments", "sans sa mise en forme"]),
            (LONG, "en", ["300,007", "300,000", "Shorten it"]),
        ],
    )
    def test_the_form_says_the_limit_and_what_to_do_and_keeps_the_text(self, client, html, speaks, words):
        release = make_release()
        desk.sign_in(client, "writer", speaks=speaks)
        response = desk.save(client, desk.change_url(release), body_fr=html)
        [error] = response.context["adminform"].form.errors["body_fr"]
        assert all(word in error for word in words)
        assert response.context["adminform"].form["body_fr"].value() == html
        release.refresh_from_db()
        assert release.body_fr == "<p>Body in fr.</p>"

    def test_the_fields_are_those_that_clean(self):
        for model, name in ((Release, "body_fr"), (Boilerplate, "body_en"), (Edition, "body")):
            assert isinstance(model._meta.get_field(name), RichTextField)
