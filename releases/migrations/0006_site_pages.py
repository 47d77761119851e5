"""The pages that the law requires, with texts to begin with, and who may change them."""

from pathlib import Path

from django.db import migrations, models

TEXTS = Path(__file__).with_name("site_pages")
KEYS = ("legal", "privacy", "accessibility")


def text(key, language):
    """Without breaks between elements, as the editor writes it."""
    return "".join(TEXTS.joinpath(f"{key}_{language}.html").read_text("utf-8").splitlines())


def write_pages(apps, schema_editor):
    SitePage = apps.get_model("releases", "SitePage")
    for key in KEYS:
        french, english = text(key, "fr"), text(key, "en")
        # Nobody has audited the site yet: what French law calls not compliant.
        status = "none" if key == "accessibility" else ""
        SitePage.objects.create(key=key, body=french, body_fr=french, body_en=english, conformance=status)


def allow_publishers(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    # The office may have called them something else since.
    publishers = apps.get_model("auth", "Group").objects.filter(name="publishers").first()
    if publishers is None:
        return
    content_type, _created = ContentType.objects.get_or_create(app_label="releases", model="sitepage")
    for act in ("view", "change"):
        # Permissions are made after the migrations.
        permission, _created = Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{act}_sitepage",
            defaults={"name": f"Can {act} page required by law"},
        )
        publishers.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0005_structured_data'),
    ]

    operations = [
        migrations.CreateModel(
            name='SitePage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(choices=[('legal', 'Legal notice'), ('privacy', 'Privacy'), ('accessibility', 'Accessibility statement')], editable=False, max_length=20, unique=True, verbose_name='page')),
                ('body', models.TextField(help_text='Square brackets name what is still to be filled in: replace them, brackets included.', verbose_name='text')),
                ('body_fr', models.TextField(help_text='Square brackets name what is still to be filled in: replace them, brackets included.', null=True, verbose_name='text')),
                ('body_en', models.TextField(help_text='Square brackets name what is still to be filled in: replace them, brackets included.', null=True, verbose_name='text')),
                ('conformance', models.CharField(blank=True, choices=[('none', 'not compliant'), ('partial', 'partially compliant'), ('full', 'fully compliant')], help_text='At the foot of every page. “Partially compliant” needs a valid audit in which at least half of the criteria are met, “fully compliant” one in which all are; without an audit a site is “not compliant”. Say the same in the text.', max_length=10, verbose_name='compliance status')),
            ],
            options={
                'verbose_name': 'page required by law',
                'verbose_name_plural': 'pages required by law',
                'ordering': ['id'],
                'default_permissions': ('view', 'change'),
            },
        ),
        migrations.RunPython(write_pages, migrations.RunPython.noop),
        migrations.RunPython(allow_publishers, migrations.RunPython.noop),
    ]
