"""The columns of a text in every language of the site, and the languages that people speak."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

# ISO 639-1 codes, in the order in which the press office needs them.
SPOKEN = {
    "fr": _("French"),
    "en": _("English"),
    "de": _("German"),
    "es": _("Spanish"),
    "it": _("Italian"),
    "pt": _("Portuguese"),
    "nl": _("Dutch"),
    "pl": _("Polish"),
    "ar": _("Arabic"),
    "zh": _("Chinese"),
    "ja": _("Japanese"),
    "ru": _("Russian"),
}


# By which a job title says in what language it is: normalised words.
WORDS_OF_TITLES = {
    "fr": """
        adjoint adjointe attache attachee au aux charge chargee chef cheffe chercheur chercheuse conseiller
        conseillere d de delegue deleguee des directeur directrice du en enseignant enseignante et
        generale ingenieur ingenieure journaliste l la le les medias pigiste photographe porte parole presse
        presidente professeur professeure redacteur redaction redactrice responsable rubrique secretaire
    """,
    "en": """
        advisor adviser and chief columnist correspondent deputy director editor engineer for head in
        journalist lecturer of officer photographer press professor researcher spokesperson staff the writer
    """,
}


def language_of_title(words: Sequence[str]) -> str:
    """Nothing where its words, normalised, are as good in one language as in another."""
    counts = sorted((len(set(known.split()) & set(words)), code) for code, known in WORDS_OF_TITLES.items())
    (second, _other), (most, language) = counts[-2:]
    return language if most > second else ""


def columns(field: str) -> tuple[str, ...]:
    """One column per language of the settings: name_fr, name_en."""
    return tuple(build_localized_fieldname(field, code) for code, _name in settings.LANGUAGES)


def column_in(language: str, field: str) -> str:
    return build_localized_fieldname(field, language)


def own_column(field: str) -> str:
    """That of the language in which somebody works."""
    return column_in(get_language() or settings.LANGUAGE_CODE, field)


def language_for(contact) -> str:
    """A language of the site that the person speaks; the site's first where they speak none of them."""
    site = [code for code, _name in settings.LANGUAGES]
    return next((code for code in contact.languages or [] if code in site), settings.LANGUAGE_CODE)
