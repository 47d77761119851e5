"""What a merger of schools moved and removed, so that it can be undone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('institutes', '0004_contacts_are_erased'),
    ]

    operations = [
        migrations.AddField(
            model_name='school',
            name='merger',
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
