from django.db import migrations, models

from releases.models.sections import Section


class Migration(migrations.Migration):
    dependencies = [("releases", "0007_choices_counted_in_index")]

    operations = [
        migrations.AddIndex(
            "edition",
            models.Index(
                Section("release"), "language", "live_from", "live_until", name="edition_section_begins"
            ),
        ),
        migrations.AddIndex(
            "edition",
            models.Index(
                Section("release"), "language", "live_until", "live_from", name="edition_section_ends"
            ),
        ),
    ]
