from django.http import HttpRequest


def origin_of(request: HttpRequest) -> str:
    """What a path becomes a whole address with."""
    known = getattr(request, "_origin", None)
    if known is None:
        # Each time it is asked for, Django compares the host with those that are allowed.
        known = request._origin = f"{request.scheme}://{request.get_host()}"  # type: ignore[attr-defined]
    return known
