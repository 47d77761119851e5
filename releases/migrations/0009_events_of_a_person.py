from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0008_sections_of_sitemaps")]

    operations = [
        migrations.AddIndex("event", models.Index(fields=["actor", "-at", "-id"], name="event_by_actor")),
    ]
