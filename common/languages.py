from django.conf import settings
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from .spoken_languages import SPOKEN as SPOKEN

# The code of an error that asks for a text in whichever language.
IN_NO_LANGUAGE = "in_no_language"
_TERRITORIES = {"en": "GB"}
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def columns(field: str) -> tuple[str, ...]:
    """One column per language of the settings: name_fr, name_en."""
    return tuple(build_localized_fieldname(field, code) for code in LANGUAGES)


def column_in(language: str, field: str) -> str:
    return build_localized_fieldname(field, language)


def translation_columns(column: str) -> tuple[str, ...]:
    """The columns of the same text in every language, its own included."""
    language = language_of(column)
    return columns(column.removesuffix(build_localized_fieldname("", language))) if language else (column,)


def own_column(field: str) -> str:
    """That of the language in which somebody works."""
    return column_in(get_language() or settings.LANGUAGE_CODE, field)


def own_name(language: str) -> str:
    """The language's name in that language itself: Français, English."""
    return dict(settings.LANGUAGES).get(language, language)


def name(language: str) -> str:
    """In the language of the page; the name that a language gives itself, where no other is known."""
    return str(SPOKEN.get(language) or own_name(language))


def language_of(column: str) -> str | None:
    """The language of a column such as title_fr; None for what all languages share."""
    return next((code for code in LANGUAGES if column.endswith(build_localized_fieldname("", code))), None)


def others(language: str) -> list[str]:
    return [code for code in LANGUAGES if code != language]


def open_graph_locale(language: str) -> str:
    """fr_FR, en_GB: Open Graph wants a territory too."""
    return f"{language}_{_TERRITORIES.get(language, language.upper())}"
