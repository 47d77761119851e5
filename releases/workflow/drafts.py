"""What the desk saves by itself while somebody writes: drafts, not checked as finished texts are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common import initial_digests, languages
from common.fields import field_of
from common.slugs import propose_slug

from ..models import Event, Release, Status
from ..models.release import TEXTS
from ..texts.merging import merged
from ..texts.richtext import clean_html
from . import choices, file_texts, versions
from .events import log, moment_of
from .seen_texts import text_seen
from .transitions import may_write

COLUMNS = tuple(languages.column_in(code, text) for code in languages.LANGUAGES for text in TEXTS)


@dataclass
class Outcome:
    """Names of texts and choices, by what became of what was typed or chosen."""

    saved: list[str] = field(default_factory=list)
    # Bodies saved with what somebody else changed in other blocks: {column: digest of what was typed}
    merged: dict[str, str] = field(default_factory=dict)
    # Somebody else saved other words since.
    conflicts: list[str] = field(default_factory=list)
    # In review or approved: changed by a decision, not by the way.
    held: list[str] = field(default_factory=list)
    # {name: why}
    refused: dict[str, str] = field(default_factory=dict)
    # Of the release before anything was saved.
    revision: int = 0


def digests(release: Release) -> dict[str, str]:
    return {column: initial_digests.digest(getattr(release, column)) for column in COLUMNS}


def languages_of_drafts(release: Release) -> list[str]:
    """Those whose text may change without a word about it."""
    return [code for code in languages.LANGUAGES if release.status_in(code) == Status.DRAFT]


@transaction.atomic
def save(
    release: Release,
    typed: Mapping[str, str],
    opened: Mapping[str, str],
    by: User,
    seen: Mapping[str, str] | None = None,
    chosen: Mapping[str, Any] | None = None,
) -> tuple[Release, Outcome]:
    """The release as it stands after that.

    `opened` are digests of what each text and choice was when it was last seen, `seen` bodies as they were.
    """
    release = Release.objects.select_for_update().get(pk=release.pk)
    outcome = Outcome(revision=release.revision)
    changes: dict[str, dict[str, str]] = {}
    for column in typed:
        saved = getattr(release, column) or ""
        value = _decide(release, column, typed, opened.get(column), by, outcome)
        if column in outcome.conflicts and column.startswith("body_"):
            base = text_seen(release, column, opened.get(column), (seen or {}).get(column, ""))
            value = _together(release, column, typed, base, outcome)
        if value is not None and value != saved:
            changes[column] = {"from": saved, "to": value}
    put = {
        name: value
        for name, value in (chosen or {}).items()
        if _is_to_put(release, name, value, opened.get(name), by, outcome)
    }
    if changes or put:
        _write(release, changes, put, by)
    return release, outcome


@transaction.atomic
def begin(release: Release, typed: Mapping[str, str], by: User) -> Outcome:
    """The first save of a release that somebody has begun to write; none where no text can be saved."""
    outcome = Outcome()
    for column in typed:
        if value := _cleaned(release, column, typed, outcome):
            setattr(release, column, value)
            outcome.saved.append(column)
    if outcome.saved:
        changes: dict[str, dict] = {name: {} for name in outcome.saved}
        release.follow_sitting(changes)
        release.save()
        log(release, Event.Kind.CREATED, by, changes=changes)
        versions.keep(release, by, automatic=True)
    return outcome


def _decide(release, column, typed, opened, by, outcome):
    """What is to be saved; None for nothing."""
    language = languages.language_of(column) or ""
    if not may_write(by, language):
        outcome.refused[column] = _("You may not write in this language.")
    elif release.status_in(language) != Status.DRAFT:
        outcome.held.append(column)
    elif (value := _cleaned(release, column, typed, outcome)) is not None:
        saved = getattr(release, column) or ""
        if value == saved or initial_digests.digest(saved) == opened:
            outcome.saved.append(column)
            return value
        outcome.conflicts.append(column)
    return None


def _is_to_put(release, name, value, opened, by, outcome):
    if refusal := _refusal_of(release, name, by):
        outcome.refused[name] = refusal
        return False
    saved, chosen = (choices.digest(name, each) for each in (choices.value_of(release, name), value))
    if not choices.is_free(release, name):
        outcome.held.append(name)
    elif saved not in (chosen, opened):
        outcome.conflicts.append(name)
    elif saved != chosen and (problem := choices.problem_of(release, name, value)):
        outcome.refused[name] = problem
    else:
        outcome.saved.append(name)
        return saved != chosen
    return False


def _refusal_of(release, name, by):
    if file_texts.is_gone(release, name):
        return _("Somebody else has taken this file out.")
    if language := languages.language_of(name):
        return "" if may_write(by, language) else _("You may not write in this language.")
    if by.has_perm("releases.write_every_language"):
        return ""
    return _("Only who writes in every language may change this.")


def _together(release, column, typed, base, outcome):
    """With what somebody else changed in other blocks; None where it was the same one, or nobody knows."""
    own = clean_html(typed[column])
    both = None if base is None else merged(base, own, clean_html(getattr(release, column)))
    if both is None or (value := _cleaned(release, column, {**typed, column: both}, outcome)) is None:
        return None
    outcome.conflicts.remove(column)
    outcome.saved.append(column)
    outcome.merged[column] = initial_digests.digest(own)
    return value


def _cleaned(release, column, typed, outcome):
    kept = field_of(Release, column)
    try:
        value = kept.get_prep_value(kept.clean(typed[column].replace("\r\n", "\n").strip(), release)) or ""
        if column.startswith("slug_"):
            value = _free_address(release, languages.language_of(column) or "", value, typed)
    except ValidationError as problem:
        outcome.refused[column] = " ".join(problem.messages)
        return None
    return str(value)


def _free_address(release, language, slug, typed):
    """What a title proposes makes way for another; what somebody chose is refused where it is taken."""
    title = typed.get(languages.column_in(language, "title"), release.text("title", language))
    if slug == propose_slug(title):
        return release.free_slug(language, slug)
    release.check_address(language, slug)
    return slug


def _write(release, changes, chosen, by):
    versions.begin(release)
    for column, change in changes.items():
        setattr(release, column, change["to"])
    source = release.source_language
    columns = choices.put(release, chosen)
    if release.source_language != source:
        release.change_source(source, changes)
    release.revision += 1
    told: dict[str, dict] = {choices.name_in_timeline(name): {} for name in chosen}
    event = _log(release, changes | told, by)
    release.follow_sitting(event.changes)
    release.save(update_fields=[*changes, *columns, "translated_from", "revision", "updated_at"])
    versions.keep(release, by, automatic=True)


def _log(release, changes, by):
    last = Event.objects.of(release).first()
    if not last or not _is_same_sitting(last, by):
        return log(release, Event.Kind.EDITED, by, changes=changes)
    last.changes = _joined(last.changes, changes)
    last.revision, last.at = release.revision, moment_of(release)
    last.save(update_fields=["changes", "revision", "at"])
    return last


def _is_same_sitting(last, by):
    """What one person writes without a longer rest, and nobody else between, is one line of the timeline."""
    is_own = last.kind == Event.Kind.EDITED and last.actor_id == by.pk
    return is_own and timezone.now() - last.at < versions.PAUSE


def _joined(before, after):
    """From what was there when the sitting began to what is there now."""
    began = {name: {**after[name], "from": before[name]["from"]} for name in after if before.get(name)}
    return before | after | began
