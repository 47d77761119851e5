"""Answers in JSON, errors too."""

import json
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from common.public_pages import not_kept
from common.public_pages.declaring import SAFE_METHODS
from common.small_letters import InCapitals

from ..lookup import Found
from ..missing import NotInList
from .representations import moment

# Letters of an address that an answer repeats.
MAX_NAME = 60


class OpenResponse(HttpResponse):
    """Which any website may read."""

    def __init__(self, text: str, content_type: str, status: int = 200, language: str = ""):
        super().__init__(text, content_type=f"{content_type}; charset=utf-8", status=status)
        self["Access-Control-Allow-Origin"] = "*"
        if language:
            self["Content-Language"] = language


class Answer(OpenResponse):
    def __init__(self, data: Any, status: int = 200, language: str = ""):
        super().__init__(json.dumps(data, ensure_ascii=False), "application/json", status, language)


def refusal(status: int, message: str, **more: Any) -> Answer:
    """Not kept: there are any number of them."""
    return not_kept(Answer({"error": {"status": status, "message": message, **more}}, status))


def gone(found: Found, language: str) -> Answer:
    """Why and when it was withdrawn; nothing of the text."""
    withdrawn = found.withdrawn(language)
    if withdrawn is None:
        raise Http404
    at = moment(withdrawn.interval.withdrawn_at)
    return refusal(410, "Withdrawn.", explanation=withdrawn.withdrawal_note, withdrawn_at=at)


def moved(address: str) -> OpenResponse:
    answer = not_kept(OpenResponse("", "application/json", 301))
    answer["Location"] = address
    return answer


def answers_in_json(view):
    @csrf_exempt
    @wraps(view)
    def answering(request, *args, **kwargs):
        if request.method not in SAFE_METHODS:
            answer = refusal(405, "Only GET and HEAD are answered.")
            answer["Allow"] = "GET, HEAD"
            return answer
        try:
            return view(request, *args, **kwargs)
        except BadRequest as error:
            return refusal(400, str(error))
        except NotInList as error:
            return refusal(404, f"{error}.")
        except Http404 as error:
            if isinstance(error, InCapitals) and (address := error.address(request.path)) != request.path:
                return moved(address)
            return refusal(404, "There is nothing at this address, or nothing has this value.")

    return answering


def takes(*known: str):
    """Another parameter is a mistake of who asks: without it the answer would not be what was meant."""

    def taking(view):
        @wraps(view)
        def asked(request, *args, **kwargs):
            if unknown := [name[:MAX_NAME] for name in request.GET if name not in known]:
                message = f"Unknown parameter: {', '.join(unknown)}. Known: {', '.join(known) or 'none'}."
                return refusal(400, message, unknown=unknown, known=list(known))
            return view(request, *args, **kwargs)

        return asked

    return taking
