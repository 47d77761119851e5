from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from common import languages
from common.day_words import moment_in_words
from common.first_page import Link, Task

from .. import workflow
from ..models import Edition, Event, Release, Status
from .rows import SHOWN, listed, may_see_releases, signed_in, title_columns, title_in


def to_review(request: HttpRequest) -> Iterator[Task | Link]:
    """Texts in review that others submitted, for whoever may approve them; what waits longest first."""
    user = signed_in(request)
    codes = [code for code in languages.LANGUAGES if workflow.may(user, workflow.APPROVE, code)]
    if codes and may_see_releases(user):
        found = list(_submissions(codes).exclude(actor=user)[: SHOWN + 1])
        for submissions in _by_release(found[:SHOWN]):
            if _are_all_texts(submissions):
                yield _task(submissions)
            else:
                yield from (_task([submission]) for submission in submissions)
        if len(found) > SHOWN:
            yield listed(_("All that is in review"), "in_review")


def _by_release(submissions) -> Iterable[list[Event]]:
    found: dict[int, list[Event]] = {}
    for submission in submissions:
        found.setdefault(submission.release_id, []).append(submission)
    return found.values()


def _are_all_texts(submissions):
    """They are read on one page and approved in one act."""
    release = submissions[0].release
    titled = {code for code in languages.LANGUAGES if release.text("title", code)}
    return len(submissions) > 1 and titled == {each.language for each in submissions}


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


def _task(submissions):
    """Of one text, or of all that a release has."""
    submission = submissions[-1]
    title, language = title_in(submission.release, submissions[0].language)
    submitted = {"who": submission.actor_name, "when": moment_in_words(submission.at)}
    own_names = {each.language: languages.own_name(each.language) for each in submissions}
    is_correction = any(each.is_correction for each in submissions)
    return Task(
        title,
        _("Review"),
        _page_of(submissions),
        [
            submission.release.reference,
            _("submitted by %(who)s, %(when)s") % submitted,
            _("correction") if is_correction else _("first publication"),
            *(own_names[code] for code in languages.LANGUAGES if code in own_names),
        ],
        language,
        comes_first=True,
    )


def _page_of(submissions):
    """Where they are read and decided on."""
    release, *_others = [each.release_id for each in submissions]
    if len(submissions) > 1:
        return reverse("admin:releases_release_approve_together", args=[release])
    names = [release, submissions[0].language, workflow.APPROVE.name]
    return reverse("admin:releases_release_transition", args=names)
