from django.http import JsonResponse

from common.slugs import LENGTH, propose_slug

from .desk_posts import desk_post

MAX_LENGTH = 500  # characters of a title that are looked at


@desk_post
def propose(request):
    """{"slug": what would be proposed at saving}."""
    length = request.POST.get("length", "")
    limit = min(int(length), LENGTH) if length.isdecimal() and len(length) < 5 else LENGTH
    return JsonResponse({"slug": propose_slug(request.POST.get("text", "")[:MAX_LENGTH], limit)})
