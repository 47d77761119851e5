"""How often something may fail, counted where all workers see it.

Each bound lets `burst` attempts through at once and then one in `every` seconds (the generic cell rate
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


class Bound(NamedTuple):
    name: str
    burst: int
    every: float


class TooManyAttempts(Exception):
    def __init__(self, seconds: float):
        super().__init__(seconds)
        # Rounded up: who comes back after them is let through.
        self.seconds = max(1, math.ceil(seconds))


def too_many(request, refusal: TooManyAttempts, **context):
    """The answer: in every language at once, since the least is done for it."""
    seconds = refusal.seconds
    context |= {"seconds": seconds, "minutes": math.ceil(seconds / 60)}
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


class Attempt:
    """One attempt under several bounds, each with what it is counted by."""

    def __init__(self, counted: Iterable[tuple[Bound, str]]):
        # In one order for all, so that two of them never wait for one another.
        self.bounds = dict(sorted((_key(bound, value), bound) for bound, value in counted))

    def check(self) -> None:
        """TooManyAttempts while a bound is used up. Writes nothing, unless the clock was set back."""
        now = time.time()
        used = Attempts.objects.filter(key__in=self.bounds, clears_at__gt=now)
        waits = [
            self._end_by_this_clock(key, clears_at, now) - _latest(self.bounds[key], now)
            for key, clears_at in used.values_list("key", "clears_at")
        ]
        if waits and (longest := max(waits)) > 0:
            raise TooManyAttempts(longest)

    def _end_by_this_clock(self, key: str, clears_at: float, now: float) -> float:
        """What a clock that ran ahead has written ends no later than a bound that is used up now."""
        bound = self.bounds[key]
        if clears_at <= (end := now + bound.burst * bound.every):
            return clears_at
        Attempts.objects.filter(key=key, clears_at__gt=end).update(clears_at=end)
        return end

    def take(self) -> None:
        """Counts it, before its outcome is known; TooManyAttempts when others took the last place."""
        now = time.time()
        with transaction.atomic():
            for key, bound in self.bounds.items():
                self._take(key, bound, now)
        sweep()

    def _take(self, key: str, bound: Bound, now: float) -> None:
        # Locks the row, whoever makes it, until the transaction ends.
        Attempts.objects.bulk_create(
            [Attempts(key=key, clears_at=0)],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["key"],
        )
        free = Attempts.objects.filter(key=key, clears_at__lte=_latest(bound, now))
        if not free.update(clears_at=Greatest(F("clears_at"), now) + bound.every):
            raise TooManyAttempts(bound.every)

    def give_back(self) -> None:
        """It succeeded: as if it had not been counted."""
        with transaction.atomic():
            for key, bound in self.bounds.items():
                Attempts.objects.filter(key=key).update(clears_at=F("clears_at") - bound.every)


def sweep() -> None:
    """Forgets what no longer counts."""
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        past = Attempts.objects.filter(clears_at__lte=time.time()).select_for_update(skip_locked=skip)
        Attempts.objects.filter(pk__in=list(past.values_list("pk", flat=True)[:SWEPT_AT_ONCE])).delete()


def _latest(bound: Bound, now: float) -> float:
    """What a key may say for one more attempt to be let through."""
    return now + (bound.burst - 1) * bound.every


def _key(bound: Bound, value: str) -> str:
    return salted_hmac("common.throttle", f"{bound.name}:{value}", algorithm="sha256").hexdigest()
