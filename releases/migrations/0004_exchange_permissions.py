"""Who may export, import, merge and erase: the contact managers; releases go out from the desk."""

from django.db import migrations

CONTACT_MANAGERS = {
    ("institutes", "contact"): ["export_contact", "import_contact", "merge_contact", "erase_contact"],
    ("institutes", "organisation"): ["export_organisation", "import_organisation"],
    ("institutes", "export"): ["view_export"],
    ("institutes", "import"): ["view_import"],
    ("institutes", "merge"): ["view_merge"],
    ("institutes", "contactevent"): ["view_contactevent"],
    ("institutes", "cardreply"): ["view_cardreply", "change_cardreply"],
}
DESK = {("releases", "release"): ["export_release"]}
GRANTS = {"contact managers": CONTACT_MANAGERS, "writers": DESK, "publishers": DESK}


def grant(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for role, models in GRANTS.items():
        group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        for (app, model), codenames in models.items():
            content_type, _created = ContentType.objects.get_or_create(app_label=app, model=model)
            for codename in codenames:
                # Permissions are made after the migrations; a fresh database does not have them yet.
                permission, _created = Permission.objects.get_or_create(
                    content_type=content_type, codename=codename, defaults={"name": codename}
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0003_roles"),
        ("institutes", "0002_spreadsheets_privacy_merges"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
