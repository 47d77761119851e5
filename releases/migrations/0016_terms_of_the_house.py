"""Terms of the house, and who may keep them."""

import common.search.rows
from django.db import migrations, models

EDIT = ("view", "add", "change", "export")
ROLES = {"translators": ("view",), "writers": EDIT, "publishers": (*EDIT, "delete", "import")}


def allow(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _created = ContentType.objects.get_or_create(app_label="releases", model="term")
    for role, acts in ROLES.items():
        # The office may have called them something else since.
        group = apps.get_model("auth", "Group").objects.filter(name=role).first()
        for act in acts if group else ():
            # Permissions are made after the migrations.
            permission, _created = Permission.objects.get_or_create(
                content_type=content_type, codename=f"{act}_term", defaults={"name": f"Can {act} term"}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0015_translation_states'),
    ]

    operations = [
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('search_text', common.search.rows.SearchText(editable=False, null=True)),
                ('kind', models.CharField(choices=[('institute', 'institute'), ('programme', 'programme'), ('job_title', 'job title'), ('expression', 'expression')], default='expression', max_length=20, verbose_name='kind')),
                ('form', models.CharField(blank=True, max_length=200, verbose_name='form of the house')),
                ('form_fr', models.CharField(blank=True, max_length=200, null=True, verbose_name='form of the house')),
                ('form_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='form of the house')),
                ('other_forms', models.TextField(blank=True, help_text='One per line. Plurals are found, too; they need no line of their own.', max_length=2000, verbose_name='forms that are not the house’s')),
                ('other_forms_fr', models.TextField(blank=True, help_text='One per line. Plurals are found, too; they need no line of their own.', max_length=2000, null=True, verbose_name='forms that are not the house’s')),
                ('other_forms_en', models.TextField(blank=True, help_text='One per line. Plurals are found, too; they need no line of their own.', max_length=2000, null=True, verbose_name='forms that are not the house’s')),
                ('note', models.TextField(blank=True, help_text='Why, or when. Colleagues see it.', max_length=1000, verbose_name='note')),
                ('is_active', models.BooleanField(default=True, help_text='Texts are looked through for terms in use.', verbose_name='in use')),
            ],
            options={
                'verbose_name': 'term',
                'verbose_name_plural': 'terms of the house',
                'ordering': ['id'],
                'permissions': [('export_term', 'Can export terms'), ('import_term', 'Can import terms')],
            },
        ),
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
