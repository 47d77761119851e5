"""Who has a release now: whoever has to do the next thing; nobody where all is as published."""

from functools import reduce
from operator import or_

from django.contrib.auth.models import User
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common import languages

from .. import workflow
from ..models import DeskState, Event, Release, Status
from ..models.states import ReleaseQuerySet

EDITING = (Event.Kind.CREATED, Event.Kind.EDITED)
# Beside the keys of people.
READER, REVIEW = "you", "review"


def with_last_hands(releases: QuerySet) -> QuerySet:
    """Adds who wrote last, and who submitted each language last."""
    events = Event.objects.filter(release=OuterRef("pk"))
    written, submitted = events.filter(kind__in=EDITING), events.filter(kind=Event.Kind.SUBMITTED)
    submitters = {
        f"submitter_{code}": Subquery(submitted.filter(language=code).values("actor")[:1])
        for code in languages.LANGUAGES
    }
    return releases.annotate(
        writer_id=Subquery(written.values("actor")[:1]),
        writer_name=Subquery(written.values("actor_name")[:1]),
        **submitters,
    )


def who_has(release: Release, reader: User) -> str:
    """Of one from with_states() and with_last_hands()."""
    states = {code: getattr(release, f"desk_{code}") for code in languages.LANGUAGES}
    waiting = [code for code, state in states.items() if state == DeskState.IN_REVIEW]
    if any(_may_decide(release, code, reader) for code in waiting):
        return _("you")
    if waiting:
        return pgettext("who has the release now", "review")
    if DeskState.DRAFT not in states.values():
        return ""
    return _("you") if release.writer_id == reader.pk else release.writer_name or ""  # type: ignore[attr-defined]


def _may_decide(release, language, reader):
    is_own = getattr(release, f"submitter_{language}") == reader.pk
    return workflow.may(reader, workflow.APPROVE, language) and not is_own


def held_by(releases: ReleaseQuerySet, holder: str, reader: User) -> QuerySet:
    """Those of which who_has() says it: READER, REVIEW or the key of a person."""
    if holder == READER:
        drafts = _drafts_of(releases, reader.pk)
        decided = with_last_hands(releases.in_review()).filter(_to_be_decided_by(reader))
        return releases.filter(Q(pk__in=drafts.values("pk")) | Q(pk__in=decided.values("pk")))
    if holder == REVIEW:
        return with_last_hands(releases.in_review()).exclude(_to_be_decided_by(reader))
    return _drafts_of(releases, int(holder)) if holder.isdecimal() else releases.none()


def _drafts_of(releases, person):
    waiting = releases.in_review().order_by().values("pk")
    return with_last_hands(releases.with_drafts()).filter(writer_id=person).exclude(pk__in=waiting)


def _to_be_decided_by(reader):
    conditions = [
        Q(**{languages.column_in(code, "status"): Status.IN_REVIEW})
        & (~Q(**{f"submitter_{code}": reader.pk}) | Q(**{f"submitter_{code}": None}))
        for code in languages.LANGUAGES
        if workflow.may(reader, workflow.APPROVE, code)
    ]
    return reduce(or_, conditions, Q(pk__in=()))
