from django.conf import settings


class PermissionsPolicyMiddleware:
    """Outermost, so that static files and pages of errors carry it too."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.value = ", ".join(f"{feature}=()" for feature in settings.PERMISSIONS_POLICY_NOBODY)

    def __call__(self, request):
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = self.value
        return response
