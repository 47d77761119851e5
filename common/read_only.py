"""Public addresses are read: no form is sent to them, but behind a secret link."""

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.utils.translation import gettext

from . import secret_links
from .public_pages.declaring import SAFE_METHODS

READING, WRITING = sorted(SAFE_METHODS), [*sorted(SAFE_METHODS), "POST"]
# The desk has its own forms; data says in JSON what it does not take.
_NOT_OURS = (settings.DESK_PATH, "/api/")


class ReadOnlyMiddleware:
    """In front of what protects forms: to another method, its sentence about cookies would say nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in SAFE_METHODS or request.path_info.startswith(_NOT_OURS):
            return self.get_response(request)
        allowed = WRITING if secret_links.is_secret(request.path_info) else READING
        if request.method in allowed:
            return self.get_response(request)
        sentence = gettext("This address is for reading: %(methods)s.") % {"methods": ", ".join(allowed)}
        return HttpResponseNotAllowed(allowed, f"{sentence}\n", content_type="text/plain; charset=utf-8")
