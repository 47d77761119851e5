"""Brings the catalogues of locale/ up to date with the texts of code and templates.

With --check it changes nothing, names what is missing and exits with 1 if anything is.
"""

import argparse
import io
import os
import re
import sys
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ["carnot_site", "common", "exchange", "institutes", "releases", "templates"]
# The texts in code and templates are English; every other language of the settings needs a catalogue.
SOURCE_LANGUAGE = "en"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_noop": None,
    **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")},
}
# A comment that begins so is for the translators of the text below it.
COMMENTS = ["Translators"]
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[#0+-]*\d*(?:\.\d+)?[a-zA-Z]|\{\w*\}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 if anything is missing"
    )
    check = parser.parse_args().check
    texts = texts_of(ROOT, FOLDERS)
    problems = []
    for language in languages():
        path = ROOT / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
        if not check:
            update(path, language, texts)
        problems += [f"{language}: {problem}" for problem in problems_of(path, texts)]
    print("\n".join(problems) or "Every text is in every catalogue.")
    sys.exit(1 if check and problems else 0)


def languages() -> list[str]:
    # Without it the settings ask for an installation's secrets.
    os.environ["DEBUG"] = "1"
    sys.path.insert(0, str(ROOT))
    from carnot_site import settings  # after the two lines that it needs

    return [code for code in settings.LANGUAGE_CODES if code != SOURCE_LANGUAGE]


def extract_template(file, keywords, comment_tags, options):
    """By Django's own reader: the only ready extractor, enmerkar 0.7.1 of 2019, loses the comments for
    translators, and writes “100%” where Django looks up “100%%”."""
    code = templatize(file.read().decode())
    # Without the indentation, which would mean something in Python.
    code = "\n".join(line.lstrip() for line in code.splitlines())
    return extract_python(io.BytesIO(code.encode()), keywords, comment_tags, options)


METHODS = [("**.py", "python"), *((f"**.{kind}", extract_template) for kind in ("html", "txt", "xml"))]


def texts_of(root: Path, folders: list[str]) -> Catalog:
    texts = Catalog()
    for folder in folders:
        read: list[str] = []
        found = extract_from_dir(
            root / folder,
            METHODS,  # type: ignore[arg-type]  # a function will do, too
            keywords=KEYWORDS,
            comment_tags=COMMENTS,
            callback=lambda name, _method, _options, read=read: read.append(name),  # type: ignore[misc]
            directory_filter=lambda path: Path(path).name not in ("migrations", "__pycache__"),
        )
        try:
            for name, line, text, comments, context in found:
                texts.add(text, None, [(f"{folder}/{name}", line)], auto_comments=comments, context=context)
        except (tokenize.TokenError, SyntaxError) as error:
            raise SystemExit(f"{folder}/{read[-1]}: {error}") from error
    return texts


def update(path: Path, language: str, texts: Catalog) -> None:
    """Adds what is new, keeps every translation, sets aside what is used no more, compiles."""
    catalogue = _read(path) if path.exists() else Catalog(to_locale(language), project="Press room")
    # Known again, should a text come back.
    for message in catalogue.obsolete.values():
        catalogue[message.id] = message
    catalogue.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete = {key: kept for key, kept in catalogue.obsolete.items() if any(_forms(kept))}
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        # Files without lines, which change every day.
        write_po(file, catalogue, include_lineno=False)
    # Read again: what is compiled is what stands in the file.
    path.with_suffix(".mo").write_bytes(_compiled(_read(path)))


def _read(path):
    with path.open("rb") as file:
        return read_po(file)


def _compiled(catalogue):
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def problems_of(path: Path, texts: Catalog) -> Iterator[str]:
    if not path.exists():
        yield f"{path} does not exist"
        return
    catalogue = _read(path)
    for wanted in filter(lambda message: message.id, texts):
        if problem := _problem(catalogue.get(wanted.id, wanted.context), wanted):
            yield f"{problem}: “{_ids(wanted)[0]}” ({wanted.locations[0][0]})"
    for message in filter(lambda message: message.id, catalogue):
        if texts.get(message.id, message.context) is None:
            yield f"used no more: “{_ids(message)[0]}”"
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != _compiled(catalogue):
        yield f"{compiled.name} was not compiled from {path.name}: run `make messages`"


def _problem(entry, wanted):
    if entry is None or entry.id != wanted.id:
        return "not in the catalogue"
    if entry.fuzzy:
        return "fuzzy"
    if not all(_forms(entry)):
        return "untranslated"
    return "other placeholders in the translation" if _placeholders_differ(entry) else ""


def _ids(message):
    return message.id if isinstance(message.id, tuple) else (message.id,)


def _forms(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def _placeholders_differ(entry):
    wanted = set().union(*map(_placeholders_in, _ids(entry)))
    forms = _forms(entry)
    if any("%(" in placeholder for placeholder in wanted) and not all(map(_can_be_formatted, forms)):
        return True
    *others, last = map(_placeholders_in, forms)
    # "One release" may leave the number out; the form for many may not.
    return last != wanted or any(not other <= wanted for other in others)


def _can_be_formatted(text):
    try:
        return bool(text % defaultdict(int))
    except (TypeError, ValueError):
        return False


def _placeholders_in(text):
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


if __name__ == "__main__":
    main()
