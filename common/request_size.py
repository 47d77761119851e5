from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.views import defaults


class RequestSizeMiddleware:
    """Behind LanguageMiddleware and AuthenticationMiddleware, in front of whatever reads the body.

    A body without a length (chunked) needs no bound: Django reads none of it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = length_of(request)
        # A small request costs no look-up of the person.
        if length > settings.MAX_PUBLIC_REQUEST and length > (limit := limit_for(request)):
            return too_large(request, limit)
        return self.get_response(request)


def length_of(request) -> int:
    """Bytes of the body as announced; never more of it is read."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def limit_for(request) -> int:
    """Bytes: only people of the desk bring files, and only to the desk."""
    at_desk = is_at_desk(request) and request.user.is_active and request.user.is_staff
    return settings.MAX_DESK_REQUEST if at_desk else settings.MAX_PUBLIC_REQUEST


def is_at_desk(request) -> bool:
    return request.path_info.startswith(settings.DESK_PATH)


def too_large(request, limit: int):
    """What was too large and what to do, in the reader's language."""
    context = {
        "limit": filesizeformat(limit),
        "is_at_desk": is_at_desk(request),
        "takes_files": limit == settings.MAX_DESK_REQUEST,
    }
    return render(request, "413.html", context, status=413)


def bad_request(request, exception):
    """Django's page for what it cannot read, and ours for what is too much to be read."""
    limit = next((limit for kind, limit in _parser_limits() if isinstance(exception, kind)), None)
    if limit is None:
        return defaults.bad_request(request, exception)
    return render(request, "413.html", limit, status=413)


def _parser_limits():
    yield RequestDataTooBig, {"texts": filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)}
    yield TooManyFieldsSent, {"fields": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS}
    yield TooManyFilesSent, {"files": settings.DATA_UPLOAD_MAX_NUMBER_FILES}
