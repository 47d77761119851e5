"""A number that no row can have finds no row; without this, databases answer with an error.

Django does so for `exact` on a number, but neither for IN nor for keys of other tables.
"""

from django.core.exceptions import EmptyResultSet
from django.db.models import ForeignKey, IntegerField
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In

from .typing_bases import LookupMixinBase


def _fits(value, lookup, connection) -> bool:
    if not isinstance(value, int):
        return True
    field = lookup.lhs.output_field
    while field.remote_field:
        field = field.target_field
    lowest, highest = connection.ops.integer_field_range(field.get_internal_type())
    return (lowest is None or lowest <= value) and (highest is None or value <= highest)


class FittingIn(LookupMixinBase):
    def process_rhs(self, compiler, connection):
        if self.rhs_is_direct_value():
            self.rhs = [value for value in self.rhs if _fits(value, self, connection)]
        return super().process_rhs(compiler, connection)


class IntegerIn(FittingIn, In):
    pass


class KeyIn(FittingIn, RelatedIn):
    pass


class KeyExact(RelatedExact):
    def process_rhs(self, compiler, connection):
        if not _fits(self.rhs, self, connection):
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)


def register() -> None:
    IntegerField.register_lookup(IntegerIn)
    ForeignKey.register_lookup(KeyIn)
    ForeignKey.register_lookup(KeyExact)
