from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from releases.texts.addresses import leads_nowhere, mend_link

MOST = 2000  # characters of an address that are looked at


@require_POST
@never_cache
def check(request):
    """{"leads_nowhere": what the editor's dialog cannot know: which pages this site has}."""
    if not admin.site.has_permission(request):
        raise PermissionDenied
    meant = mend_link(request.POST.get("address", "")[:MOST])
    return JsonResponse({"leads_nowhere": bool(meant) and leads_nowhere(meant)})
