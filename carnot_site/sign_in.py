"""Signing in, changing a password, signing out everywhere: docs/decisions/0012."""

import secrets
import threading
from contextlib import contextmanager

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.template.response import TemplateResponse
from django.utils.crypto import salted_hmac
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View

from common.characters import to_unicode_form
from common.clients import network_of
from common.fields import field_of
from common.sessions import SHARED_MACHINE, sign_out_everywhere
from common.throttle import Attempt, RateLimit, TooManyAttempts, too_many

# Failed attempts at once, then one in so many seconds.
DEVICE_LIMIT = RateLimit("sign-in: a device that has signed in to the account before", burst=10, every=60)
ACCOUNT_AND_NETWORK_LIMIT = RateLimit("sign-in: the account, from the network", burst=5, every=60)
NETWORK_LIMIT = RateLimit("sign-in: the network, whatever the account", burst=30, every=10)
ACCOUNT_LIMIT = RateLimit("sign-in: the account, from unknown devices", burst=30, every=30)
PASSWORD_LIMIT = RateLimit("change of password: the account", burst=5, every=60)

MAX_NAME_LENGTH = field_of(User, "username").max_length or 254
DEVICE_KNOWN_FOR = 180 * 24 * 3600

# Hashing a password takes a processor for some tenths of a second: in each worker one is hashed, one stranger
# waits, and the other threads stay with the public.
_places = threading.BoundedSemaphore(2)
_hashing = threading.Lock()


@never_cache
@sensitive_post_parameters()
def login(request):
    account = _account(request)
    if request.method != "POST" or not account or not request.POST.get("password"):
        return admin.site.login(request)
    device = _device(request, account)
    limits = [(DEVICE_LIMIT, device)] if device else _unknown_device_limits(request, account)
    response = _rate_limited(request, Attempt(limits), admin.site.login, is_known=bool(device))
    if _succeeded(response):
        _remember(response, account, device or secrets.token_urlsafe(16))
        if SHARED_MACHINE in request.POST:
            request.session[SHARED_MACHINE] = True
    return response


@never_cache
@sensitive_post_parameters()
def change_password(request):
    view = admin.site.admin_view(admin.site.password_change, cacheable=True)
    if request.method != "POST" or not request.user.is_authenticated:
        return view(request)
    return _rate_limited(request, Attempt([(PASSWORD_LIMIT, str(request.user.pk))]), view, is_known=True)


@method_decorator(never_cache, name="dispatch")
class SignOutEverywhere(View):
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        return admin.site.admin_view(super().dispatch)(request, *args, **kwargs)

    def get(self, request):
        context = admin.site.each_context(request) | {"title": _("Sign out everywhere")}
        return TemplateResponse(request, "admin/sign_out_everywhere.html", context)

    def post(self, request):
        sign_out_everywhere(request.user)
        logout(request)
        context = admin.site.each_context(request) | {"title": _("You are signed out everywhere")}
        context |= {"has_permission": False, "is_everywhere": True}
        return TemplateResponse(request, "registration/logged_out.html", context)


def _rate_limited(request, attempt, view, is_known):
    """The view's answer; 429 before any password is hashed where a limit is used up."""
    try:
        attempt.check()
        with _place(is_known), _hashing:
            attempt.consume()
            response = view(request)
    except TooManyAttempts as refusal:
        return too_many(request, refusal, at_sign_in=True)
    if _succeeded(response):
        attempt.refund()
    return response


@contextmanager
def _place(is_known):
    """Whoever is known waits; strangers may be many, and would take every thread."""
    if is_known:
        yield
        return
    if not _places.acquire(blocking=False):
        raise TooManyAttempts(1)
    try:
        yield
    finally:
        _places.release()


def _succeeded(response):
    # Django's forms show themselves again after a failure, and lead on after a success.
    return response.status_code == 302


def _account(request) -> str:
    """As typed: a name that nobody has is counted like any other, and so betrays nothing.

    Read as the form reads it, blanks off first, so that no spelling reaches the form uncounted. Of one
    longer than any account's, which the form lets pass, its beginning is counted.
    """
    typed = request.POST.get("username", "").strip()[:MAX_NAME_LENGTH]
    return to_unicode_form("NFKC", typed).strip().casefold()


def _unknown_device_limits(request, account):
    network = network_of(request)
    return [
        (ACCOUNT_AND_NETWORK_LIMIT, f"{network} {account}"),
        (NETWORK_LIMIT, network),
        (ACCOUNT_LIMIT, account),
    ]


def _device(request, account):
    """What marks this browser since it signed in to the account; None for a stranger."""
    return request.get_signed_cookie(
        _cookie(account), default=None, salt=_cookie(account), max_age=DEVICE_KNOWN_FOR
    )


def _remember(response, account, device):
    """It lets nobody in: it only gives the browser attempts of its own, which strangers cannot use up."""
    response.set_signed_cookie(
        _cookie(account),
        device,
        salt=_cookie(account),
        max_age=DEVICE_KNOWN_FOR,
        path=settings.DESK_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _cookie(account):
    return f"device-{salted_hmac('carnot_site.sign_in', account, algorithm='sha256').hexdigest()[:16]}"
