"""The pages that answer a form of the desk that nobody could save: its words, to be copied or sent again."""

from typing import Any, NamedTuple

from django.contrib import admin
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.csrf import csrf_failure as default_csrf_failure

from .kept_files import TOKEN
from .sent_words import files_of, hidden_fields, is_too_long, pairs, texts_of


class Reason(NamedTuple):
    status: int
    title: str | Promise
    sentence: str | Promise
    # How to send it again; '' where that would not help.
    then: str | Promise = ""


SIGNED_OUT = Reason(
    403,
    gettext_lazy("You are signed out, and nothing was saved"),
    gettext_lazy("What you sent is on this page."),
    gettext_lazy("Sign in in another window, come back here, and press “Send again”."),
)
NOT_ALLOWED = Reason(
    403,
    gettext_lazy("This account may not do this, and nothing was saved"),
    gettext_lazy(
        "You are signed in as “%(account)s”, which lacks the permission. What you sent is on this page: copy "
        "what you need. If you wrote it with another account, sign in with that one; else ask an "
        "administrator of the press room for the permission."
    ),
)
OTHER_TOKEN = Reason(
    403,
    gettext_lazy("The form was not accepted, and nothing was saved"),
    gettext_lazy(
        "You signed in again in another window, or the browser refused the cookie that protects the form. "
        "What you sent is on this page."
    ),
    gettext_lazy("You are signed in as “%(account)s” now. If that is right, press “Send again”."),
)
NOT_FOUND = Reason(
    404,
    gettext_lazy("This page is no longer there, and nothing was saved"),
    gettext_lazy("What you sent is on this page: copy what you need."),
)
GONE = gettext_lazy("This has been deleted meanwhile, and nothing was saved")


def page(request: HttpRequest, reason: Reason, **context):
    """With what was sent; None where that holds no words."""
    if not (texts := texts_of(request)):
        return None
    account = {"account": request.user.get_username()}
    context = {
        **admin.site.each_context(request),
        "is_nav_sidebar_enabled": request.user.is_authenticated,
        "title": reason.title,
        "sentence": reason.sentence % account,
        "then": reason.then % account,
        "texts": texts,
        "is_cut": is_too_long(request),
        "files": [file for _name, file in files_of(request)],
        "sent": hidden_fields(request) if reason.then else [],
        "send_to": request.get_full_path(),
        "send_label": _("Send again"),
        **context,
    }
    return render(request, "admin/unsaved.html", context, status=reason.status)


def gone(request: HttpRequest, deleted: str, new: dict[str, list[str]], add_to: str, label: str):
    """For a row that is not there; `deleted` says by whom, `new` is what a form to add is to be sent."""
    context: dict[str, Any] = {"deleted": deleted} | ({"title": GONE} if deleted else {})
    if new:
        files = files_of(request)
        context |= {
            "sent": pairs(new.items()),
            "send_to": add_to,
            "send_label": label,
            "kept": [file for name, file in files if name + TOKEN in new],
            "files": [file for name, file in files if name + TOKEN not in new],
        }
    return page(request, NOT_FOUND._replace(status=410) if deleted else NOT_FOUND, **context)


def csrf_failure(request, reason=""):
    """What another site may have sent is neither shown nor offered to be sent again."""
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    own = page(request, OTHER_TOKEN) if is_ours and request.user.is_authenticated else None
    return own or default_csrf_failure(request, reason)
