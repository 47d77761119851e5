"""Nobody deletes contacts any more: see institutes 0004. Django leaves a permission that it no longer makes."""

from django.db import migrations

CODENAME = "delete_contact"


def take_back(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects
    permissions.filter(content_type__app_label="institutes", codename=CODENAME).delete()


def give_again(apps, schema_editor):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="institutes", model="contact"
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=CODENAME, defaults={"name": CODENAME}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="contact managers"):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0006_reissues"),
        ("institutes", "0004_contacts_are_erased"),
    ]
    operations = [migrations.RunPython(take_back, give_again)]
