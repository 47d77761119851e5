from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .sessions import poll


@require_safe
@never_cache
@poll
def session_status(request):
    """{"authenticated": whether the desk still knows this browser, "account": whose it is now, a key or '',
    "token": the csrfmiddlewaretoken of now}.

    Asked before a form of the desk is sent: signing in again changes the token, and perhaps the account.
    """
    authenticated = request.user.is_active and request.user.is_staff
    account = str(request.user.pk) if authenticated else ""
    return JsonResponse({"authenticated": authenticated, "account": account, "token": get_token(request)})
