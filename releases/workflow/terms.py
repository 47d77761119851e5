"""The terms of the house as they are now."""

from collections.abc import Iterator
from functools import lru_cache

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from common import languages

from ..models import Term
from ..models.term import lines_in
from ..texts import terms
from ..texts.parity import Name, facts_of, name
from ..texts.typographer.edits import Change, Edit, Find, Rule
from ..texts.typographer.registry import wording_of
from .names import names_of_organisations

# More are not looked for.
MOST_TERMS = 5_000
# So long may a term be an old one: the next look tells.
SECONDS = 10
KEY = "terms-of-the-house"
# Of each language, as they were at some times.
KEPT = 8


def terms_in(language: str) -> terms.Terms:
    return _terms_in(cache.get_or_set(KEY, _read, SECONDS), names_of_organisations(), language)


def names_with_numbers() -> tuple[Name, ...]:
    """Terms that state something in a language: “Ma thèse en 180 secondes” is “Three Minute Thesis”."""
    return _names_with_numbers(cache.get_or_set(KEY, _read, SECONDS))


@lru_cache(KEPT)
def _names_with_numbers(rows):
    forms = (dict(_term(row).forms) for row in rows)
    stating = (each for each in forms if any(facts_of(form, code) for code, form in each.items() if form))
    return tuple(
        name(f"term {number}", {}, weak=filter(None, each.values())) for number, each in enumerate(stating)
    )


def term_rules(language: str) -> list[Rule]:
    """For the corrections of a text beyond its typography: other forms become those of the house."""
    return [
        *wording_of(language),
        Rule("terms", _("Terms of the house."), "", "", "", _becoming(language, is_sure=True)),
        Rule(
            "terms-by-hand",
            _("Terms of the house: the ending has to be changed by hand."),
            "",
            "",
            "",
            _becoming(language, is_sure=False),
            is_unsure=True,
        ),
    ]


def _becoming(language, *, is_sure) -> Find:
    own = terms_in(language)

    def find(text: str) -> Iterator[Edit]:
        for use in own.uses(text):
            if use.is_to_change and use.is_sure == is_sure:
                yield (Change(use.start, use.end, use.proposal),)

    return find


def _read():
    columns = [*languages.columns("form"), *languages.columns("other_forms")]
    return tuple(Term.objects.filter(is_active=True).order_by("pk").values_list(*columns)[:MOST_TERMS])


@lru_cache(KEPT)
def _terms_in(rows, organisations, language):
    names = [name for row in organisations for name in row if name]
    return terms.Terms(map(_term, rows), names, language)


def _term(row):
    number = len(languages.LANGUAGES)
    forms = zip(languages.LANGUAGES, row[:number], strict=True)
    others = zip(languages.LANGUAGES, row[number:], strict=True)
    return terms.Term(
        tuple((code, form or "") for code, form in forms),
        tuple((code, tuple(lines_in(text or ""))) for code, text in others),
    )
