"""Whoever began a release may throw it away again, as long as it was never submitted."""

from common import languages
from common.typing_bases import ModelAdminMixinBase

from ..models import Event, Release, Status
from ..workflow.prefetching import at_hand

TOLD = (Event.Kind.CREATED, Event.Kind.SUBMITTED)


def is_own_draft(release: Release, user) -> bool:
    if any(release.status_in(code) != Status.DRAFT for code in languages.LANGUAGES):
        return False
    known = at_hand(release, "events")
    events = Event.objects.of(release).filter(kind__in=TOLD) if known is None else known
    return [(event.kind, event.actor_id) for event in events if event.kind in TOLD] == [
        (Event.Kind.CREATED, user.pk)
    ]


class OwnDraftsMixin(ModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    def has_delete_permission(self, request, obj=None):
        if super().has_delete_permission(request, obj):
            return True
        return bool(obj and self.has_change_permission(request, obj) and is_own_draft(obj, request.user))
