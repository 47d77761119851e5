import datetime
from typing import NamedTuple


class Interval(NamedTuple):
    """What EditionQuerySet asks of rows, asked of one that is read already."""

    live_from: datetime.datetime
    live_until: datetime.datetime | None
    withdrawn_at: datetime.datetime | None

    def is_live(self, at: datetime.datetime) -> bool:
        return self.live_from <= at and (self.live_until is None or self.live_until > at)

    def was_live(self, at: datetime.datetime) -> bool:
        return self.live_from <= at and (self.live_until is None or self.live_until > self.live_from)

    def is_live_or_scheduled(self, at: datetime.datetime) -> bool:
        return self.live_until is None or (self.live_until > at and self.live_until > self.live_from)

    def is_scheduled(self, at: datetime.datetime) -> bool:
        return self.live_from > at and self.is_live_or_scheduled(at)

    @property
    def never_went_live(self) -> bool:
        """Replaced, cancelled or withdrawn before its moment."""
        return self.live_until is not None and self.live_until <= self.live_from

    @property
    def was_withdrawn(self) -> bool:
        return self.withdrawn_at is not None and self.withdrawn_at >= self.live_from
