from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from common.slugs import LENGTH, propose_slug

MOST = 500  # characters of a title that are looked at


@require_POST
@never_cache
def propose(request):
    """{"slug": what would be proposed at saving}. By POST: titles of drafts are for no log."""
    if not admin.site.has_permission(request):
        raise PermissionDenied
    length = request.POST.get("length", "")
    limit = min(int(length), LENGTH) if length.isdecimal() and len(length) < 5 else LENGTH
    return JsonResponse({"slug": propose_slug(request.POST.get("text", "")[:MOST], limit)})
