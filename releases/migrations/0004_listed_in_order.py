"""Lists of releases follow an index, with 100,000 of them as with ten."""

from django.db import migrations, models
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone


def keep_the_day_of_those_there(apps, schema_editor):
    releases = apps.get_model("releases", "Release").objects
    releases.update(begun_on=TruncDate("created_at"))


class Migration(migrations.Migration):
    dependencies = [("releases", "0003_roles")]

    operations = [
        migrations.AddField("release", "begun_on", models.DateField(default=timezone.localdate, editable=False)),
        migrations.RunPython(keep_the_day_of_those_there, migrations.RunPython.noop, elidable=True),
        migrations.AddField(
            "release",
            "listed_on",
            models.GeneratedField(
                expression=Coalesce("issued_on", "begun_on"), output_field=models.DateField(), db_persist=True
            ),
        ),
        migrations.AlterModelOptions(
            "release",
            {
                "ordering": ["-listed_on", "-id"],
                "permissions": [
                    ("approve_release", "Can approve and return releases"),
                    ("override_approval", "Can approve a release they submitted, with a reason"),
                    ("withdraw_release", "Can withdraw releases"),
                    ("export_release", "Can export the list of releases"),
                    ("write_every_language", "Can write in every language"),
                    ("write_fr", "Can write in fr"),
                    ("write_en", "Can write in en"),
                ],
                "verbose_name": "press release",
                "verbose_name_plural": "press releases",
            },
        ),
        migrations.AddIndex("release", models.Index(fields=["listed_on", "id"], name="release_in_order")),
        migrations.AddIndex("release", models.Index(fields=["issued_on"], name="release_by_date")),
        migrations.AddIndex("release", models.Index(fields=["status_fr", "listed_on", "id"], name="release_by_status_fr")),
        migrations.AddIndex("release", models.Index(fields=["status_en", "listed_on", "id"], name="release_by_status_en")),
        migrations.AddIndex(
            "edition",
            models.Index(
                fields=["language", "withdrawn_at"],
                name="edition_taken_back",
                condition=models.Q(withdrawn_at__isnull=False),
            ),
        ),
    ]
