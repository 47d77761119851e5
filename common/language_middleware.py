from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language_from_path


class LanguageMiddleware(LocaleMiddleware):
    """What depends on its address alone is in no reader's language: a proxy keeps it once for all of them."""

    def process_response(self, request, response):
        if getattr(response, "by_address_alone", False) and not get_language_from_path(request.path_info):
            return response
        return super().process_response(request, response)
