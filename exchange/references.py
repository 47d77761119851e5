from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _


class NoSuchRow(ValidationError):
    pass


class References:
    """The rows of another model that cells may name; none here."""

    @property
    def rows(self) -> Mapping[int, Model]:
        return {}

    def find(self, text: str) -> int:
        """The key of the one row of that name; ValidationError when there is none, or more than one."""
        raise NoSuchRow(_("“%(name)s” is not known here.") % {"name": text})
