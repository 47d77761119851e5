import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from .models import Session
from .request_size import is_at_desk

RENEWED_AT = "renewed_at"
# Said at sign-in: others use this machine, and nothing that is typed may be kept in its browser.
SHARED_MACHINE = "shared_machine"


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls):
        return Session

    def create_model_instance(self, data):
        if SESSION_KEY in data:
            # Signing in is work, too: the first page need not write it again.
            data.setdefault(RENEWED_AT, int(time.time()))
        session = super().create_model_instance(data)
        session.account = data.get(SESSION_KEY, "")  # type: ignore[attr-defined]
        return session


def sign_out_everywhere(user) -> int:
    """Ends every session of the account; how many there were."""
    return Session.objects.filter(account=str(user.pk)).delete()[0]


class SessionRenewalMiddleware:
    """Work puts off the end of a session; written at most once in SESSION_RENEWED_EVERY seconds."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, _arguments, _options):
        if not is_at_desk(request) or getattr(view, "is_poll", False) or not request.user.is_authenticated:
            return
        now = int(time.time())
        if now - request.session.get(RENEWED_AT, 0) >= settings.SESSION_RENEWED_EVERY:
            request.session[RENEWED_AT] = now


def poll(view):
    """For what a page asks by itself: nobody need be there."""
    view.is_poll = True
    return view
