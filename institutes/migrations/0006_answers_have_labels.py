"""The columns of an answer get the labels that people read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('institutes', '0005_merger_record'),
    ]

    operations = [
        migrations.AlterField(
            model_name='cardreply',
            name='at',
            field=models.DateTimeField(auto_now_add=True, verbose_name='at'),
        ),
        migrations.AlterField(
            model_name='cardreply',
            name='contact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='card_replies', to='institutes.contact', verbose_name='contact'),
        ),
        migrations.AlterField(
            model_name='cardreply',
            name='decided_at',
            field=models.DateTimeField(null=True, verbose_name='decided at'),
        ),
        migrations.AlterField(
            model_name='cardreply',
            name='decided_by',
            field=models.CharField(blank=True, max_length=200, verbose_name='decided by'),
        ),
        migrations.AlterField(
            model_name='cardreply',
            name='state',
            field=models.CharField(choices=[('pending', 'waiting'), ('accepted', 'taken over'), ('declined', 'not taken over')], default='pending', max_length=20, verbose_name='state'),
        ),
    ]
