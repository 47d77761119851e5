"""What is chosen for a release beside its texts: each a value that is read, compared and written as a whole.

A day, a moment or a word of a list; keys of rows; of lines the keys of what they show, in their order; a text
of a file.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common import initial_digests, languages

from ..models import Edition, Release, Status
from . import file_texts
from .snapshots import CHOICES, FACTS

# {relation of lines: what each of them shows}
LINES = {"contact_lines": "contact", "boilerplate_lines": "boilerplate"}
NAMES = (*FACTS, *CHOICES, *LINES)
DATES = {"issued_on", "embargo_until"}


def standing(release: Release) -> dict[str, Any]:
    """All as they are saved: rows, lines with what they show, or values."""
    lines = {name: list(getattr(release, name).select_related(shown)) for name, shown in LINES.items()}
    chosen = {name: list(getattr(release, name).all()) for name in CHOICES} | lines
    return chosen | _facts(release) | file_texts.standing(release.attachments.all())


def _facts(release):
    return {name: getattr(release, name) for name in FACTS}


def is_name(name: str) -> bool:
    return name in NAMES or file_texts.is_name(name)


def keys(name: str, stands: Any) -> Any:
    """Of what stands there, the value that is compared and saved."""
    if name in LINES:
        return [getattr(line, f"{LINES[name]}_id") for line in stands]
    return [row.pk for row in stands] if name in CHOICES else stands


def value_of(release: Release, name: str) -> Any:
    if file_texts.is_name(name):
        return file_texts.value_of(release, name)
    if name in LINES:
        return list(getattr(release, name).values_list(f"{LINES[name]}_id", flat=True))
    if name in CHOICES:
        return list(getattr(release, name).order_by().values_list("pk", flat=True))
    return getattr(release, name)


def digest(name: str, value: Any) -> str:
    """As the form has it; lines differ by their order, too."""
    return initial_digests.digest(json.dumps(value) if name in LINES else value)


def digests(stands: Mapping[str, Any]) -> dict[str, str]:
    return {name: digest(name, keys(name, each)) for name, each in stands.items()}


def is_free(release: Release, name: str) -> bool:
    """What all languages share is a decision where one of them is in review or approved."""
    own = languages.language_of(name)
    return all(release.status_in(code) == Status.DRAFT for code in ([own] if own else languages.LANGUAGES))


def problem_of(release: Release, name: str, value: Any) -> str:
    """What stands against it; '' for nothing."""
    if name not in DATES:
        return ""
    if name == "embargo_until" and Edition.objects.live().filter(release=release).exists():
        return _("A text of this release is live and stays live: save the form to set an embargo.")
    before = getattr(release, name)
    setattr(release, name, value)
    try:
        release.check_dates()
    except ValidationError as problem:
        return " ".join(problem.messages)
    finally:
        setattr(release, name, before)
    return ""


def put(release: Release, values: Mapping[str, Any]) -> list[str]:
    """The columns that are to be saved with the release; the rest is saved."""
    for name, value in values.items():
        if file_texts.is_name(name):
            file_texts.put(release, name, value)
        elif name in LINES:
            _put_lines(release, name, value)
        elif name in CHOICES:
            getattr(release, name).set(value)
        else:
            setattr(release, name, value)
    return [name for name in values if name in FACTS]


def _put_lines(release, name, keys):
    """Lines that stay keep their keys: other open forms know them."""
    column, lines = f"{LINES[name]}_id", getattr(release, name)
    lines.exclude(**{f"{column}__in": keys}).delete()
    kept = {getattr(line, column): line for line in lines.all()}
    for order, key in enumerate(keys, 1):
        line = kept.get(key) or lines.model(release=release, **{column: key})
        if line.order != order:
            line.order = order
            line.save()


def model_of(name: str) -> Any:
    """Of the lines of that relation."""
    return Release._meta.get_field(name).related_model


def name_in_timeline(name: str) -> str:
    """As a save of the form is told there."""
    if file_texts.is_name(name):
        return file_texts.name_in_timeline(name)
    return model_of(name)._meta.model_name if name in LINES else name
