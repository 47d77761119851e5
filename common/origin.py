from django.http import HttpRequest


def origin_of(request: HttpRequest) -> str:
    """What a path becomes a whole address with."""
    return f"{request.scheme}://{request.get_host()}"
