from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.utils.cache import patch_cache_control


class PermissionsPolicyMiddleware:
    """Outermost, so that static files and pages of errors carry it too."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.value = ", ".join(f"{feature}=()" for feature in settings.PERMISSIONS_POLICY_NOBODY)

    def __call__(self, request):
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = self.value
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Writes the policy of the settings once, not anew for each answer as django-csp does."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.policy = build_policy()

    def process_response(self, request, response):
        has_own = any(name.startswith("_csp") for name in vars(response))
        if has_own or HEADER in response or getattr(request, "_csp_nonce", None):
            return super().process_response(request, response)
        response.headers[HEADER] = self.policy
        return response


class NoCacheMiddleware:
    """A browser asks anew where an answer does not say how long it holds.

    Without it a browser may keep a page, a missing or a withdrawn one too, for as long as it guesses.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True)
        return response
