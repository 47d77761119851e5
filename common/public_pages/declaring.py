import re
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

# One spelling of each number: 01, +1 and １ would each be kept as a page of its own.
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
# What readers write themselves: whoever sends many would fill the memory, so its pages are made each time.
NEVER_KEPT = re.compile(r"(?!)")
# Others are about one request, such as that its body is too large.
SHARED = frozenset({200, 301, 302, 400, 404, 410})
SAFE_METHODS = frozenset({"GET", "HEAD"})
# Below it a parameter that no page knows is for the view to refuse.
STRICT = "/api/"
# name: how its value is written, for every parameter that a kept page depends on.
parameters: dict[str, re.Pattern[str]] = {}


def kept(view, **known: re.Pattern[str]):
    """The view, whose answers depend on nothing but the address, these parameters and what is public."""
    parameters.update(known)

    @wraps(view)
    def marked(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        others = request.GET.keys() & parameters.keys() - known.keys()
        response.by_address_alone = True
        response.may_be_kept = getattr(response, "may_be_kept", True) and not others
        return response

    return marked


def made_anew(view):
    """As kept(), of answers that change by the hour, or that anybody may ask for in any number."""

    @wraps(view)
    def marked(request, *args, **kwargs):
        response = not_kept(view(request, *args, **kwargs))
        response.by_address_alone = True
        return response

    return marked


def not_kept(response: Any) -> Any:
    """An answer for everybody like those of kept views; but too many like it could be asked for."""
    response.may_be_kept = False
    return response


def known_query(request: HttpRequest) -> str | None:
    """The parameters that some page knows, in one spelling; None where a value has another, or the view is to
    refuse one."""
    if not request.META.get("QUERY_STRING"):
        return ""
    if request.path_info.startswith(STRICT) and not parameters.keys() >= request.GET.keys():
        return None
    values = {name: request.GET[name] for name in sorted(parameters) if name in request.GET}
    if all(parameters[name].fullmatch(value) for name, value in values.items()):
        return "&".join(f"{name}={value}" for name, value in values.items())
    return None


def is_for_everybody(response: HttpResponse) -> bool:
    """A kept view made it, or one of many like it, and nothing in it is meant for one person."""
    return bool(
        hasattr(response, "may_be_kept")
        and response.status_code in SHARED
        and not response.streaming
        and not response.cookies
        and "Cookie" not in response.get("Vary", "")
        and "'nonce-" not in response.get("Content-Security-Policy", "")
        and "no-store" not in response.get("Cache-Control", "")
    )
