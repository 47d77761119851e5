"""Where a page of a list ends and the next one begins: a place in its order, not a number of rows."""

import base64
import datetime
import re
from typing import NamedTuple

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet

from ...models import Edition

PATTERN = re.compile(r"[A-Za-z0-9_-]{8,80}", re.ASCII)
_PARTS = re.compile(r"([0-9]{1,7})\.([0-9]{1,17})\.([0-9]{1,18})", re.ASCII)
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)


class Cursor(NamedTuple):
    issued_on: datetime.date
    live_from: datetime.datetime
    pk: int

    @classmethod
    def after(cls, edition: Edition) -> "Cursor":
        return cls(edition.issued_on, edition.live_from, edition.pk)

    @classmethod
    def read(cls, written: str) -> "Cursor":
        try:
            parts = _PARTS.fullmatch(base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)).decode())
            day, moment, pk = map(int, parts.groups())  # type: ignore[union-attr]
            return cls(datetime.date.fromordinal(day), _EPOCH + moment * _MICROSECOND, pk)
        except (ValueError, AttributeError, OverflowError):
            raise BadRequest("This cursor is none of ours: follow the address in “next”.") from None

    def __str__(self):
        moment = (self.live_from - _EPOCH) // _MICROSECOND
        written = f"{self.issued_on.toordinal()}.{moment}.{self.pk}"
        return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")

    def following(self, editions: QuerySet[Edition]) -> QuerySet[Edition]:
        """In the order of a list: the newest first."""
        same_day = Q(issued_on=self.issued_on)
        later = (
            Q(issued_on__lt=self.issued_on)
            | same_day & Q(live_from__lt=self.live_from)
            | same_day & Q(live_from=self.live_from, pk__lt=self.pk)
        )
        return editions.filter(later, issued_on__lte=self.issued_on)
