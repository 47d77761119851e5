from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST


def desk_post(view):
    """For what scripts of the desk ask. By POST: words of drafts are for no log."""

    @require_POST
    @never_cache
    @wraps(view)
    def asked(request):
        if not admin.site.has_permission(request):
            raise PermissionDenied
        return view(request)

    return asked
