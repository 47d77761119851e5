import datetime
from functools import reduce
from operator import or_

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, DateTimeField, Q, TextField
from django.utils import timezone

from common import languages
from common.accounts import name_of
from common.compiled_queries import Parameter, compiled
from institutes.models import Contact

from ..models import (
    Attachment,
    Boilerplate,
    Event,
    Release,
    ReleaseBoilerplate,
    ReleaseContact,
    Status,
)
from .checks import CHECKS
from .prefetching import RELEASE, at_hand, editions_of

EDITING_KINDS = (Event.Kind.CREATED, Event.Kind.EDITED)


def log(release: Release, kind: Event.Kind, by: User, **fields) -> Event:
    """One line of the timeline, with the names it needs to be read alone."""
    return Event.objects.create(
        release=release,
        reference=release.reference,
        kind=kind,
        actor=by,
        actor_name=name_of(by),
        revision=release.revision,
        **({"at": moment_of(release)} if "at" not in fields else {}),
        **fields,
    )


def moment_of(release: Release) -> datetime.datetime:
    """Now, but after all that is written of this release, should the clock have been set back."""
    now = timezone.now()
    last = _last(release)
    return last.at + datetime.timedelta(microseconds=1) if last and last.at > now else now


def _last(release, language=None, *kinds):
    """The last event: of all kinds where none is named."""
    known = at_hand(release, "events")
    if known is None:
        query = _last_of(language is not None, kinds)
        known = query.rows(release=release.pk, language=language)
    own = (event for event in known if not language or event.language == language)
    return next((event for event in own if not kinds or event.kind in kinds), None)


@compiled(most=5)
def _last_of(has_language, kinds):
    events = Event.objects.filter(release=RELEASE).select_related("actor").defer("changes")
    if has_language:
        events = events.filter(language=Parameter("language", CharField()))
    return (events.filter(kind__in=kinds) if kinds else events)[:1]


def was_public(release: Release, language: str, at: datetime.datetime | None = None) -> bool:
    """Whether readers have ever seen this language: the next edition is a correction then."""
    now = at or moment_of(release)
    return any(edition.interval.was_live(now) for edition in editions_of(release, language))


def is_withdrawn(release: Release, language: str) -> bool:
    """Whether readers find the explanation of a withdrawal where this language was."""
    now, own = moment_of(release), [edition.interval for edition in editions_of(release, language)]
    return any(e.was_withdrawn for e in own) and not any(e.is_live(now) for e in own)


def submission_of(release: Release, language: str) -> Event | None:
    """The last one: what stands in review is what was submitted then."""
    return _last(release, language, Event.Kind.SUBMITTED)


def approval_of(release: Release, language: str) -> Event | None:
    """The last one."""
    return _last(release, language, Event.Kind.APPROVED)


def returned_with(release: Release, language: str) -> Event | None:
    """The reviewer's remark, until the text is submitted again."""
    if release.status_in(language) != Status.DRAFT:
        return None
    last = _last(release, language, Event.Kind.SUBMITTED, Event.Kind.RETURNED)
    return last if last and last.kind == Event.Kind.RETURNED else None


def names_of_changes(event: Event) -> list[str]:
    """What the event changed, as the form names it; a field that is no more keeps its own name."""
    fields = [field for model in (Attachment, Release) for field in model._meta.get_fields()]
    names = {field.name: field.verbose_name for field in fields if hasattr(field, "verbose_name")}
    lines = (Attachment, ReleaseBoilerplate, ReleaseContact)
    names |= {name: check.label for name, check in CHECKS.items()}
    names |= {str(model._meta.model_name): model._meta.verbose_name_plural for model in lines}
    return [str(names.get(name, name)) for name in event.changes]


def submitted_by(release: Release, language: str) -> User | None:
    """Who put the language into review the last time."""
    last = submission_of(release, language)
    return last.actor if last else None


def has_written(user: User, release: Release, language: str) -> bool:
    """Whether any change since the language was approved the last time is this person's."""
    approved = _last(release, language, Event.Kind.APPROVED)
    last, since = (approved.pk, approved.at) if approved else (0, release.created_at)
    own = _edited_by().rows(release=release.pk, user=user.pk, last=last)
    return any(_concerns(changes, language) for (changes,) in own) or _changed_what_it_copies(
        user, release, since
    )


@compiled()
def _edited_by():
    by_user = {"actor": Parameter("user", BigIntegerField()), "pk__gt": Parameter("last", BigIntegerField())}
    edited = Event.objects.filter(release=Parameter("release", BigIntegerField()), kind__in=EDITING_KINDS)
    return edited.filter(**by_user).order_by().values_list("changes")


def _changed_what_it_copies(user, release, since):
    """Its boilerplates and contacts have pages of their own; the log of the desk says who wrote there."""
    copied = [
        *((Boilerplate, line.boilerplate_id) for line in release.boilerplate_lines.all()),
        *((Contact, line.contact_id) for line in release.contact_lines.all()),
    ]
    named: dict[str, int | str] = {}
    for place, (model, key) in enumerate(copied):
        named[f"type {place}"] = ContentType.objects.get_for_model(model).pk
        named[f"key {place}"] = str(key)
    return bool(copied and _log_of(len(copied)).rows(**named, user=user.pk, since=since))


@compiled(most=20)
def _log_of(places):
    written = (
        Q(
            content_type=Parameter(f"type {place}", BigIntegerField()),
            object_id=Parameter(f"key {place}", TextField()),
        )
        for place in range(places)
    )
    by_user = {"user": Parameter("user", BigIntegerField())}
    since = {"action_time__gt": Parameter("since", DateTimeField())}
    return LogEntry.objects.filter(reduce(or_, written), **by_user, **since).values_list("pk")[:1]


def _concerns(changes, language):
    """What all languages share concerns each of them, and so does a change that says not what it changed."""
    changed = {languages.language_of(name) for name in changes} or {None}
    return bool(changed & {language, None})
