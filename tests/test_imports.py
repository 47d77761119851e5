"""Who may import whom, as code; docs/architecture.md draws it."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Each app imports from those before it, and from no other.
APPS = ("common", "exchange", "institutes", "releases", "carnot_site")
# Inside an app, each line imports from the lines before it; modules of one line know nothing of each other.
FOLDERS = {
    "exchange": (
        ("spreadsheets",),
        ("vcards", "file_names", "progress", "references"),
        ("datasets", "models", "readers", "widgets"),
        ("columns",),
        ("resources",),
        ("registry",),
        ("formats",),
        ("importing", "exporting"),
        ("export_forms", "import_forms"),
        ("admin", "management", "apps"),
    ),
    "institutes": (
        ("models",),
        ("organisation_names",),
        ("columns",),
        ("address_book",),
        ("resources",),
        ("people", "renaming"),
        ("row_handlers",),
        ("views", "admin", "management", "templatetags", "first_page"),
        ("urls", "apps"),
    ),
    "releases": (
        ("texts",),
        ("models",),
        ("workflow",),
        ("personal_data", "resources", "demo", "checks", "first_page"),
        ("public", "templatetags", "row_handlers"),
        ("documents",),
        ("admin",),
        ("management", "urls", "apps"),
    ),
}
HIDDEN = "an import inside a function needs its reason in a comment beside it"


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def project():
    paths = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]
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


def violations(modules, packages):
    graph = {module: set(imports_of(module, source, modules, packages)) for module, source in modules.items()}
    for module, imported in sorted((module, other) for module, others in graph.items() for other in others):
        if reason := objection(module, imported):
            yield f"{module} imports {imported}: {reason}"
    for module, source in modules.items():
        yield from (f"{module}, line {line}: {HIDDEN}" for line in hidden_imports(source))
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        yield f"{' imports '.join(reversed(circle.args[1]))}: a circle"


def objection(module, imported):
    app, other = module.partition(".")[0], imported.partition(".")[0]
    if APPS.index(other) > APPS.index(app):
        return f"{app} knows nothing of {other}"
    if "migrations" in module.split(".") and imported.split(".")[1:] == ["models"]:
        return "a migration outlives the models"
    if app == other and app in FOLDERS:
        return objection_inside(app, module, imported)
    return None


def objection_inside(app, module, imported):
    folder, its = (name.split(".")[1] if "." in name else "" for name in (module, imported))
    own, earlier = line_of(app, folder), line_of(app, its)
    if folder != its and None not in (own, earlier) and earlier >= own:
        return f"{its} stands beside {folder} or after it"
    return None


def line_of(app, folder):
    return next((number for number, folders in enumerate(FOLDERS[app]) if folder in folders), None)


def unknown_folders(modules):
    """Folders of the rules that no module lies in."""
    named = {f"{app}.{folder}" for app, lines in FOLDERS.items() for folders in lines for folder in folders}
    return named - modules.keys()


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


def test_every_module_keeps_the_rules():
    modules, packages = project()
    assert len(modules) > 200
    assert list(violations(modules, packages)) == []


def test_every_rule_names_a_folder_or_a_module():
    modules, _packages = project()
    assert unknown_folders(modules) == set()


CLEAN = {
    "carnot_site": "",
    "carnot_site.settings": "",
    "common": "",
    "common.admin": "from . import text",
    "common.text": "",
    "exchange": "",
    "exchange.importing": "",
    "exchange.importing.jobs": "from ..models import Import",
    "exchange.importing.source_file": "from .jobs import Refused",
    "exchange.models": "from common import text",
    "institutes": "",
    "institutes.models": "",
    "institutes.admin": "from exchange.importing import jobs",
    "releases": "",
    "releases.models": "from .release import Release",
    "releases.models.release": "from institutes.models import Contact\nfrom ..texts import richtext",
    "releases.texts": "",
    "releases.texts.richtext": "",
    "releases.workflow": "from .models import Release\nimport releases.texts",
    "releases.public": "from institutes import models\nfrom .models.release import Release",
}
PACKAGES = {*APPS, "exchange.importing", "releases.models", "releases.texts"}


def test_what_keeps_the_rules_passes():
    assert list(violations(CLEAN, PACKAGES)) == []


@pytest.mark.parametrize(
    ("module", "line", "found"),
    [
        ("common.admin", "import exchange.models", "common knows nothing of exchange"),
        ("exchange.models", "import institutes.models", "exchange knows nothing of institutes"),
        ("exchange.models", "from releases import models", "exchange knows nothing of releases"),
        ("institutes.admin", "from releases import models", "institutes knows nothing of releases"),
        ("institutes.models", "from releases.models import Release", "institutes knows nothing of releases"),
        ("releases.public", "from carnot_site import settings", "releases knows nothing of carnot_site"),
        ("exchange.models", "from .importing import jobs", "importing stands beside models or after it"),
        ("releases.models.release", "from ..workflow import submit", "workflow stands beside models"),
        ("releases.models.release", "from .. import workflow", "workflow stands beside models"),
        ("releases.texts.richtext", "from ..models import Release", "models stands beside texts"),
        ("releases.workflow", "from . import public", "public stands beside workflow"),
        ("releases.workflow", "def f():\n    from .public import release  # slow", "public stands beside"),
        ("common.text", "from . import admin", "a circle"),
        ("exchange.importing.jobs", "from . import source_file", "a circle"),
        ("releases.migrations.0002", "from releases.models import Release", "a migration outlives"),
        ("releases.workflow", "def f():\n    import weasyprint", HIDDEN),
        ("releases.workflow", "class A:\n    def f(self):\n        if x:\n            import a", HIDDEN),
    ],
)
def test_the_checker_names_what_breaks_them(module, line, found):
    broken = [*violations(CLEAN | {module: line}, PACKAGES)]
    assert any(module in violation and found in violation for violation in broken)


def test_the_checker_names_a_rule_without_a_module():
    assert "institutes.people" in unknown_folders(CLEAN)


@pytest.mark.parametrize("reason", ["import pdf  # slow", "# slow\n    import pdf"])
def test_an_import_inside_a_function_may_say_why(reason):
    assert not list(hidden_imports(f"def f():\n    {reason}"))
