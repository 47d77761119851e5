from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from common import languages
from common.day_words import moment_in_words
from common.first_page import Task

from .. import workflow
from ..models import Edition, Event, Release, Status
from .rows import SHOWN, may_see_releases, signed_in, title_columns, title_in


def to_review(request: HttpRequest) -> Iterator[Task]:
    """Texts in review that others submitted, for whoever may approve them; what waits longest first."""
    user = signed_in(request)
    codes = [code for code in languages.LANGUAGES if workflow.may(user, workflow.APPROVE, code)]
    if codes and may_see_releases(user):
        yield from map(_task, _submissions(codes).exclude(actor=user)[:SHOWN])


def _submissions(codes):
    """The last one of each text that is in review now: from the few releases that are, not event by event."""
    # One question for each language: of “either” SQLite reads the whole table.
    first, *others = (Release.objects.order_by().filter(**_in_review(code)).values("pk") for code in codes)
    of_text = (Q(language=code, **_in_review(code, "release__")) for code in codes)
    own = Q(release=OuterRef("release"), language=OuterRef("language"))
    later = Event.objects.filter(own, kind=Event.Kind.SUBMITTED, pk__gt=OuterRef("pk"))
    seen = Edition.objects.ever_live().filter(own)
    submitted = Event.objects.filter(kind=Event.Kind.SUBMITTED, release__in=first.union(*others))
    found = submitted.filter(reduce(or_, of_text), ~Exists(later))
    columns = [f"release__{name}" for name in title_columns()]
    found = found.annotate(is_correction=Exists(seen)).select_related("release").order_by("at", "pk")
    return found.only("release", "language", "at", "actor_name", *columns)


def _in_review(code, prefix=""):
    return {prefix + languages.column_in(code, "status"): Status.IN_REVIEW}


def _task(submission):
    title, language = title_in(submission.release, submission.language)
    submitted = {"who": submission.actor_name, "when": moment_in_words(submission.at)}
    return Task(
        title,
        _("Review"),
        _page_of(submission),
        [
            submission.release.reference,
            _("submitted by %(who)s, %(when)s") % submitted,
            _("correction") if submission.is_correction else _("first publication"),
            languages.own_name(submission.language),
        ],
        language,
        comes_first=True,
    )


def _page_of(submission):
    """Where it is read and decided on."""
    names = [submission.release_id, submission.language, workflow.APPROVE.name]
    return reverse("admin:releases_release_transition", args=names)
