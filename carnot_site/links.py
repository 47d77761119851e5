from django.http import JsonResponse

from releases.texts.addresses import leads_nowhere, normalise_link

from .desk_posts import desk_post

MAX_LENGTH = 2000  # characters of an address that are looked at


@desk_post
def check(request):
    """{"leads_nowhere": what the editor's dialog cannot know: which pages this site has}."""
    meant = normalise_link(request.POST.get("address", "")[:MAX_LENGTH])
    return JsonResponse({"leads_nowhere": bool(meant) and leads_nowhere(meant)})
