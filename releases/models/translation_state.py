"""Whether the text of a language says what its source says, kept so that lists find it by an index.

Every save keeps it, and so does what passes by saves; docs/languages.md.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from common import languages

# Rows that are read and written at once.
BATCH = 500
# Whatever a state depends on, in each language.
COMPARED = ("title", "subtitle", "standfirst", "city", "body")


class TranslationState(models.TextChoices):
    MISSING = "missing", _("no text")
    UNFINISHED = "unfinished", _("unfinished")
    STALE = "stale", _("the source has changed")
    READY = "ready", _("ready")


class TranslationStateField(models.CharField):
    """For a translated column of Release: the state of its own language."""

    def __init__(self, *args, **kwargs):
        fixed = {"max_length": 20, "choices": TranslationState, "default": TranslationState.MISSING}
        super().__init__(*args, **kwargs | fixed | {"editable": False})

    def pre_save(self, model_instance, add):
        if not (language := languages.language_of(self.name)):
            return super().pre_save(model_instance, add)
        state = model_instance.translation_state_in(language)
        model_instance.__dict__[self.attname] = state
        return state

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def state_columns() -> tuple[str, ...]:
    return languages.columns("translation_state")


def compared_columns() -> frozenset[str]:
    """A write to one of them may change a state."""
    texts = (column for field in COMPARED for column in languages.columns(field))
    return frozenset({*texts, "source_language", "translated_from"})


def set_states(releases: Iterable[Any]) -> list:
    """Those of them whose states were others; saves nothing."""
    changed = []
    for release in releases:
        states = {
            languages.column_in(code, "translation_state"): release.translation_state_in(code)
            for code in languages.LANGUAGES
        }
        if any(getattr(release, column) != state for column, state in states.items()):
            release.__dict__.update(states)
            changed.append(release)
    return changed


def keep_states(model: type[models.Model], **filters: Any) -> int:
    """Writes the states of the rows chosen (of all) anew; returns how many had others.

    For what no field sees: rows of fixtures, another way of comparing.
    """
    # Without the model's own manager, whose update() comes here.
    table: models.QuerySet = models.QuerySet(model=model)
    behind = set_states(table.filter(**filters).order_by("pk").iterator(chunk_size=BATCH))
    return table.bulk_update(behind, state_columns(), batch_size=BATCH)


def keep_states_of_fixtures(sender: type[models.Model], instance: Any, raw: bool = False, **_signal) -> None:
    """Receives post_save: no field is asked when a fixture is loaded."""
    if raw:
        keep_states(sender, pk=instance.pk)
