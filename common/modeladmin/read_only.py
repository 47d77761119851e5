from .base import IS_KEPT, BaseAdmin


class ReadOnlyAdmin(BaseAdmin):
    """A log or a record is read here; only the acts themselves write it."""

    why_never_deleted = IS_KEPT

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_fields(self, request, obj=None):
        """Who did it is told by the name that was copied then, and once."""
        return [name for name in super().get_fields(request, obj) if name != "actor"]
