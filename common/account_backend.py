from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission


class AccountBackend(ModelBackend):
    """All permissions of an account in one query; Django asks for its own and its groups’ apart."""

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "_perm_cache"):
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in self._all_of(user_obj)}
        return user_obj._perm_cache

    def _all_of(self, user):
        if user.is_superuser:
            return _named(Permission.objects.all())
        own, of_groups = user.user_permissions.all(), Permission.objects.filter(group__user=user)
        return _named(own).union(_named(of_groups))


def _named(permissions):
    return permissions.order_by().values_list("content_type__app_label", "codename")
