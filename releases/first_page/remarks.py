from collections.abc import Iterator

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common import languages
from common.day_words import moment_in_words
from common.fields import field_of
from common.first_page import Task

from ..models import Event, Release, Remark
from .own_work import OWN_KINDS, RECENT
from .rows import address_of, may_see_releases, signed_in, title_columns, title_in

MOST = 20


def remarks_to_answer(request: HttpRequest) -> Iterator[Task]:
    """In which somebody else had the last word, on what this person wrote, submitted or remarked on."""
    user = signed_in(request)
    if may_see_releases(user):
        yield from map(_task, _waiting(user)[:MOST])


def _waiting(user) -> QuerySet[Remark]:
    written = (
        Event.objects.filter(actor=user, kind__in=OWN_KINDS).order_by("-at", "-pk").values("release")[:RECENT]
    )
    remarked = Remark.objects.filter(actor=user).order_by("-at", "-pk").values("release")[:RECENT]
    thread = Remark.objects.filter(Q(pk=OuterRef("pk")) | Q(reply_to=OuterRef("pk"))).order_by("-at", "-pk")
    open_ones = Remark.objects.open().filter(Q(release__in=written) | Q(release__in=remarked))
    found = open_ones.annotate(
        last_by=Subquery(thread.values("actor")[:1]),
        last_name=Subquery(thread.values("actor_name")[:1]),
        last_at=Subquery(thread.values("at")[:1]),
        last_text=Subquery(thread.values("text")[:1]),
    )
    # Whoever is no more is somebody else. A return is told by itself, until somebody replies to it.
    found = found.filter(~Q(last_by=user.pk) | Q(last_by=None)).exclude(is_return=True, replies=None)
    columns = [f"release__{name}" for name in title_columns()]
    own = ["release", "language", "field"]
    return found.select_related("release").only(*own, *columns).order_by("last_at", "pk")


def _task(remark):
    title, spoken = title_in(remark.release, remark.language or remark.release.source_language)
    said = _("remark by %(who)s, %(when)s") % {
        "who": remark.last_name,
        "when": moment_in_words(remark.last_at),
    }
    text = capfirst(str(field_of(Release, remark.field).verbose_name)) if remark.field else ""
    name = languages.own_name(remark.language) if remark.language else ""
    facts = filter(None, [remark.release.reference, said, text, name])
    address = f"{address_of(remark.release_id)}#remark-{remark.pk}"
    return Task(title, _("Answer the remark"), address, list(facts), spoken, remark=remark.last_text)
