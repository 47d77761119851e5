"""Which translations are missing, unfinished, stale or ready is kept beside them: lists find it by an index."""

from django.db import migrations, models

from releases.texts import staleness

# Those of the columns that this migration finds; a language that is added later has no texts yet.
LANGUAGES = ("fr", "en")
BATCH = 500
FIELDS = ("title", "subtitle", "standfirst", "city", "body")


def say_it_of_those_there(apps, schema_editor):
    releases = apps.get_model("releases", "Release").objects.order_by("pk")
    last = 0
    while rows := list(releases.filter(pk__gt=last)[:BATCH]):
        last = rows[-1].pk
        for row in rows:
            for code in LANGUAGES:
                setattr(row, f"translation_state_{code}", _state(row, code))
        releases.bulk_update(rows, [f"translation_state_{code}" for code in LANGUAGES])


def _state(row, code):
    texts = _texts(row, code)
    if not any(texts[field] for field in ("title", "standfirst", "body")):
        return "missing"
    made_from, source = row.translated_from.get(code), row.source_language
    is_translation = made_from is not None and source in LANGUAGES and source != code
    if is_translation and staleness.changes(made_from, _texts(row, source)):
        return "stale"
    return "ready" if all(texts[field] for field in FIELDS if field != "subtitle") else "unfinished"


def _texts(row, code):
    return {field: getattr(row, f"{field}_{code}") or "" for field in FIELDS}


class Migration(migrations.Migration):

    dependencies = [
        ('institutes', '0001_initial'),
        ('releases', '0014_remarks'),
    ]

    operations = [
        migrations.AddField(
            model_name='release',
            name='translation_state',
            field=models.CharField(choices=[('missing', 'no text'), ('unfinished', 'unfinished'), ('stale', 'the source has changed'), ('ready', 'ready')], default='missing', editable=False, max_length=20, verbose_name='state of the translation'),
        ),
        migrations.AddField(
            model_name='release',
            name='translation_state_en',
            field=models.CharField(choices=[('missing', 'no text'), ('unfinished', 'unfinished'), ('stale', 'the source has changed'), ('ready', 'ready')], default='missing', editable=False, max_length=20, null=True, verbose_name='state of the translation'),
        ),
        migrations.AddField(
            model_name='release',
            name='translation_state_fr',
            field=models.CharField(choices=[('missing', 'no text'), ('unfinished', 'unfinished'), ('stale', 'the source has changed'), ('ready', 'ready')], default='missing', editable=False, max_length=20, null=True, verbose_name='state of the translation'),
        ),
        migrations.AddIndex(
            model_name='release',
            index=models.Index(fields=['translation_state_fr', 'listed_on', 'id'], name='release_translation_fr'),
        ),
        migrations.AddIndex(
            model_name='release',
            index=models.Index(fields=['translation_state_en', 'listed_on', 'id'], name='release_translation_en'),
        ),
        migrations.RunPython(say_it_of_those_there, migrations.RunPython.noop, elidable=True),
    ]
