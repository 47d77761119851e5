"""How often something may fail, counted where all workers see it.

Each limit lets `burst` attempts through at once and then one in `every` seconds (the generic cell rate
algorithm): whoever is refused waits that long at most, however many attempts were made, so no account can be
shut for hours. Kept is one moment per key, and only until it has passed; keys are digests.
"""

import math
import time
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from .models import Attempts

SWEPT_AT_ONCE = 500


class RateLimit(NamedTuple):
    name: str
    burst: int
    every: float


class TooManyAttempts(Exception):
    def __init__(self, seconds: float):
        super().__init__(seconds)
        # Rounded up, so that a retry after so many whole seconds succeeds.
        self.seconds = max(1, math.ceil(seconds))


def too_many(request, refusal: TooManyAttempts, **context):
    """The answer: in every language at once, since the least is done for it."""
    seconds = refusal.seconds
    context |= {"seconds": seconds, "minutes": math.ceil(seconds / 60)}
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


class Attempt:
    """One attempt under several limits, each with what it is counted by."""

    def __init__(self, counted: Iterable[tuple[RateLimit, str]]):
        # In one order for all, so that two of them never wait for one another.
        self.limits = dict(sorted((_key(limit, value), limit) for limit, value in counted))

    def check(self) -> None:
        """TooManyAttempts while a limit is used up. Writes nothing, unless the clock was set back."""
        now = time.time()
        used = Attempts.objects.filter(key__in=self.limits, clears_at__gt=now)
        waits = [
            self._end_by_this_clock(key, clears_at, now) - _latest(self.limits[key], now)
            for key, clears_at in used.values_list("key", "clears_at")
        ]
        if waits and (longest := max(waits)) > 0:
            raise TooManyAttempts(longest)

    def _end_by_this_clock(self, key: str, clears_at: float, now: float) -> float:
        """What a clock that ran ahead has written ends no later than a limit that is used up now."""
        limit = self.limits[key]
        if clears_at <= (end := now + limit.burst * limit.every):
            return clears_at
        Attempts.objects.filter(key=key, clears_at__gt=end).update(clears_at=end)
        return end

    def consume(self) -> None:
        """Counts it, before its outcome is known; TooManyAttempts when others took the last place."""
        now = time.time()
        with transaction.atomic():
            for key, limit in self.limits.items():
                self._consume(key, limit, now)
        sweep()

    def _consume(self, key: str, limit: RateLimit, now: float) -> None:
        # Locks the row, whoever makes it, until the transaction ends.
        Attempts.objects.bulk_create(
            [Attempts(key=key, clears_at=0)],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["key"],
        )
        free = Attempts.objects.filter(key=key, clears_at__lte=_latest(limit, now))
        if not free.update(clears_at=Greatest(F("clears_at"), now) + limit.every):
            raise TooManyAttempts(limit.every)

    def refund(self) -> None:
        """It succeeded: as if it had not been counted."""
        with transaction.atomic():
            for key, limit in self.limits.items():
                Attempts.objects.filter(key=key).update(clears_at=F("clears_at") - limit.every)


def sweep() -> None:
    """Forgets what no longer counts."""
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        past = Attempts.objects.filter(clears_at__lte=time.time()).select_for_update(skip_locked=skip)
        Attempts.objects.filter(pk__in=list(past.values_list("pk", flat=True)[:SWEPT_AT_ONCE])).delete()


def _latest(limit: RateLimit, now: float) -> float:
    """What a key may say for one more attempt to be let through."""
    return now + (limit.burst - 1) * limit.every


def _key(limit: RateLimit, value: str) -> str:
    return salted_hmac("common.throttle", f"{limit.name}:{value}", algorithm="sha256").hexdigest()
