import ast
import io
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PYTHON = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, npgettext_lazy, pgettext_lazy
LAZY = gettext_lazy("lazy")
TWO_LINES = gettext_lazy(
    "two "
    "lines"
)
IN_CONTEXT = pgettext_lazy("a context", "in context")
def function(number):
    # Translators: %(who)s is a person.
    greeting = _("Hello %(who)s") % {"who": "you"}
    not_marked = gettext_lazy(greeting), "not marked"
    return ngettext("%(n)s line", "%(n)s lines", number), npgettext_lazy("a context", "one", "many", "n")
"""
TEMPLATE = """
{% load i18n %}
<div>
    <p title="{% translate "It's 100%" %}">{% translate 'in context' context 'a context' %}</p>
  {% blocktranslate count number=lines|length trimmed %}
    {{ number }}
    line
  {% plural %}
    {{ number }} lines
  {% endblocktranslate %}
    {% blocktranslate with who=x|default:_("nobody") context "letter" %}Dear {{ who }}{% endblocktranslate %}
    {# Translators: on a button #}
    {% translate "as a variable" as label %}
    {{ _("constant") }} not marked
</div>
"""


@pytest.fixture(autouse=True)
def scripts(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))


@pytest.fixture
def messages():
    return import_module("messages")


@pytest.fixture
def catalogue(tmp_path):
    return tmp_path / "locale" / "fr" / "LC_MESSAGES" / "django.po"


@pytest.fixture
def texts(messages, tmp_path):
    """Writes a file of the project and returns every text of it."""

    def texts(source, name="app/code.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(source, encoding="utf-8")
        return messages.texts_of(tmp_path, ["app"])

    return texts


def keys(texts):
    found = [(text.context, text.id) for text in texts if text.id]
    return {(context, *(text if isinstance(text, tuple) else (text, None))) for context, text in found}


def comments(texts):
    return [comment for text in texts for comment in text.auto_comments]


def read(catalogue):
    with catalogue.open("rb") as file:
        return read_po(file)


def test_every_text_has_a_translation_in_every_language():
    command = [sys.executable, "scripts/messages.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_texts_of_every_kind_are_found_in_code(texts):
    found = texts(PYTHON)
    assert keys(found) == {
        (None, "lazy", None),
        (None, "two lines", None),
        ("a context", "in context", None),
        (None, "Hello %(who)s", None),
        (None, "%(n)s line", "%(n)s lines"),
        ("a context", "one", "many"),
    }
    assert comments(found) == ["Translators: %(who)s is a person."]


def test_no_text_stands_in_an_f_string_where_it_is_not_found():
    marking = re.compile(r"_|n?p?gettext(_lazy)?")
    inside = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for package in ("common", "exchange", "institutes", "releases", "carnot_site")
        for file in (ROOT / package).rglob("*.py")
        for string in ast.walk(ast.parse(file.read_text()))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and marking.fullmatch(getattr(call.func, "id", ""))
    ]
    assert inside == []


def test_texts_of_every_kind_are_found_in_templates(texts):
    found = texts(TEMPLATE, "app/page.html")
    assert keys(found) == {
        (None, "It's 100%%", None),
        ("a context", "in context", None),
        (None, "%(number)s line", "%(number)s lines"),
        ("letter", "Dear %(who)s", None),
        (None, "nobody", None),
        (None, "as a variable", None),
        (None, "constant", None),
    }
    assert comments(found) == ["Translators: on a button"]


@pytest.mark.parametrize("name", ["app/migrations/0001_initial.py", "app/notes.md", "app/style.css"])
def test_other_files_are_not_read(texts, tmp_path, name):
    (tmp_path / "app" / "migrations").mkdir(parents=True)
    assert not texts('_("text")', name)


def test_a_new_catalogue_has_every_text_and_says_that_none_is_translated(messages, texts, catalogue):
    found = texts(PYTHON)
    messages.update(catalogue, "fr", found)
    problems = list(messages.problems_of(catalogue, found))
    assert len(problems) == len(keys(found))
    assert "untranslated: “Hello %(who)s” (app/code.py)" in problems


def test_an_update_keeps_translations_and_sets_aside_what_is_used_no_more(messages, texts, catalogue):
    messages.update(catalogue, "fr", texts('_("kept"); _("lost"); _("never translated")'))
    translate(catalogue, kept="gardé", lost="perdu")
    messages.update(catalogue, "fr", texts('_("new"); _("kept")'))
    po = read(catalogue)
    assert {message.id: message.string for message in po if message.id} == {"new": "", "kept": "gardé"}
    assert {message.id: message.string for message in po.obsolete.values()} == {"lost": "perdu"}
    messages.update(catalogue, "fr", texts('_("lost")'))
    assert read(catalogue)["lost"].string == "perdu"


def test_a_text_that_gets_a_plural_keeps_its_translation(messages, texts, catalogue):
    messages.update(catalogue, "fr", texts('_("line")'))
    translate(catalogue, line="ligne")
    messages.update(catalogue, "fr", texts('ngettext("line", "lines", n)'))
    assert read(catalogue)["line"].string == ("ligne", "")


def test_an_update_of_what_is_up_to_date_changes_no_byte(messages, texts, catalogue):
    found = texts(PYTHON)
    messages.update(catalogue, "fr", found)
    files = [catalogue, catalogue.with_suffix(".mo")]
    before = [file.read_bytes() for file in files]
    messages.update(catalogue, "fr", texts(PYTHON.replace("LAZY", "\n\nLAZY")))
    assert [file.read_bytes() for file in files] == before
    assert "code.py:" not in catalogue.read_text()


def translate(catalogue, *, compiled=True, fuzzy=(), **translations):
    po = read(catalogue)
    for text, translation in translations.items():
        po[text].string = translation
        po[text].flags |= {"fuzzy"} if text in fuzzy else set()
    with catalogue.open("wb") as file:
        write_po(file, po, include_lineno=False)
    if compiled:
        content = io.BytesIO()
        write_mo(content, read(catalogue))
        catalogue.with_suffix(".mo").write_bytes(content.getvalue())


def test_a_complete_catalogue_has_no_problem(messages, texts, catalogue):
    found = texts('_("text")')
    messages.update(catalogue, "fr", found)
    translate(catalogue, text="texte")
    assert not list(messages.problems_of(catalogue, found))


@pytest.mark.parametrize(
    ("translation", "source", "problem"),
    [
        ({"text": "texte"}, '_("text"); _("new")', "not in the catalogue: “new” (app/code.py)"),
        ({"text": "texte"}, 'ngettext("text", "texts", n)', "not in the catalogue: “text” (app/code.py)"),
        ({"text": "texte"}, 'pgettext("context", "text")', "not in the catalogue: “text” (app/code.py)"),
        ({"text": ""}, '_("text")', "untranslated: “text” (app/code.py)"),
        ({"text": "texte", "fuzzy": ["text"]}, '_("text")', "fuzzy: “text” (app/code.py)"),
        ({"text": "texte"}, "", "used no more: “text”"),
        (
            {"text": "texte", "compiled": False},
            '_("text")',
            "django.mo was not compiled from django.po: run `make messages`",
        ),
    ],
)
def test_the_check_names_what_is_missing(messages, texts, catalogue, translation, source, problem):
    messages.update(catalogue, "fr", texts('_("text")'))
    translate(catalogue, **translation)
    assert problem in list(messages.problems_of(catalogue, texts(source)))


def test_the_check_names_a_catalogue_that_is_missing(messages, texts, catalogue):
    assert list(messages.problems_of(catalogue, texts('_("text")'))) == [f"{catalogue} does not exist"]


@pytest.mark.parametrize(
    ("text", "translation", "good"),
    [
        ("%(n)s of %(all)d", "sur %(all)d, %(n)s", True),
        ("%(n)s of %(all)d", "%(n)s", False),
        ("%(name)s", "%(nom)s", False),
        ("%(n)s", "%(n)s et %(m)s", False),
        ("%(n)d", "%(n)s", False),
        ("%(n)s half", "%(n)s, 50 % du tout", False),
        ("%(n)s half", "%(n)s, 50 %% du tout", True),
        ("%(n)s half", "%(n)s, 50%%du tout", True),
        ("%s lines", "lignes", False),
        ("%s lines", "%s lignes", True),
        ("half", "50 % du tout", True),
        ("{name} here", "{nom} ici", False),
        ("{name} here", "ici {name}", True),
    ],
)
def test_a_translation_keeps_the_placeholders(messages, texts, catalogue, text, translation, good):
    found = texts(f"_({text!r})")
    messages.update(catalogue, "fr", found)
    translate(catalogue, **{text: translation})
    problems = list(messages.problems_of(catalogue, found))
    assert problems == ([] if good else [f"other placeholders in the translation: “{text}” (app/code.py)"])


@pytest.mark.parametrize(
    ("one", "many", "good"),
    [
        ("%(n)s ligne", "%(n)s lignes", True),
        ("une ligne", "%(n)s lignes", True),
        ("%(n)s ligne", "des lignes", False),
        ("%(m)s ligne", "%(n)s lignes", False),
    ],
)
def test_only_the_form_for_one_may_leave_the_number_out(messages, texts, catalogue, one, many, good):
    found = texts('ngettext("%(n)s line", "%(n)s lines", n)')
    messages.update(catalogue, "fr", found)
    translate(catalogue, **{"%(n)s line": (one, many)})
    assert (not list(messages.problems_of(catalogue, found))) is good


def test_a_file_that_cannot_be_read_is_named(texts):
    with pytest.raises(SystemExit, match=r"^app/broken\.html: .*line 1"):
        texts("{% blocktranslate %}{% if x %}{% endblocktranslate %}", "app/broken.html")


def test_no_line_of_the_french_interface_breaks_before_its_punctuation():
    catalogue = read_po((ROOT / "locale/fr/LC_MESSAGES/django.po").open("rb"), locale="fr")
    written = [message.string for message in catalogue if message.id]
    texts = [text for each in written for text in (each if isinstance(each, tuple) else (each,))]
    assert [text for text in texts if re.search(r"\S [:;?!»]|« ", text)] == []
    assert [text for text in texts if re.search(r"\w'\w", text)] == []


def test_no_french_word_leaves_its_number_or_its_gender_to_the_reader():
    """“contact(s)”, “opposé(e)”."""
    catalogue = read_po((ROOT / "locale/fr/LC_MESSAGES/django.po").open("rb"), locale="fr")
    assert [each.string for each in catalogue if re.search(r"\w\((?:s|x|e|es|ne)\)", str(each.string))] == []


def test_quotation_marks_around_a_value_stand_in_a_text_that_is_translated(messages):
    """Each language has its own."""
    paths = [path for folder in messages.FOLDERS for path in (ROOT / folder).rglob("*.py")]
    for path in paths:
        formatted = (
            node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.JoinedStr)
        )
        parts = (part.value for node in formatted for part in node.values if isinstance(part, ast.Constant))
        assert not set("“”") & set("".join(parts)), path
