"""Asks other sites whether the pages that texts link to are still there: docs/operations.md.

Public addresses only, each one that leads on included; nothing of a page is read but its head.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import requests
from django.utils import timezone
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress

from common import languages

from ..models import Boilerplate, LinkAnswer, Release
from ..models.link_answer import LONGEST_ADDRESS
from ..texts.addresses import is_external
from ..texts.checks import links_in

Problem = LinkAnswer.Problem
CONNECT_SECONDS, ANSWER_SECONDS = 5, 10
MOST_REDIRECTS = 5
# A program is turned away with others of the four hundreds, where a reader is not.
PROBLEMS = {401: Problem.REFUSED, 404: Problem.GONE, 410: Problem.GONE}


class Answer(NamedTuple):
    problem: str
    status: int | None = None


def session() -> requests.Session:
    made = HTTPSession(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=False,
            never_redirect=False,
            default_timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
            user_agent_override="Mozilla/5.0 (compatible; press-room link check)",
        )
    )
    made.max_redirects = MOST_REDIRECTS
    # A proxy would resolve names by itself.
    made.trust_env = False
    return made


def ask(asking: requests.Session, address: str) -> Answer:
    try:
        with asking.get(address.partition("#")[0], stream=True) as response:
            status = response.status_code
    except InvalidIPAddress:
        return Answer(Problem.NOT_PUBLIC)
    except requests.TooManyRedirects:
        return Answer(Problem.ASTRAY)
    except (requests.RequestException, ValueError):
        return Answer(Problem.SILENT)
    return Answer(PROBLEMS.get(status, Problem.BROKEN if status >= 500 else ""), status)


def external_links() -> set[str]:
    """Of all texts of the desk, as they stand there."""
    return {
        address
        for text in _texts()
        for _words, address in links_in(text)
        if is_external(address) and len(address) <= LONGEST_ADDRESS
    }


def _texts() -> Iterator[str]:
    for model in (Release, Boilerplate):
        for row in model.objects.order_by().values_list(*languages.columns("body")).iterator():
            yield from filter(None, row)


def due(addresses: Iterable[str], days: int, most: int) -> list[str]:
    """Those that were never asked, then those that were asked longest ago."""
    asked = dict(LinkAnswer.objects.values_list("address", "asked_at"))
    before = timezone.now() - datetime.timedelta(days=days)
    never = datetime.datetime.min.replace(tzinfo=datetime.UTC)
    old = {address: asked.get(address, never) for address in addresses}
    return sorted((each for each in old if old[each] < before), key=lambda each: (old[each], each))[:most]


def keep(address: str, answer: Answer) -> None:
    values = {"problem": answer.problem, "status": answer.status, "asked_at": timezone.now()}
    LinkAnswer.objects.update_or_create(address=address, defaults=values)


def forget_all_but(addresses: set[str]) -> int:
    """What no text links to any more."""
    gone = [pk for pk, address in LinkAnswer.objects.values_list("pk", "address") if address not in addresses]
    LinkAnswer.objects.filter(pk__in=gone).delete()
    return len(gone)
