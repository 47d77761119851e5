import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0009_events_of_a_person'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DeletedDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor_name', models.CharField(max_length=200, verbose_name='by')),
                ('release_key', models.BigIntegerField(unique=True)),
                ('reference', models.CharField(max_length=20, unique=True, verbose_name='reference')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='title')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='deleted on')),
                ('created_at', models.DateTimeField()),
                ('begun_on', models.DateField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'deleted draft',
                'verbose_name_plural': 'deleted drafts',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor_name', models.CharField(max_length=200, verbose_name='by')),
                ('began_at', models.DateTimeField()),
                ('at', models.DateTimeField(verbose_name='at')),
                ('is_automatic', models.BooleanField(default=False)),
                ('revision', models.PositiveIntegerField(verbose_name='revision')),
                ('changed', models.JSONField(default=list)),
                ('texts', models.BinaryField()),
                ('lines', models.JSONField(default=dict)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('deleted_draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='releases.deleteddraft')),
                ('release', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='releases.release', verbose_name='release')),
            ],
            options={
                'verbose_name': 'version',
                'verbose_name_plural': 'versions',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='VersionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(db_index=True, max_length=200)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='releases.version')),
            ],
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(fields=['release', '-at', '-id'], name='version_of_release'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deleted_draft__isnull', True), ('release__isnull', False)), models.Q(('deleted_draft__isnull', False), ('release__isnull', True)), _connector='OR'), name='version_of_one'),
        ),
        migrations.AddConstraint(
            model_name='versionfile',
            constraint=models.UniqueConstraint(fields=('version', 'path'), name='version_file_once'),
        ),
    ]
