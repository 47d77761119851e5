import datetime
from typing import NamedTuple

from django.db.models import Model, Subquery
from django.utils import timezone

from ..models import Clock

# (model, field): a moment from which on readers see something else than before.
_moments: list[tuple[type[Model], str]] = []


class Reading(NamedTuple):
    version: int
    read_at: datetime.datetime
    # Nothing public has changed since then, …
    unchanged_since: datetime.datetime
    # … nor changes by itself before then; None: it never does.
    changes_at: datetime.datetime | None

    @property
    def key(self) -> str:
        """Names what readers see: the version, and how many of its hours have come."""
        return f"{self.version}-{self.changes_at.timestamp() if self.changes_at else ''}"

    def holds(self, at: datetime.datetime) -> bool:
        """Not before `read_at`: the computer's clock was set back since."""
        return self.read_at <= at and (self.changes_at is None or at < self.changes_at)


def register(model: type[Model], *fields: str) -> None:
    """Fields of moments at which rows of the model begin or end for readers; each wants an index."""
    _moments.extend((model, field) for field in fields)


def read(at: datetime.datetime | None = None) -> Reading | None:
    """One query. None where nothing public was ever written."""
    at = at or timezone.now()
    past = [_nearest(model, field, lte=at) for model, field in _moments]
    coming = [_nearest(model, field, gt=at) for model, field in _moments]
    asked = Clock.objects.filter(pk=Clock.ONLY).values_list("version", *past, *coming)
    row = asked.first()
    if row is None:
        return None
    version, *moments = row
    raised_at = datetime.datetime.fromtimestamp(version / 1_000_000, datetime.UTC)
    since = max([raised_at, *filter(None, moments[: len(past)])])
    return Reading(version, at, since, min(filter(None, moments[len(past) :]), default=None))


def _nearest(model, field, **bound):
    [(lookup, at)] = bound.items()
    rows = model._base_manager.filter(**{f"{field}__{lookup}": at})
    return Subquery(rows.order_by(field if lookup == "gt" else f"-{field}").values(field)[:1])
