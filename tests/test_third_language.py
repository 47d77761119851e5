"""German added by one setting: the core flow, in processes and a copy of their own."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
COPIED = [
    *(
        "carnot_site",
        "common",
        "exchange",
        "institutes",
        "locale",
        "releases",
        "static",
        "templates",
        "tests",
    ),
]
# Texts in two languages, and the names of languages that people speak: data, not logic.
DATA = {
    "common/ordinals.py",
    "common/zone_names.py",
    "common/spoken_languages.py",
    "common/languages.py",
    "common/stemming.py",
    "institutes/columns/job_titles.py",
    "institutes/columns/other_program_headers.py",
    "institutes/columns/other_program_organisation_headers.py",
    "releases/demo/archive_texts.py",
    "releases/admin/submit_labels.py",
    "releases/texts/parity/addresses.py",
    "releases/texts/parity/reading.py",
    "releases/demo/pictures.py",
    "releases/demo/scenario.py",
    "releases/texts/terms/inflections.py",
    "releases/texts/typographer/registry.py",
    "releases/workflow/checks/hours.py",
}
FLOW = """
import io
import json
import django
django.setup()
from django.core.management import call_command

def manage(*arguments, **options):
    call_command(*arguments, **options, stdout=(output := io.StringIO()))
    return output.getvalue()

made = manage("makemigrations", no_color=True)
manage("migrate", verbosity=0)
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils.translation import override
from common.exceptions import Refused
from institutes.models import Institute
from releases import workflow
from django.db import transaction
from releases.models import Boilerplate, Edition, Release, Term
from tests.builders import attach, make_contact, make_release, make_user, publish

writer, publisher, admin = map(make_user, ("writer", "publisher", "admin"))
translator = make_user("translator", languages=("de",))
institute = Institute.objects.create(name_fr="Institut", name_de="Institut für Wasser", slug="wasser")
Term.objects.create(form_fr="label Carnot", form_de="Carnot-Siegel", other_forms_de="Carnot-Label")
boilerplate = Boilerplate.objects.create(title_de="Über uns", body_de="<p>Zehn Hochschulen.</p>")
release = attach(
    make_release(
        in_languages=("fr",),
        title_de="Größere Förderung",
        slug_de=None,
        standfirst_de="Zwei Institute erhalten das Siegel.",
        city_de="Straßburg",
        body_de="<p>Für vier Jahre.</p><script>alert(1)</script>",
    ),
    boilerplate,
    make_contact(job_title_de="Pressesprecherin"),
)
release.institutes.add(institute)
release.clean()
release.save()
workflow.submit(release, "de", translator)
workflow.submit(release, "fr", writer)
edition = workflow.approve(release, "de", publisher)
refused = {}
try:
    workflow.submit(make_release(in_languages=("fr", "en")), "de", writer)
except Refused as refusal:
    refused["empty"] = len(refusal.reasons)
try:
    workflow.submit(make_release(), "en", translator)
except Refused as refusal:
    refused["translator"] = len(refusal.reasons)

compared = make_release(
    in_languages=("fr",),
    slug_fr="compared",
    body_fr="<p>Depuis le 12 février 2020, quinze écoles et 12 000 étudiants.</p>",
    body_de="<p>Seit dem 12. Februar 2020 fünfzehn Schulen und 1.200 Studierende.</p>",
)
with override("en"):
    warnings = workflow.checks.Examination(compared, "de").warnings

termed = make_release(
    in_languages=("fr",),
    slug_fr="termed",
    title_fr="Le label Carnot est renouvelé.",
    title_de="Die Carnot-Labels sind erneuert.",
    standfirst_de="Zwei Institute.",
    city_de="Paris",
    slug_de="siegel",
    body_de="<p>Für vier Jahre.</p>",
)
with override("en"):
    terms = [str(each) for each in workflow.checks.Examination(termed, "de").warnings if each.check == "term"]
with transaction.atomic():
    for code in ("fr", "de"):
        publish(termed, code)
    offered = workflow.memory.offers(["Le label Carnot est renouvelé."], "fr", "de").values()
    transaction.set_rollback(True)
