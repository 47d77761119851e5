"""Brings the catalogues of locale/ up to date with the texts of code and templates.

With --check it changes nothing, names what is missing and exits with 1 if anything is.
"""

import require_python  # noqa: F401

import argparse
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from babel.messages.plurals import get_plural
from django.utils.translation import to_locale
from extraction import Text, texts_of

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ["carnot_site", "common", "exchange", "institutes", "releases", "templates"]
# The texts in code and templates are English; every other language of the settings needs a catalogue.
SOURCE_LANGUAGE = "en"
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


def update(path: Path, language: str, texts: Iterable[Text]) -> None:
    """Adds what is new, keeps every translation, sets aside what is used no more, compiles."""
    catalogue = polib.pofile(path) if path.exists() else polib.POFile()
    catalogue.metadata = _metadata(language)
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    used = _entries(texts)
    for key, entry in used.items():
        if old := known.pop(key, None):
            _keep_translation(old, entry)
        for number in range(get_plural(to_locale(language)).num_plurals if entry.msgid_plural else 0):
            entry.msgstr_plural.setdefault(number, "")
    for unused in known.values():
        unused.obsolete, unused.occurrences = True, []
    catalogue[:] = [*used.values(), *(entry for entry in known.values() if _is_worth_keeping(entry))]
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(path)
    # Read again: what is compiled is what stands in the file.
    polib.pofile(path).save_as_mofile(path.with_suffix(".mo"))


def _metadata(language):
    return {
        "Project-Id-Version": "Press room",
        "Language": to_locale(language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": get_plural(to_locale(language)).plural_forms,
    }


def _entries(texts: Iterable[Text]) -> dict[tuple[str | None, str], polib.POEntry]:
    """One entry per text, in the order of the code; files without lines, which change every day."""
    entries: dict[tuple[str | None, str], polib.POEntry] = {}
    for text in texts:
        entry = entries.setdefault(text.key, polib.POEntry(msgctxt=text.context, msgid=text.singular))
        entry.msgid_plural = entry.msgid_plural or text.plural or ""
        if (text.file, "") not in entry.occurrences:
            entry.occurrences.append((text.file, ""))
        if text.comment not in entry.comment:
            entry.comment = f"{entry.comment}\n{text.comment}".strip()
        if "%" in "".join(_placeholders(entry)) and "python-format" not in entry.flags:
            entry.flags.append("python-format")
    return entries


def _keep_translation(old, entry):
    entry.msgstr, entry.msgstr_plural = old.msgstr, old.msgstr_plural
    if entry.msgid_plural and old.msgstr:
        entry.msgstr, entry.msgstr_plural = "", {0: old.msgstr}
    if not entry.msgid_plural and old.msgstr_plural:
        entry.msgstr, entry.msgstr_plural = old.msgstr_plural[0], {}
    entry.tcomment = old.tcomment
    if old.fuzzy:
        entry.flags.append("fuzzy")


def _is_worth_keeping(entry):
    return entry.msgstr or any(entry.msgstr_plural.values())


def problems_of(path: Path, texts: Iterable[Text]) -> Iterator[str]:
    if not path.exists():
        yield f"{path} does not exist"
        return
    catalogue = polib.pofile(path)
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    for key, wanted in _entries(texts).items():
        if problem := _problem(entries.pop(key, None), wanted):
            yield f"{problem}: “{wanted.msgid}” ({wanted.occurrences[0][0]})"
    for unused in entries.values():
        yield f"used no more: “{unused.msgid}”"
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        yield f"{compiled.name} was not compiled from {path.name}: run `make messages`"


def _problem(entry, wanted):
    if entry is None or entry.msgid_plural != wanted.msgid_plural:
        return "not in the catalogue"
    if entry.fuzzy:
        return "fuzzy"
    if not entry.translated():
        return "untranslated"
    return "other placeholders in the translation" if _placeholders_differ(entry) else ""


def _placeholders_differ(entry):
    wanted = _placeholders(entry)
    forms = [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)] or [entry.msgstr]
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


def _placeholders(entry):
    return _placeholders_in(entry.msgid) | _placeholders_in(entry.msgid_plural)


def _placeholders_in(text):
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


if __name__ == "__main__":
    main()
