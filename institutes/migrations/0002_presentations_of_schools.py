from django.db import migrations, models

HELP = "A few sentences for the school's page."


def text(**options):
    return models.TextField(blank=True, help_text=HELP, verbose_name="presentation", **options)


class Migration(migrations.Migration):
    dependencies = [("institutes", "0001_initial")]

    operations = [
        migrations.AddField("school", "presentation", text()),
        migrations.AddField("school", "presentation_fr", text(null=True)),
        migrations.AddField("school", "presentation_en", text(null=True)),
    ]
