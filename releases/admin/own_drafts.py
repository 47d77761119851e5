"""Whoever began a release may throw it away again, as long as it was never submitted."""

from common import languages
from common.typing_bases import ModelAdminMixinBase

from ..models import Event, Release, Status


def is_own_draft(release: Release, user) -> bool:
    if any(release.status_in(code) != Status.DRAFT for code in languages.LANGUAGES):
        return False
    told = Event.objects.of(release).filter(kind__in=(Event.Kind.CREATED, Event.Kind.SUBMITTED))
    return list(told.values_list("kind", "actor")) == [(Event.Kind.CREATED, user.pk)]


class OwnDraftsMixin(ModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    def has_delete_permission(self, request, obj=None):
        if super().has_delete_permission(request, obj):
            return True
        return bool(obj and self.has_change_permission(request, obj) and is_own_draft(obj, request.user))
