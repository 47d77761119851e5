"""What no view of the data answers is refused in JSON, too: the sites that ask read nothing else."""

from django.urls import reverse

from .answers import refusal

BELOW = "/api/"
MESSAGES = {
    400: "This request cannot be read.",
    413: "This request is too large: addresses of the API are read.",
    500: "The site could not answer. Ask again later.",
}


class ErrorsInJsonMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not (request.path_info.startswith(BELOW) and _is_page_of_error(response)):
            return response
        status = response.status_code
        return refusal(status, _nowhere() if status == 404 else MESSAGES.get(status, MESSAGES[400]))


def _is_page_of_error(response):
    return response.status_code >= 400 and response["Content-Type"].startswith("text/html")


def _nowhere():
    known = ", ".join(map(reverse, ("api_releases", "api_organisations", "oembed")))
    return f"There is nothing at this address. What can be asked: {known}."
