"""The approved releases of the demonstration, and errors that somebody could make in them."""

import random
import re

from common import languages
from institutes.models import Contact, Organisation
from releases.models import Edition
from releases.texts.parity import Names, name

FIELDS = ("title", "subtitle", "standfirst", "body")
NUMBER = re.compile(r"(?<!\d\s)(?<![\w/.,-])\d{2,3}(?![\w/.,-])")
# {language: days before a month}
DAY = {
    "fr": re.compile(r"\b\d{1,2}(?= (?:janvier|février|mars|avril|mai|juin|juillet|septembre|octobre)\b)"),
    "en": re.compile(r"\b\d{1,2}(?= (?:January|February|March|April|May|June|July|September|October)\b)"),
}
WORD = {
    "fr": re.compile(r"(?<!-)\b(?:quatre|cinq|sept|huit|onze|douze|quinze|vingt|trente|quarante)\b(?! ?-)"),
    "en": re.compile(r"(?<!-)\b(?:four|five|seven|eight|eleven|twelve|fifteen|twenty|thirty|forty)\b(?! ?-)"),
}
OTHER_WORD = {"fr": "dix-neuf", "en": "nineteen"}
LINK = re.compile(r'(?<=href="https://)[^"/]+')


def texts() -> list[tuple[dict[str, str], dict[str, str]]]:
    """(in French, in English) of each release that was approved in both."""
    editions: dict[str, dict[str, dict[str, str]]] = {}
    for edition in Edition.objects.order_by("release_id", "pk"):
        text = {field: getattr(edition, field, None) or "" for field in FIELDS}
        editions.setdefault(edition.reference, {})[edition.language] = text
    return [(both["fr"], both["en"]) for both in editions.values() if len(both) == 2]


def names() -> Names:
    organisations = [
        name(
            organisation.name_fr,
            {code: getattr(organisation, languages.column_in(code, "name")) for code in languages.LANGUAGES},
            filter(
                None,
                [organisation.short_name_fr, *organisation.former_names.values_list("name_fr", flat=True)],
            ),
        )
        for organisation in Organisation.objects.all()
    ]
    people = [str(contact) for contact in Contact.objects.all()]
    return Names((*organisations, *(name(person, {"fr": person, "en": person}) for person in people)))


def with_error(
    text: dict[str, str], language: str, chance: random.Random, known: Names
) -> tuple[str, str, dict[str, str]] | None:
    """(what stood there, what stands there now, the text): one number, date, name or link is another."""
    pattern, change = chance.choice(
        [
            (NUMBER, _number),
            (DAY[language], _day),
            (WORD[language], lambda *_found: OTHER_WORD[language]),
            (LINK, _host),
            (_names(known), _name),
        ]
    )
    places = [(field, found) for field in FIELDS for found in pattern.finditer(text[field])]
    if not places:
        return None
    field, found = chance.choice(places)
    before, after = found[0], change(found[0], chance, known)
    changed = text[field][: found.start()] + after + text[field][found.end() :]
    return before, after, {**text, field: changed}


def _names(known):
    forms = sorted((form for each in known.known for form, _weak in each.forms), key=len, reverse=True)
    return re.compile("|".join(re.escape(form) for form in forms))


def _number(before, chance, _known):
    return str(int(before) + chance.randint(1, 9))


def _day(before, _chance, _known):
    return str(int(before) % 28 + 1)


def _host(before, _chance, _known):
    return f"other.{before}"


def _name(before, chance, known):
    return chance.choice(
        [each.key for each in known.known if before not in dict(each.forms) and before not in each.key]
    )
