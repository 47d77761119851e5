from django.db import migrations

from common.stored_texts import clean_stored

# {model: (names, texts)}
COLUMNS = {
    "Contact": (("first_name", "last_name", "email", "verified_by"), ("job_title", "data_source")),
    "PhoneNumber": (("label",), ()),
    "Organisation": (("name", "short_name", "website"), ()),
    "FormerName": (("name",), ()),
    "School": (("cities",), ()),
    "Institute": ((), ("presentation",)),
    "LabelAward": (("awarding_body",), ()),
}


def clean(apps, schema_editor):
    for name, columns in COLUMNS.items():
        clean_stored(apps.get_model("institutes", name), *columns)


class Migration(migrations.Migration):
    dependencies = [("institutes", "0009_card_links_count_attempts")]

    operations = [migrations.RunPython(clean, migrations.RunPython.noop)]
