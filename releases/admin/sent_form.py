"""What an open form sends by itself."""

import json
import zlib
from typing import Any, NamedTuple

from django.core.exceptions import BadRequest

from common import languages
from common.request_size import length_of

from ..workflow import choices, drafts

PAGE_LENGTH = 40
# Bytes, once inflated: two bodies of the longest, as they are and as they were, written in any letters.
MAX_INFLATED = 6 * 1024 * 1024


class Sent(NamedTuple):
    """{name: what was typed or chosen}, and {name: digest of what stood there when the form was opened}.

    `seen` are bodies that were typed over, where the form still knows them.
    """

    page: str
    # The page that it follows in its window.
    before: str
    language: str
    revision: int
    texts: dict[str, str]
    choices: dict[str, str | list[str]]
    opened: dict[str, str]
    seen: dict[str, str]
    others: dict[str, Any]


def read(request) -> Sent:
    try:
        sent = json.loads(inflated(request))
        return Sent(
            page=str(sent["page"])[:PAGE_LENGTH],
            before=str(sent.get("before", ""))[:PAGE_LENGTH],
            language=sent["language"] if sent["language"] in languages.LANGUAGES else "",
            revision=int(sent["revision"]),
            texts=_texts(sent.get("texts", {}), drafts.COLUMNS),
            choices=_choices(sent.get("choices", {})),
            opened=_opened(sent.get("opened", {})),
            seen=_texts(sent.get("seen", {}), drafts.COLUMNS),
            others=sent,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, zlib.error) as problem:
        raise BadRequest("No texts of a release") from problem


def _texts(sent, names):
    return {name: str(sent[name]) for name in names if name in sent}


def _opened(sent):
    return {name: str(sent[name]) for name in sent if name in drafts.COLUMNS or choices.is_name(name)}


def _choices(sent):
    chosen = {name: sent[name] for name in sent if choices.is_name(name)}
    return {
        name: list(map(str, each)) if isinstance(each, list) else str(each) for name, each in chosen.items()
    }


def inflated(request):
    if length_of(request) > MAX_INFLATED:
        raise ValueError("Too large")
    if request.headers.get("Content-Encoding") != "gzip":
        return request.body
    inflating = zlib.decompressobj(wbits=31)
    body = inflating.decompress(request.body, MAX_INFLATED)
    if inflating.unconsumed_tail or not inflating.eof:
        raise ValueError("Too large, or cut off")
    return body
