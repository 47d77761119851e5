"""A person leaves the directory by an erasure alone, with all copies of the card: no permission to delete."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('institutes', '0003_merged_schools'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='contact',
            options={'default_permissions': ('view', 'add', 'change'), 'ordering': ['last_name', 'first_name', 'id'], 'permissions': [('export_contact', 'Can export contacts'), ('import_contact', 'Can import contacts'), ('merge_contact', 'Can merge contacts'), ('erase_contact', 'Can erase contacts')], 'verbose_name': 'contact', 'verbose_name_plural': 'contacts'},
        ),
    ]