french = "<p>Le réseau compte 39 instituts.</p><ul><li>Un jury</li><li>Une école à Metz</li></ul>"
followed = make_release(
    slug_fr="followed",
    slug_en="followed",
    title_de="Ein Titel",
    standfirst_de="Ein Vorspann.",
    city_de="Metz",
    body_fr=french,
    body_de="<p>Das Netz hat 39 Institute.</p><ul><li>Eine Jury</li><li>Eine Schule in Metz</li></ul>",
)
for code in ("en", "de"):
    followed.mark_translated(code)
followed.save()
states = [followed.translation_state_de]
followed.body_fr = french.replace("39", "41").replace("Une école", "Deux écoles")
followed.save()
states.append(followed.translation_state_de)
changes = [(each.change.redline, each.words) for each in workflow.changes_of_source(followed, "de")]
followed.mark_translated("en")
followed.source_language = "en"
followed.change_source("fr", {})
followed.save()
states += [followed.source_of(code) for code in ("fr", "de")] + [followed.translation_state_de]

row = Release.objects.with_states().get(pk=release.pk)
site = Client(HTTP_ACCEPT_LANGUAGE="de")
address = edition.get_absolute_url()
page = site.get(address)
site.force_login(admin)
desk = site.get(f"/admin/releases/release/{release.pk}/change/").content.decode()
lists = [
    site.get(f"/admin/releases/release/{query}").content.decode()
    for query in ("?stale_de=1", "matrix/?state_de=stale")
]
stale = [[each.reference in shown for each in (followed, release)] for shown in lists]
typed = {"title_de": 'Etwa 5 km... "so" !', "take": [f"title_de:{key}" for key in range(9)]}
typography = site.post("/admin/releases/release/typography/de/", typed).json()
print(json.dumps({
    "live": [e.pk == edition.pk for e in Edition.objects.live(language="de")],
    "elsewhere": Edition.objects.live().exclude(language="de").count(),
    "states": [[row.public_de, row.desk_de], [row.public_fr, row.desk_fr], [row.public_en, row.desk_en]],
    "slug": release.slug_de,
    "warnings": warnings,
    "edition": [edition.title, edition.body, edition.boilerplates, edition.contacts[0]["job_title"],
                edition.organisation_lines[0]["name"]],
    "address": address,
    "status": page.status_code,
    "page": page.content.decode(),
    "home": Client(HTTP_ACCEPT_LANGUAGE="de").get("/").headers["Location"],
    "desk": [f'name="{field}_{code}"' in desk for field in ("title", "body") for code in ("fr", "en", "de")],
    "typography": typography["texts"],
    "terms": terms,
    "memory": [offer.translation for [offer] in offered],
    "translation": {"states": states, "changes": changes, "lists": stale},
    "may write": Permission.objects.filter(codename="write_de").count(),
    "refused": refused,
    "made": made,
    "made again": manage("makemigrations", check_changes=True),
}))
"""


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    """What is found in a copy of the project that speaks three languages."""
    tree = tmp_path_factory.mktemp("third-language")
    for name in COPIED:
        shutil.copytree(ROOT / name, tree / name)
    variables = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
        "LANGUAGE_CODES": "fr,en,de",
        "DEBUG": "1",
        "VAR_DIR": str(tree / "var"),
        "ALLOWED_HOSTS": "testserver",
    }
    (tree / "var").mkdir()
    command = [sys.executable, "-c", FLOW]
    done = subprocess.run(command, cwd=tree, env=variables, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_one_migration_of_each_app_adds_the_columns(german):
    assert german["made"].count("+ Add field title_de to release\n") == 1
    assert german["made"].count("Migrations for ") == 2
    assert "Remove" not in german["made"]
    assert german["made again"] == "No changes detected\n"


def test_a_text_goes_from_desk_to_record(german):
    assert german["live"] == [True]
    assert german["elsewhere"] == 0
    assert german["states"] == [["live", "published"], ["nothing", "in_review"], ["nothing", "empty"]]


def test_the_record_has_copied_what_speaks_the_language(german):
    assert german["slug"] == "grossere-forderung"
    assert german["edition"] == [
        "Größere Förderung",
        "<p>Für vier Jahre.</p>",
        [{"title": "Über uns", "body": "<p>Zehn Hochschulen.</p>"}],
        "Pressesprecherin",
        "Institut für Wasser",
    ]


def test_the_page_speaks_the_language(german):
    assert german["status"] == 200
    assert german["address"].startswith("/de/")
    assert german["address"].endswith("/2020/grossere-forderung/")
    assert '<html lang="de"' in german["page"]
    for text in ("Größere Förderung", "Straßburg", "Zehn Hochschulen.", "Pressesprecherin"):
        assert text in german["page"]
    assert german["home"] == "/de/"


def test_the_desk_has_fields_and_a_permission_for_it(german):
    assert german["desk"] == [True] * 6
    assert german["may write"] == 1


def test_what_it_does_not_state_as_its_source_does_is_asked(german):
    asked = [sentence for sentence in german["warnings"] if any(map(str.isdigit, sentence))]
    assert asked == ["“12 000” in French, “1.200” in German."]


def test_what_has_changed_in_its_source_is_told_block_by_block_and_found_in_lists(german):
    assert german["translation"] == {
        # Behind what changed; when another language is the source, it still follows what it was made from.
        "states": ["ready", "stale", "en", "fr", "stale"],
        "changes": [
            ["<p>Le réseau compte <del>39</del> <ins>41</ins> instituts.</p>", "Das Netz hat 39 Institute."],
            ["<ul><li><del>Une école</del> <ins>Deux écoles</ins> à Metz</li></ul>", "Eine Schule in Metz"],
        ],
        "lists": [[True, False], [True, False]],
    }


def test_its_typography_is_that_of_every_language(german):
    assert german["typography"] == {"title_de": 'Etwa 5\u00a0km… "so" !'}


def test_its_terms_and_its_memory_need_no_other_line(german):
    # Its plurals are not known.
    assert german["terms"] == [
        "“Carnot-Labels”: the house writes “Carnot-Siegel”; its ending has to be written by hand."
    ]
    assert german["memory"] == ["Die Carnot-Labels sind erneuert."]


def test_what_is_refused_in_every_language_is_refused_in_this_one(german):
    assert german["refused"] == {"empty": 5, "translator": 1}


def logic():
    for app in ("common", "exchange", "institutes", "releases"):
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "migrations" not in path.parts and name not in DATA:
                yield name, path.read_text(encoding="utf-8")


def languages_named(source):
    """Strings, attributes and arguments that are a language of the settings, or a column of one."""
    codes = "|".join(code for code, _name in settings.LANGUAGES)
    tree = ast.parse(source)
    examples = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if node not in examples:
            words = [getattr(node, name, None) for name in ("value", "attr", "arg", "id")]
            yield from (w for w in words if isinstance(w, str) and re.search(rf"(^|[a-z]_)({codes})$", w))


def test_no_language_is_named_in_logic():
    named = {name: found for name, source in logic() if (found := list(languages_named(source)))}
    assert not named


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ('if language == "fr": pass', ["fr"]),
        ("release.title_en = text", ["title_en"]),
        ("Release(title_fr=text)", ["title_fr"]),
        ('fields = ["title_fr", "title_en"]', ["title_fr", "title_en"]),
        ("title_fr = 1", ["title_fr"]),
        ('"""Columns such as title_fr."""', []),
        ('text = "then"; children = "en-tete"', []),
    ],
)
def test_the_checker_finds_a_language_named_in_logic(source, named):
    assert list(languages_named(source)) == named


def test_no_language_is_named_in_a_template():
    codes = "|".join(code for code, _name in settings.LANGUAGES)
    named = re.compile(rf"""["']({codes})["']|\w_({codes})\b""")
    templates = sorted((ROOT / "templates").rglob("*.*"))
    assert len(templates) > 30
    assert not [path.name for path in templates if named.search(path.read_text(encoding="utf-8"))]
