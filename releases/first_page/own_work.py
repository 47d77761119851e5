import datetime
from collections.abc import Iterator

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext as _

from common import languages
from common.day_words import moment_in_words
from common.first_page import Link, Task

from .. import workflow
from ..models import DeskState, Event, Release
from ..workflow.events import EDITING_KINDS
from .rows import SHOWN, address_of, listed, signed_in, title_columns, title_in

# How far back this person's own acts are read.
RECENT = 200
DECISIONS = (Event.Kind.SUBMITTED, Event.Kind.RETURNED, Event.Kind.WITHDRAWN)
OWN_KINDS = (*EDITING_KINDS, Event.Kind.SUBMITTED)


def own_work(request: HttpRequest) -> Iterator[Task | Link]:
    """What came back to this person, then the drafts that they edited last."""
    user = signed_in(request)
    written = [code for code in languages.LANGUAGES if workflow.may_write(user, code)]
    if not written:
        return
    edited = _last_edits(user)
    drafts = [
        (release, code)
        for release in _releases(edited)
        for code in _drafts(release, written)
        if not _is_withdrawn_since(edited[release.pk], release, code)
    ]
    returned = [(*draft, event) for draft in drafts if (event := _returned_to(user, *draft))]
    yield from [_returned(*found) for found in returned][:SHOWN]
    others = [draft for draft in drafts if draft not in [found[:2] for found in returned]]
    yield from _to_continue(others, edited)


def _last_edits(user):
    """{release: when this person last wrote in it or submitted it}, the latest first."""
    own = Event.objects.filter(actor=user).order_by("-at", "-pk")
    edits: dict[int, datetime.datetime] = {}
    for event in own.only("release", "kind", "at")[:RECENT]:
        if event.release_id and event.kind in OWN_KINDS:
            edits.setdefault(event.release_id, event.at)
    return dict(list(edits.items())[: 3 * SHOWN])


def _releases(edited):
    decisions = Event.objects.filter(kind__in=DECISIONS)
    decisions = decisions.select_related("actor").defer("changes", "fingerprint")
    columns = [*title_columns(), *languages.columns("status")]
    found = Release.objects.with_states().only(*columns).prefetch_related(Prefetch("events", decisions))
    by_key = found.in_bulk(list(edited))
    return [by_key[key] for key in edited if key in by_key]


def _drafts(release, written):
    return [code for code in written if getattr(release, f"desk_{code}") == DeskState.DRAFT]


def _is_withdrawn_since(edited_at, release, language):
    """A withdrawal leaves a draft behind that nobody means to finish, unless they write in it again."""
    own = (event for event in release.events.all() if event.language == language)
    return any(event.kind == Event.Kind.WITHDRAWN and event.at > edited_at for event in own)


def _returned_to(user, release, language):
    event = workflow.returned_with(release, language)
    return event if event and workflow.submitted_by(release, language) == user else None


def _returned(release, language, event):
    title, spoken = title_in(release, language)
    returned = _("returned by %(who)s, %(when)s") % {
        "who": event.actor_name,
        "when": moment_in_words(event.at),
    }
    return Task(
        title,
        _("Take up again"),
        address_of(release.pk),
        [release.reference, returned, languages.own_name(language)],
        spoken,
        remark=event.note,
    )


def _to_continue(drafts, edited):
    """One row of each release, whichever of its languages are drafts."""
    codes: dict[Release, list[str]] = {}
    for release, code in drafts:
        codes.setdefault(release, []).append(code)
    for release in list(codes)[:SHOWN]:
        title, spoken = title_in(release, codes[release][0])
        names = [languages.own_name(code) for code in codes[release]]
        when = _("edited %(when)s") % {"when": moment_in_words(edited[release.pk])}
        facts = [release.reference, _("draft"), ", ".join(names), when]
        yield Task(title, _("Continue"), address_of(release.pk), facts, spoken)
    if len(codes) > SHOWN:
        yield listed(_("All drafts"), "drafts")
