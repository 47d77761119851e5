"""Templates of releases, the first ones of an office, and who may change them."""

from pathlib import Path

from django.db import migrations, models

TEXTS = Path(__file__).with_name("templates")
# (file, kind, name and standfirst in each language), in their order
FIRST = [
    (
        *("press_release", "press_release", "Communiqué de presse", "Press release"),
        "[L’essentiel en deux ou trois phrases : le fait, son intérêt, un chiffre]",
        "[The essential in two or three sentences: the news, why it matters, one figure]",
    ),
    (
        *("media_alert", "media_alert", "Invitation presse", "Media alert"),
        "[Ce à quoi la presse est conviée, quand et où]",
        "[What the press is invited to, when and where]",
    ),
    (
        *("statement", "statement", "Déclaration", "Statement"),
        "[La position en deux phrases]",
        "[The position in two sentences]",
    ),
    (
        *("partner_quote", "press_release", "Annonce avec un partenaire", "Announcement with a partner"),
        "[Qui s’associe à qui, pour quoi faire]",
        "[Who joins with whom, and what for]",
    ),
]


def text(key, language):
    """Without breaks between elements, as the editor writes it."""
    return "".join(TEXTS.joinpath(f"{key}_{language}.html").read_text("utf-8").splitlines())


def write_templates(apps, schema_editor):
    ReleaseTemplate = apps.get_model("releases", "ReleaseTemplate")
    for order, (key, kind, french, english, standfirst_fr, standfirst_en) in enumerate(FIRST, start=1):
        body = text(key, "fr")
        ReleaseTemplate.objects.create(
            kind=kind, order=order, name=french, name_fr=french, name_en=english,
            standfirst=standfirst_fr, standfirst_fr=standfirst_fr, standfirst_en=standfirst_en,
            body=body, body_fr=body, body_en=text(key, "en"),
        )


def allow(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _created = ContentType.objects.get_or_create(app_label="releases", model="releasetemplate")
    roles = {"writers": ["view"], "publishers": ["view", "add", "change", "delete"]}
    for role, acts in roles.items():
        # The office may have called them something else since.
        group = apps.get_model("auth", "Group").objects.filter(name=role).first()
        for act in acts if group else ():
            # Permissions are made after the migrations.
            permission, _created = Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{act}_releasetemplate",
                defaults={"name": f"Can {act} template of releases"},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0012_deleted_and_recovered'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReleaseTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='For example: media alert.', max_length=100, verbose_name='name')),
                ('name_fr', models.CharField(help_text='For example: media alert.', max_length=100, null=True, verbose_name='name')),
                ('name_en', models.CharField(help_text='For example: media alert.', max_length=100, null=True, verbose_name='name')),
                ('kind', models.CharField(choices=[('press_release', 'Press release'), ('media_alert', 'Media alert'), ('statement', 'Statement'), ('press_kit', 'Press kit')], default='press_release', max_length=20, verbose_name='kind')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Its place among the templates; the first one is proposed.', verbose_name='order')),
                ('standfirst', models.TextField(blank=True, max_length=1200, verbose_name='standfirst')),
                ('standfirst_fr', models.TextField(blank=True, max_length=1200, null=True, verbose_name='standfirst')),
                ('standfirst_en', models.TextField(blank=True, max_length=1200, null=True, verbose_name='standfirst')),
                ('body', models.TextField(blank=True, help_text='Square brackets say what is to be written there, as in [Name, role]. A release in which one is left cannot be submitted.', verbose_name='body')),
                ('body_fr', models.TextField(blank=True, help_text='Square brackets say what is to be written there, as in [Name, role]. A release in which one is left cannot be submitted.', null=True, verbose_name='body')),
                ('body_en', models.TextField(blank=True, help_text='Square brackets say what is to be written there, as in [Name, role]. A release in which one is left cannot be submitted.', null=True, verbose_name='body')),
            ],
            options={
                'verbose_name': 'template of releases',
                'verbose_name_plural': 'templates of releases',
                'ordering': ['order', 'id'],
            },
        ),
        migrations.RunPython(write_templates, migrations.RunPython.noop),
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
