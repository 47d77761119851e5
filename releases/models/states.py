"""Two facts of each language, neither hiding the other: what the public has, where the desk's text stands."""

import datetime
from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.lookups import IsNull
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common import languages
from common.search import SearchedQuerySet

from .edition import Edition
from .following import TO_READ
from .translation_state import TranslationState, compared_columns, keep_states, set_states, state_columns


class Status(models.TextChoices):
    """Where the desk's text of one language stands in the workflow."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    APPROVED = "approved", _("approved")


class PublicState(models.TextChoices):
    """What the public has of one language."""

    NOTHING = "nothing", _("not on the site")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("live")
    WITHDRAWN = "withdrawn", _("withdrawn")


class DeskState(models.TextChoices):
    """Where the desk's text of one language stands for those who look at it."""

    EMPTY = "empty", _("no text")
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("as published")


class ReleaseQuerySet(SearchedQuerySet):
    def with_states(self, at: datetime.datetime | None = None):
        """Adds, per language, public_xx and desk_xx, since_xx (when readers first had what is live) and
        scheduled_xx (when the next edition goes live)."""
        annotations: dict[str, Any] = {}
        for language in languages.LANGUAGES:
            annotations |= _public_columns(language, at) | {f"desk_{language}": _desk_state(language)}
        return self.annotate(**annotations)

    def in_review(self):
        return self.filter(_in_any_language(lambda code: _status(code, Status.IN_REVIEW)))

    def with_drafts(self):
        """In any language in which there is something to read."""
        return self.filter(_in_any_language(lambda code: _draft_that(code, _some_text(code))))

    def with_scheduled(self):
        """The first edition of a language or a correction of it."""
        now = timezone.now()
        coming = Edition.objects.live_or_scheduled(now).filter(live_from__gt=now).order_by()
        return self.filter(pk__in=coming.values("release"))

    def in_translation_state(self, state: str, language: str):
        return self.filter(**{languages.column_in(language, "translation_state"): state})

    def with_differing_languages(self):
        return self.filter(_in_any_language(lambda code: Q(**{languages.column_in(code, "differs"): True})))

    def update(self, **values):
        if not compared_columns() & values.keys():
            return super().update(**values)
        changed = list(self.values_list("pk", flat=True))
        count = super().update(**values)
        keep_states(self.model, pk__in=changed)
        return count

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs, fields = tuple(objs), list(fields)
        if compared_columns() & set(fields):
            # By hand: no field is asked before a bulk_update().
            set_states(objs)
            fields += state_columns()
        return super().bulk_update(objs, fields, *args, **kwargs)

    bulk_update.alters_data = True  # type: ignore[attr-defined]

    def in_public_state(self, state: str, language: str):
        """Of with_states(). What few releases have is found by its editions, not release by release."""
        now = timezone.now()
        own = Edition.objects.filter(language=language).order_by()
        few = {
            PublicState.SCHEDULED: own.live_or_scheduled(now).filter(live_from__gt=now),
            PublicState.WITHDRAWN: own.withdrawn().filter(withdrawn_at__isnull=False),
        }
        found = self.filter(pk__in=few[state].values("release")) if state in few else self  # type: ignore[index]
        return found.filter(**{f"public_{language}": state})

    def in_desk_state(self, state: str, language: str):
        """Of with_states(). The column of the workflow has an index; whether there is a text has none."""
        status = languages.column_in(language, "status")
        of_workflow = {DeskState.PUBLISHED: Status.APPROVED, DeskState.IN_REVIEW: Status.IN_REVIEW}
        if state in of_workflow:
            return self.filter(**{status: of_workflow[DeskState(state)]})
        return self.filter(_is_draft(language), **{f"desk_{language}": state})


def _in_any_language(condition: Callable[[str], Q]) -> Q:
    return reduce(or_, map(condition, languages.LANGUAGES))


def _status(language, status):
    return Q(**{languages.column_in(language, "status"): status})


def _is_draft(language):
    return _status(language, Status.DRAFT) | _status(language, None)


def _draft_that(language, condition):
    """Said of each of the two values, so that a database finds either by the index of the column."""
    return _status(language, Status.DRAFT) & condition | _status(language, None) & condition


def _public_columns(language, at):
    now = at or timezone.now()
    own = Edition.objects.filter(release=OuterRef("pk"), language=language).order_by("live_from")
    live, scheduled = own.live(now), own.live_or_scheduled(now).filter(live_from__gt=now)
    # A text that came back after a withdrawal is live since then.
    withdrawn_later = Edition.objects.filter(
        release=OuterRef("release"), language=language, withdrawn_at__gt=OuterRef("live_from")
    )
    seen = own.ever_live(now).filter(~Exists(withdrawn_later))
    return {
        f"since_{language}": Case(
            When(_there_is(live), then=Subquery(seen.values("live_from")[:1])),
            output_field=models.DateTimeField(),
        ),
        f"scheduled_{language}": Subquery(scheduled.values("live_from")[:1]),
        f"public_{language}": Case(
            When(_there_is(live), then=Value(PublicState.LIVE)),
            When(_there_is(scheduled), then=Value(PublicState.SCHEDULED)),
            When(_there_is(own.withdrawn(at)), then=Value(PublicState.WITHDRAWN)),
            default=Value(PublicState.NOTHING),
            output_field=models.CharField(),
        ),
    }


def _there_is(editions):
    """Asked of each row that is shown: for EXISTS, PostgreSQL may first read the editions of all releases."""
    return IsNull(Subquery(editions.values("pk")[:1]), False)


def _desk_state(language):
    status = languages.column_in(language, "status")
    return Case(
        When(Q(**{status: Status.APPROVED}), then=Value(DeskState.PUBLISHED)),
        When(Q(**{status: Status.IN_REVIEW}), then=Value(DeskState.IN_REVIEW)),
        When(_no_text(language), then=Value(DeskState.EMPTY)),
        default=Value(DeskState.DRAFT),
        output_field=models.CharField(),
    )


def _some_text(language):
    return ~Q(**{languages.column_in(language, "translation_state"): TranslationState.MISSING})


def _no_text(language):
    condition = Q()
    for field in TO_READ:
        column = languages.column_in(language, field)
        condition &= Q(**{column: ""}) | Q(**{f"{column}__isnull": True})
    return condition
