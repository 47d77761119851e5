from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .sessions import poll


@require_safe
@never_cache
@poll
def presence(request):
    """{"here": whether the desk still knows this browser, "token": the csrfmiddlewaretoken of now}.

    Asked before a form of the desk is sent: signing in again changes the token.
    """
    here = request.user.is_active and request.user.is_staff
    return JsonResponse({"here": here, "token": get_token(request)})
