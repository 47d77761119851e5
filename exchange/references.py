from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _


class NoSuchRow(ValidationError):
    pass


class References:
    """The rows of another model that cells may name; none here."""

    def __init__(self) -> None:
        # {name that no row has: names that are near}
        self.missing: dict[str, list[str]] = {}

    @property
    def rows(self) -> Mapping[int, Model]:
        return {}

    def find(self, text: str) -> int:
        """The key of the one row of that name; ValidationError when there is none, or more than one."""
        raise NoSuchRow(_("“%(name)s” is not known here.") % {"name": text})

    def knows(self, text: str) -> bool:
        try:
            self.find(text)
        except ValidationError as refusal:
            return not isinstance(refusal, NoSuchRow)
        return True

    def create(self, name: str) -> Model:
        """A new row of that name; ValidationError where it cannot be one."""
        raise NotImplementedError("Only names of rows that an import may add are made into rows.")
