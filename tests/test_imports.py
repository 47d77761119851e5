"""Who may import whom, as code."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("carnot_site", "common", "institutes", "releases")
# A module imports from the layers before its own; the first pattern that fits says which is its own.
LAYERS = [
    ("common",),
    (
        "institutes.addresses",
        "institutes.answers",
        "institutes.headers",
        "languages",
        "releases.texts",
        "search",
        "snapshots",
        "institutes.spelling",
        "spreadsheets",
        "telephones",
        "uploads",
        "vcards",
    ),
    ("institutes.models",),
    ("institutes.matching", "institutes.holdings", "institutes.readers", "references"),
    ("institutes.objections",),
    ("institutes.dates", "institutes.recognising"),
    ("institutes.full_names", "institutes.surnames"),
    ("institutes.widgets", "duplicates", "merging", "renaming", "privacy"),
    ("institutes.sheet_columns",),
    ("institutes.resources", "verification"),
    ("institutes.cards", "institutes.importing", "institutes.own_card"),
    ("institutes.exporting", "traces"),
    ("rights",),
    ("institutes.export_forms", "institutes.import_forms"),
    ("releases.models",),
    ("composition",),
    ("workflow",),
    ("releases.holdings", "releases.cleaning"),
    ("translation", "resources", "forms", "feeds", "sitemaps", "pdf", "migrations"),
    ("institutes.views", "institutes.admin", "institutes.templatetags"),
    ("views", "admin", "management", "templatetags"),
    ("institutes.urls",),
    ("releases.urls",),
    # Registering what an app holds on a person is the last thing it does.
    ("apps",),
    ("carnot_site",),
]


def layer_of(module):
    """The number of its layer; None for what has none."""
    app, _dot, rest = module.partition(".")
    room = rest.partition(".")[0]
    for pattern in (app, f"{app}.{room}", room):
        for number, patterns in enumerate(LAYERS):
            if pattern in patterns:
                return number
    return None


def room_of(module):
    """Modules of one folder may import one another: releases.models, releases.admin, carnot_site, common."""
    app = module.partition(".")[0]
    return ".".join(module.split(".")[: 1 if app in {"carnot_site", "common"} else 2])


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def project():
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    packages = {name_of(path) for path in paths if path.name == "__init__.py"}
    return {name_of(path): path.read_text(encoding="utf-8") for path in paths}, packages


def imports_of(module, source, modules, packages):
    """Modules of the project that it imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        if isinstance(node, ast.ImportFrom):
            parts = module.split(".")
            kept = len(parts) - node.level + (module in packages)
            base = ".".join([*(parts[:kept] if node.level else []), *filter(None, [node.module])])
            named = {f"{base}.{alias.name}" for alias in node.names}
            yield from named & modules.keys() or {base} & modules.keys()


def violations(modules, packages=frozenset(PACKAGES)):
    for module, source in modules.items():
        if module.count(".") and layer_of(module) is None:
            yield f"{module} has no layer"
        for imported in imports_of(module, source, modules, packages):
            if reason := objection(module, imported):
                yield f"{module} imports {imported}: {reason}"
        yield from (f"{module}, line {line}: {HIDDEN}" for line in hidden_imports(source))


HIDDEN = "an import inside a function needs its reason in a comment beside it"


def objection(module, imported):
    app, other = module.partition(".")[0], imported.partition(".")[0]
    if app != "carnot_site" and other == "carnot_site":
        return "no app knows the project"
    if app == "common" and other != "common":
        return "common knows no other app"
    if app == "institutes" and other == "releases":
        return "institutes knows nothing of releases"
    if "migrations" in module.split(".") and imported.split(".")[1:] == ["models"]:
        return "a migration outlives the models"
    own, its = layer_of(module), layer_of(imported)
    if None not in (own, its) and its >= own and room_of(module) != room_of(imported):
        return "it belongs to the same layer or a later one"
    return None


def hidden_imports(source):
    lines = source.splitlines()
    functions = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef))
    inside = {
        node for f in functions for node in ast.walk(f) if isinstance(node, ast.Import | ast.ImportFrom)
    }
    for node in sorted(inside, key=lambda node: node.lineno):
        beside = lines[node.lineno - 1], lines[node.lineno - 2].strip()
        if "#" not in beside[0] and not beside[1].startswith("#"):
            yield node.lineno


def test_every_module_imports_only_from_the_layers_before_its_own():
    modules, packages = project()
    assert len(modules) > 40
    assert not list(violations(modules, packages))


CLEAN = {
    "carnot_site": "",
    "carnot_site.settings": "",
    "common": "",
    "common.admin": "from . import text",
    "common.text": "",
    "institutes": "",
    "institutes.models": "",
    "institutes.admin": "",
    "releases": "",
    "releases.models": "from .release import Release",
    "releases.models.release": "from institutes.models import Contact\nfrom .. import languages",
    "releases.languages": "",
    "releases.workflow": "from .models import Release\nimport releases.languages",
    "releases.views": "from institutes import models\nfrom .models.release import Release",
}
FOLDERS = {"carnot_site", "common", "institutes", "releases", "releases.models"}


def test_what_keeps_the_rules_passes():
    assert not list(violations(CLEAN, FOLDERS))


@pytest.mark.parametrize(
    ("module", "line", "found"),
    [
        ("common.admin", "import institutes.models", "common knows no other app"),
        ("institutes.admin", "import releases.languages", "institutes knows nothing of releases"),
        ("institutes.admin", "from releases import models", "institutes knows nothing of releases"),
        ("institutes.models", "from releases.models import Release", "institutes knows nothing of releases"),
        ("releases.views", "from carnot_site import settings", "no app knows the project"),
        ("releases.models.release", "from ..workflow import submit", "same layer or a later one"),
        ("releases.models.release", "from .. import workflow", "same layer or a later one"),
        ("releases.models", "import releases.workflow", "same layer or a later one"),
        ("releases.languages", "from .models import Release", "same layer or a later one"),
        ("releases.workflow", "from . import views", "same layer or a later one"),
        (
            "releases.workflow",
            "def f():\n    from .views import release  # slow",
            "same layer or a later one",
        ),
        (
            "releases.migrations.0002",
            "from releases.models import Release",
            "a migration outlives the models",
        ),
        ("releases.workflow", "def f():\n    import weasyprint", HIDDEN),
        ("releases.workflow", "class A:\n    def f(self):\n        if x:\n            import a", HIDDEN),
        ("releases.helpers", "", "has no layer"),
    ],
)
def test_the_checker_names_what_breaks_them(module, line, found):
    broken = list(violations(CLEAN | {module: line}, FOLDERS))
    assert len(broken) == 1
    assert module in broken[0]
    assert found in broken[0]


@pytest.mark.parametrize("reason", ["import pdf  # slow", "# slow\n    import pdf"])
def test_an_import_inside_a_function_may_say_why(reason):
    assert not list(hidden_imports(f"def f():\n    {reason}"))
