"""Who may reach which address of the directory's desk, and what a request that works would send."""

from collections.abc import Callable
from typing import NamedTuple

from django.apps import apps
from django.contrib import admin

from institutes.admin.comparison import MergeForm
from institutes.people import merging
from releases.workflow.checks import CHECKS
from tests.exchange.exports import asked
from tests.exchange.importing import sheet

APPS = ("exchange", "institutes", "releases")
PERSONS = {
    "nobody": [],
    **{
        code: [code]
        for code in (
            *(f"{act}_contact" for act in ("view", "change", "export", "import", "merge", "erase")),
            *("export_organisation", "import_organisation", "export_release"),
            *("export_term", "import_term"),
        )
    },
    "sees all": [
        f"view_{model._meta.model_name}"
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if "view" in model._meta.default_permissions
    ],
}

# A need is a list of sets: one permission of each set.
Need = list[set[str]]
NEVER: Need = [set()]


class Line(NamedTuple):
    """Who gets in by GET and by POST; `sends` is what a request that works would send."""

    get: Need
    post: Need
    args: Callable = lambda world: []
    sends: Callable | None = None


def sees(model) -> set[str]:
    return {f"view_{model}", f"change_{model}"}


def plain(model, pk, app="institutes", view=None, **changes) -> dict[str, Line]:
    """The five pages that Django's admin gives to every model."""
    view = view or [sees(model)]

    def args(world):
        return [getattr(world, pk).pk]

    pages = {
        "changelist": Line(view, view),
        "add": Line([{f"add_{model}"}], [{f"add_{model}"}]),
        "history": Line(view, view, args),
        "change": Line(view, [{f"change_{model}"}], args),
        "delete": Line([{f"delete_{model}"}], [{f"delete_{model}"}], args, lambda world: {"post": "yes"}),
    }
    for page, (get, post) in changes.items():
        pages[page] = pages[page]._replace(get=get, post=post)
    return {f"{app}_{model}_{page}": line for page, line in pages.items()}


def read_only(model, pk, app="institutes", view=None, **changes):
    view = view or [sees(model)]
    closed = {"add": (NEVER, NEVER), "delete": (NEVER, NEVER), "change": (view, NEVER)}
    return plain(model, pk, app, view, **closed | changes)


def own(need, args=lambda world: [], sends=lambda world: {}, post=None):
    return Line(need, post or need, args, sends)


def exports(model, resource, app="institutes"):
    def sends(world):
        model_admin = admin.site._registry[apps.get_model(app, model)]
        return asked(columns=list(model_admin.export_resource.columns)[:1])

    return {f"{app}_{model}_export": own([sees(model), {f"export_{resource}"}], sends=sends)}


def on(pk, *more):
    return lambda world: [getattr(world, pk).pk, *more]


def limits_of_checks():
    """With every check that can be switched off."""
    return {f"{check.name}-{name}": 99 for check in CHECKS.values() for name in check.limits}


def act(job, name, kind="contact", sends=lambda world: {}):
    return own([{f"import_{kind}"}, sees(kind)], on(job, name), sends)


def renaming(world):
    return {"name_fr": "Nouveau", "name_en": "New", "day": "2024-01-01"}


def merging_of_schools(world):
    return {"successor": world.other_school.pk, "day": "2024-01-01"}


def merging_of_contacts(world):
    form = MergeForm(keep=world.contact, drop=world.twin)
    return dict.fromkeys(form.fields, "keep") | {"seen": merging.fingerprint(world.contact, world.twin)}


def columns(world):
    reading = world.job.reading
    chosen = {f"column_{place}": key for place, key in enumerate(reading["columns"])}
    return chosen | {"encoding": reading["encoding"], "separator": reading["separator"]}


def new_file(world):
    return {"what": "contact", "file": sheet(["e-mail", "last name"], ["new@example.org", "New"])}


IMPORT = [{"import_contact"}, sees("contact")]
IMPORT_OTHER = [{"import_organisation"}, sees("organisation")]
SOMETHING = {
    code for kind in ("contact", "organisation", "membership", "labelaward", "term") for code in sees(kind)
}
ANY_IMPORT = [{"import_contact", "import_organisation", "import_term"}, SOMETHING]
MERGE = [{"merge_contact"}, sees("contact")]
CHANGE = [{"change_contact"}]
PAIR = on("contact")

