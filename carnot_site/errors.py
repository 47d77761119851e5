from django.http import HttpResponseNotFound
from django.template.loader import render_to_string
from django.utils.translation import get_language

from common import unsaved
from common.public_pages import under_clock


def page_not_found(request, exception):
    """The same for all addresses of one kind, so it is made once: anybody may ask for any number of them."""
    if page := unsaved.page(request, unsaved.NOT_FOUND):
        return page
    kind = getattr(request.resolver_match, "url_name", "")
    name = f"missing {kind} in {get_language()}"
    return HttpResponseNotFound(under_clock(name, lambda: render_to_string("404.html", request=request)))
