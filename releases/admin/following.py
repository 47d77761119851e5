"""What a translator says of a source that has changed: the text follows it, or some of what changed."""

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from common import languages

from ..models import Release

# What their names begin with; KEYS of what changed, where more than one thing did.
WHOLE, KEYS = "follows", "follows_changes"


def fields_of(release: Release, language: str) -> dict[str, forms.Field]:
    changes = release.changes_of_source(language)
    if not changes:
        return {}
    fields: dict[str, forms.Field] = {f"{WHOLE}_{language}": _whole(language)}
    if len(changes) > 1:
        fields[f"{KEYS}_{language}"] = _each(language, changes)
    return fields


def _whole(language):
    return forms.BooleanField(
        required=False,
        label=_("The text (%(language)s) follows the source as it is now")
        % {"language": languages.name(language)},
        help_text=_("The source has changed since this translation was made. Tick when it is up to date."),
    )


def _each(language, changes):
    return forms.MultipleChoiceField(
        required=False,
        label=_("Still valid (%(language)s)") % {"language": languages.name(language)},
        # Clean, as redlines are.
        choices=[(change.key, mark_safe(change.redline)) for change in changes],  # noqa: S308
        widget=forms.CheckboxSelectMultiple,
    )


def follow(release: Release, answers: dict) -> None:
    for language in languages.others(release.source_language):
        if answers.get(f"{WHOLE}_{language}"):
            release.mark_translated(language)
        elif keys := answers.get(f"{KEYS}_{language}"):
            release.follow(language, keys)