MATRIX = {
    **plain("contact", "contact", delete=(NEVER, NEVER)),
    **exports("contact", "contact"),
    "institutes_contact_duplicates": own(MERGE),
    "institutes_contact_compare": own(
        MERGE, lambda world: [world.contact.pk, world.twin.pk], merging_of_contacts
    ),
    "institutes_contact_two_people": own(MERGE, lambda world: [world.contact.pk, world.twin.pk]),
    "institutes_contact_to_verify": own(CHANGE),
    "institutes_contact_retention": own(CHANGE),
    "institutes_contact_verify": own(CHANGE, PAIR),
    "institutes_contact_ask": own(CHANGE, PAIR),
    "institutes_contact_data": own([sees("contact"), {"export_contact"}], PAIR),
    "institutes_contact_erase": own(
        [{"erase_contact"}, sees("contact")],
        PAIR,
        lambda world: {"reason": "Asked by the person", "sure": "on"},
    ),
    **read_only("merge", "merge", view=MERGE),
    "institutes_merge_undo": own(MERGE, on("merge")),
    **read_only(
        "verificationreply", "reply", change=([sees("verificationreply")], [{"change_verificationreply"}])
    ),
    **read_only("contactevent", "event"),
    **read_only("export", "export", "exchange"),
    **plain(
        "import",
        "job",
        "exchange",
        view=ANY_IMPORT,
        add=(ANY_IMPORT, ANY_IMPORT),
        change=(IMPORT, IMPORT),
        history=(IMPORT, IMPORT),
        delete=(NEVER, NEVER),
    ),
    "exchange_import_progress": own(IMPORT, on("job")),
    "exchange_import_refused": own(IMPORT, on("job", "csv")),
    "exchange_import_act": act("job", "apply"),
    **plain("organisation", "agency"),
    **plain("school", "school"),
    **plain("institute", "institute"),
    **plain("membership", "membership"),
    **plain("labelaward", "award"),
    **exports("organisation", "organisation"),
    **exports("school", "organisation"),
    **exports("institute", "organisation"),
    **exports("membership", "organisation"),
    **exports("labelaward", "organisation"),
    "institutes_organisation_rename": own([{"change_organisation"}], on("agency"), renaming),
    "institutes_school_rename": own([{"change_school"}], on("school"), renaming),
    "institutes_institute_rename": own([{"change_institute"}], on("institute"), renaming),
    "institutes_school_merge_into": own([{"change_school"}], on("school"), merging_of_schools),
    "institutes_school_undo_merger": own([{"change_school"}], on("merged_school")),
    **plain("release", "release", "releases"),
    **plain("topic", "topic", "releases"),
    **plain("boilerplate", "boilerplate", "releases"),
    **plain("term", "term", "releases"),
    **exports("term", "term", "releases"),
    **plain("releasetemplate", "release_template", "releases"),
    **plain("sitepage", "site_page", "releases", add=(NEVER, NEVER), delete=(NEVER, NEVER)),
    **read_only("edition", "edition", "releases"),
    **read_only("event", "release_event", "releases"),
    **exports("release", "release", "releases"),
    "releases_release_matrix_changelist": Line([sees("release")], [sees("release")]),
    "releases_release_matrix_export": exports("release", "release", "releases")["releases_release_export"],
    "releases_checksetting_changelist": Line(
        [{"change_checksetting"}],
        [{"change_checksetting"}],
        sends=lambda world: limits_of_checks(),
    ),
    "releases_release_reissue": own(
        [sees("release") | {"change_contact"}],
        on("contact"),
        lambda world: {"edition": [world.edition.pk]},
        post=[sees("release"), {"approve_release"}],
    ),
}
# One address, several acts or several kinds of rows.
MORE = {
    "exchange_import_act": [
        act("job", "columns", sends=columns),
        act("job", "answer", sends=lambda world: {"answer_5": "new"}),
        act("job", "again"),
        act("job", "cancel"),
        act("last_job", "undo"),
        act("other_job", "apply", "organisation"),
        act("other_job", "cancel", "organisation"),
    ],
    "exchange_import_add": [own(ANY_IMPORT, sends=new_file, post=ANY_IMPORT)],
    "exchange_import_change": [own(IMPORT_OTHER, on("other_job"), lambda world: {})],
    "exchange_import_progress": [own(IMPORT_OTHER, on("other_job"))],
    "exchange_import_refused": [own(IMPORT_OTHER, on("other_job", "xlsx"))],
}
# action → who is offered it; the list itself is for those who see its rows.
DIRECTORY = ("organisation", "school", "institute", "membership", "labelaward")
ACTIONS = {
    ("institutes_contact_changelist", "export_ticked"): [sees("contact"), {"export_contact"}],
    ("institutes_contact_changelist", "merge_ticked"): [sees("contact"), {"merge_contact"}],
    **{
        (f"institutes_{model}_changelist", "export_ticked"): [sees(model), {"export_organisation"}]
        for model in DIRECTORY
    },
    ("releases_release_changelist", "export_ticked"): [sees("release"), {"export_release"}],
    ("releases_term_changelist", "export_ticked"): [sees("term"), {"export_term"}],
    ("institutes_verificationreply_changelist", "take_over"): [
        {"change_verificationreply"},
        {"change_contact"},
    ],
    ("institutes_verificationreply_changelist", "leave"): [{"change_verificationreply"}, {"change_contact"}],
}
LINES = [
    (name, line)
    for name, line in [*MATRIX.items(), *((n, more) for n, lines in MORE.items() for more in lines)]
]
# What a page offers to whoever may: the page, the address behind the button, the permission.
BUTTONS = [
    ("institutes_contact_changelist", "institutes_contact_export", "export_contact"),
    ("institutes_contact_changelist", "exchange_import_add", "import_contact"),
    ("institutes_contact_changelist", "institutes_contact_duplicates", "merge_contact"),
    ("institutes_contact_changelist", "institutes_contact_to_verify", "change_contact"),
    ("institutes_contact_changelist", "institutes_contact_retention", "change_contact"),
    ("institutes_contact_change", "institutes_contact_data", "export_contact"),
    ("institutes_contact_change", "institutes_contact_erase", "erase_contact"),
    *(
        (f"institutes_{model}_changelist", f"{target}", f"{act}_organisation")
        for model in DIRECTORY
        for act, target in (("export", f"institutes_{model}_export"), ("import", "exchange_import_add"))
    ),
    *(
        (f"institutes_{model}_change", f"institutes_{model}_rename", f"change_{model}")
        for model in ("organisation", "school", "institute")
    ),
    ("institutes_school_change", "institutes_school_merge_into", "change_school"),
    ("releases_release_changelist", "releases_release_export", "export_release"),
    ("releases_release_matrix_changelist", "releases_release_matrix_export", "export_release"),
    ("releases_term_changelist", "releases_term_export", "export_term"),
    ("releases_term_changelist", "exchange_import_add", "import_term"),
]
