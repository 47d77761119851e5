from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from common import languages
from common.first_page import Link, Task

from .. import workflow
from ..models import Release, Status
from ..models.release import TEXTS
from .rows import SHOWN, address_of, listed, signed_in, title_columns

# Releases that are looked at, the newest first: whether a translation is stale shows in its texts alone.
LOOKED_AT = 40


def to_translate(request: HttpRequest) -> Iterator[Task | Link]:
    """For whoever writes a language and not its source: what has no text yet, or an old one."""
    user = signed_in(request)
    written = [code for code in languages.LANGUAGES if workflow.may_write(user, code)]
    sources = [code for code in languages.LANGUAGES if code not in written]
    if not written or not sources:
        return
    found = [
        _task(release, code, reason)
        for release in _settled(sources)
        for code in written
        if (reason := _reason(release, code))
    ]
    yield from found[:SHOWN]
    if len(found) > SHOWN:
        yield listed(_("All without a translation"), f"missing_{written[0]}")


def _settled(sources):
    """Whose source is in review or approved: it will hardly change any more."""
    settled = [Status.IN_REVIEW, Status.APPROVED]
    either = (
        Q(source_language=code, **{f"{languages.column_in(code, 'status')}__in": settled}) for code in sources
    )
    texts = [column for field in TEXTS for column in languages.columns(field)]
    columns = dict.fromkeys([*title_columns(), "translated_from", *texts])
    return Release.objects.filter(reduce(or_, either)).only(*columns)[:LOOKED_AT]


def _reason(release, language):
    if not release.has_text(language):
        return _("no text yet")
    return _("the source has changed") if release.is_stale(language) else ""


def _task(release, language, reason):
    facts = [release.reference, languages.own_name(language), reason]
    title = release.any_title() or release.reference
    return Task(title, _("Translate"), address_of(release.pk), facts, release.source_language)
