"""What waits for whoever writes a language and not its source, by what is kept of each translation."""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext as _

from common import languages
from common.day_words import day_in_words
from common.first_page import Link, Task

from .. import workflow
from ..models import Edition, Release, Status, TranslationState
from ..models.states import ReleaseQuerySet
from .rows import SHOWN, address_of, listed, signed_in, title_columns

SETTLED = [Status.IN_REVIEW, Status.APPROVED]


def to_update(request: HttpRequest) -> Iterator[Task | Link]:
    """What readers have in a language, while its source says something else now."""
    for code, releases in _of_settled_sources(request):
        stale = releases.in_translation_state(TranslationState.STALE, code).filter(_has_readers(code))
        found = list(stale.annotate(source_approved_at=_last_approval_of_source())[: SHOWN + 1])
        for release in found[:SHOWN]:
            yield _task(release, code, _("Update"), _why_to_update(release))
        if len(found) > SHOWN:
            yield listed(_("All to be updated"), f"stale_{code}")


def to_translate(request: HttpRequest) -> Iterator[Task | Link]:
    """What has no text in a language yet, or a stale one that readers do not have."""
    for code, releases in _of_settled_sources(request):
        states = languages.column_in(code, "translation_state")
        missing, stale = (
            Q(**{states: state}) for state in (TranslationState.MISSING, TranslationState.STALE)
        )
        found = list(releases.filter(missing | stale & ~Q(_has_readers(code)))[: SHOWN + 1])
        for release in found[:SHOWN]:
            is_stale = getattr(release, states) == TranslationState.STALE
            reason = _("the source has changed") if is_stale else _("no text yet")
            yield _task(release, code, _("Translate"), reason)
        if len(found) > SHOWN:
            yield listed(_("All without a translation"), f"missing_{code}")


def contradicting(request: HttpRequest) -> Iterator[Task | Link]:
    """What readers have in two languages that do not state the same, for who writes one of them."""
    user = signed_in(request)
    written = [code for code in languages.LANGUAGES if workflow.may_write(user, code)]
    if not written:
        return
    columns = [*title_columns(), *languages.columns("differs")]
    conditions = reduce(or_, (_contradicts_for(code, written) for code in languages.LANGUAGES))
    found = list(Release.objects.filter(conditions).only(*columns)[: SHOWN + 1])
    for release in found[:SHOWN]:
        yield _task(release, _to_compare(release, written), _("Compare"), _("the languages differ"))
    if len(found) > SHOWN:
        yield listed(_("All whose languages differ"), "differing")


def _contradicts_for(code, written):
    """A stale translation is to be updated: of that it is told already."""
    is_stale = Q(**{languages.column_in(code, "translation_state"): TranslationState.STALE})
    differs = Q(**{languages.column_in(code, "differs"): True}) & ~is_stale
    own = Q() if code in written else Q(source_language__in=written)
    return differs & own & Q(_has_readers(code)) & Q(_has_readers(OuterRef("source_language")))


def _to_compare(release, written):
    """The translation that differs, or where this person does not write it, its source."""
    differing = [
        code for code in languages.LANGUAGES if getattr(release, languages.column_in(code, "differs"))
    ]
    return next((code for code in differing if code in written), release.source_language)


def _of_settled_sources(request) -> Iterator[tuple[str, ReleaseQuerySet]]:
    """For each language that this person translates into; what is in review or approved hardly changes."""
    user = signed_in(request)
    written = [code for code in languages.LANGUAGES if workflow.may_write(user, code)]
    sources = [code for code in languages.LANGUAGES if code not in written]
    if not sources:
        return
    settled = reduce(or_, map(_is_settled, sources))
    for code in written:
        columns = [
            *title_columns(),
            *languages.columns("status"),
            languages.column_in(code, "translation_state"),
        ]
        yield code, Release.objects.filter(settled).only(*columns)


def _is_settled(source):
    return Q(source_language=source, **{f"{languages.column_in(source, 'status')}__in": SETTLED})


def _has_readers(language):
    return Exists(Edition.objects.live(language=language).filter(release=OuterRef("pk")).order_by())


def _last_approval_of_source():
    own = Edition.objects.filter(release=OuterRef("pk"), language=OuterRef("source_language"))
    return Subquery(own.order_by("-number").values("approved_at")[:1])


def _why_to_update(release):
    if release.status_in(release.source_language) == Status.IN_REVIEW:
        return _("a correction of the source is in review")
    if not release.source_approved_at:
        return _("the source has changed")
    return _("source corrected %(day)s") % {"day": day_in_words(release.source_approved_at)}


def _task(release, language, verb, reason):
    facts = [release.reference, languages.own_name(language), reason]
    title = release.any_title() or release.reference
    address = f"{address_of(release.pk)}#language-{language}"
    return Task(title, verb, address, facts, release.source_language)
