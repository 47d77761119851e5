"""Who asks matters at the desk and for files; pages for everybody go without sessions and accounts."""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest

from . import moments
from .languages import LANGUAGES
from .public_pages.declaring import SAFE_METHODS
from .typing_bases import MiddlewareMixinBase

_PREFIXES = ("/api/", *(f"/{language}/" for language in LANGUAGES))


def is_for_everybody(request: HttpRequest) -> bool:
    """Data, or a page with its language in the address; no form is sent to it, and no view knows who asks.

    An earlier moment of it is not for everybody.
    """
    is_public = request.method in SAFE_METHODS and request.path_info.startswith(_PREFIXES)
    return is_public and not moments.is_asked(request)


class NotForEverybody(MiddlewareMixinBase):
    def __call__(self, request):
        return self.get_response(request) if is_for_everybody(request) else super().__call__(request)


class DeskSessionMiddleware(NotForEverybody, SessionMiddleware):
    pass


class DeskAuthenticationMiddleware(NotForEverybody, AuthenticationMiddleware):
    pass


class DeskMessageMiddleware(NotForEverybody, MessageMiddleware):
    pass
