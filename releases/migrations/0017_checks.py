"""Checks before publishing: what the office has chosen, what was dismissed, what other sites answer."""

import django.utils.timezone
from django.db import migrations, models


def allow(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _created = ContentType.objects.get_or_create(app_label="releases", model="checksetting")
    # The office may have called them something else since.
    if publishers := apps.get_model("auth", "Group").objects.filter(name="publishers").first():
        # Permissions are made after the migrations.
        permission, _created = Permission.objects.get_or_create(
            content_type=content_type,
            codename="change_checksetting",
            defaults={"name": "Can change check before publishing"},
        )
        publishers.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0016_terms_of_the_house'),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='name')),
                ('is_on', models.BooleanField(default=True, verbose_name='on')),
                ('limits', models.JSONField(blank=True, default=dict, verbose_name='limits')),
            ],
            options={
                'verbose_name': 'check before publishing',
                'verbose_name_plural': 'checks before publishing',
                'ordering': ['name'],
                'default_permissions': ('change',),
            },
        ),
        migrations.CreateModel(
            name='LinkAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=1000, unique=True, verbose_name='address')),
                ('problem', models.CharField(blank=True, choices=[('gone', 'it says that there is no such page'), ('refused', 'it refuses to show the page'), ('broken', 'it answers with an error'), ('silent', 'it does not answer'), ('not_public', 'it is not an address of the public network'), ('astray', 'it leads on too many times')], max_length=20, verbose_name='problem')),
                ('status', models.PositiveSmallIntegerField(null=True, verbose_name='status')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
            ],
            options={
                'verbose_name': 'answer of a link',
                'verbose_name_plural': 'answers of links',
                'ordering': ['address'],
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='boilerplate',
            name='reviewed_on',
            field=models.DateField(default=django.utils.timezone.localdate, help_text='The day on which somebody last wrote it, or read it and found it right.', verbose_name='reviewed on'),
        ),
        migrations.AddField(
            model_name='release',
            name='dismissed',
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AlterField(
            model_name='event',
            name='kind',
            field=models.CharField(choices=[('created', 'created'), ('edited', 'edited'), ('submitted', 'submitted for review'), ('returned', 'returned to the author'), ('approved', 'approved'), ('reopened', 'reopened'), ('withdrawn', 'withdrawn'), ('taken_back', 'taken back before a decision'), ('cancelled', 'schedule cancelled'), ('reissued', 'reissued with the current contacts'), ('contact_removed', 'contact removed'), ('deleted', 'deleted as a draft'), ('recovered', 'recovered'), ('cleaned', 'formatting cleaned again'), ('dismissed', 'dismissed a warning'), ('asked_again', 'took back the dismissal of a warning')], max_length=20, verbose_name='act'),
        ),
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
