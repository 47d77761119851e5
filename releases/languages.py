"""Languages of the texts: always those of the settings, never named in logic."""

from django.conf import settings
from modeltranslation.utils import build_localized_fieldname


def codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def name_of(language: str) -> str:
    """The language's name in that language itself: Français, English."""
    return dict(settings.LANGUAGES).get(language, language)


def column(field: str, language: str) -> str:
    """The column of a translated field, such as title_fr."""
    return build_localized_fieldname(field, language)


def language_of(column: str) -> str | None:
    """The language of a column such as title_fr; None for what all languages share."""
    return next((code for code in codes() if column.endswith(build_localized_fieldname("", code))), None)


def others(language: str) -> list[str]:
    return [code for code in codes() if code != language]
