"""The four roles of the press office, as groups; docs/workflow.md says what each may do."""

from django.db import migrations

VIEW = ("view",)
EDIT = ("view", "add", "change")
ALL = ("view", "add", "change", "delete")

# Contacts are erased, never deleted.
PEOPLE = ("contact",)
DIRECTORY = ("organisation", "school", "institute", "formername", "membership", "labelaward", "phonenumber")
DESK = ("release", "attachment", "releasecontact", "releaseboilerplate")
RECORD = ("edition", "event")


def _codes(app, models, actions):
    return {(app, model, f"{action}_{model}") for model in models for action in actions}


READ_ALL = _codes("institutes", (*DIRECTORY, *PEOPLE), VIEW) | _codes(
    "releases", (*DESK, *RECORD, "boilerplate", "topic"), VIEW
)
WRITE = (
    READ_ALL
    | _codes("releases", ("release",), EDIT)
    | _codes("releases", ("attachment", "releasecontact", "releaseboilerplate"), ALL)
    | {("releases", "release", "export_release"), ("releases", "release", "write_every_language")}
)
ROLES = {
    "writers": WRITE,
    # Which languages a translator may write is given to each one: permissions write_fr, write_en, …
    "translators": READ_ALL
    | _codes("releases", ("release", "attachment"), ("change",)),
    "publishers": WRITE
    | _codes("releases", ("boilerplate", "topic"), ALL)
    # A release that was ever public cannot be deleted, whoever asks.
    | {("releases", "release", f"{act}_release") for act in ("approve", "withdraw", "delete")},
    "contact managers": _codes("institutes", DIRECTORY, ALL)
    | _codes("institutes", PEOPLE, EDIT)
    | {("institutes", "contact", f"{act}_contact") for act in ("export", "import", "merge", "erase")}
    | {("institutes", "organisation", f"{act}_organisation") for act in ("export", "import")}
    | _codes("institutes", ("merge", "contactevent"), VIEW)
    | _codes("institutes", ("verificationreply",), ("view", "change"))
    | _codes("exchange", ("export", "import"), VIEW),
}


def create(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for role, codes in ROLES.items():
        group, _created = Group.objects.get_or_create(name=role)
        for app, model, codename in sorted(codes):
            content_type, _created = ContentType.objects.get_or_create(app_label=app, model=model)
            # Permissions are made after the migrations; a fresh database does not have them yet.
            permission, _created = Permission.objects.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": codename}
            )
            group.permissions.add(permission)


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0002_intervals_never_overlap"),
        ("exchange", "0001_initial"),
        ("institutes", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create, remove)]
