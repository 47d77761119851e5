from django.db import migrations

from common.stored_texts import clean_copies, clean_stored

# {model: (names, texts)} of the desk; the record stays as it was published.
COLUMNS = {
    "Topic": (("name",), ()),
    "Release": (("city",), ("title", "subtitle", "standfirst", "body")),
    "Boilerplate": ((), ("title", "body")),
    "Attachment": ((), ("alt", "caption", "credit", "licence")),
}


def clean(apps, schema_editor):
    for name, columns in COLUMNS.items():
        clean_stored(apps.get_model("releases", name), *columns)
    # Or every translation of such a text would look as if its source had changed.
    releases = apps.get_model("releases", "Release")._base_manager
    for pk, made_from in list(releases.values_list("pk", "translated_from")):
        if made_from and (cleaned := clean_copies(made_from)) != made_from:
            releases.filter(pk=pk).update(translated_from=cleaned)


class Migration(migrations.Migration):
    dependencies = [("releases", "0010_words_to_search")]

    operations = [migrations.RunPython(clean, migrations.RunPython.noop)]
