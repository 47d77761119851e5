"""A number that no row can have finds no row; without this, databases answer with an error.

Django does so for `exact` on a number, but neither for IN nor for keys of other tables. `among` is an IN for
keys that come from the database.
"""

import json
import math

from django.core.exceptions import EmptyResultSet
from django.db.models import Field, ForeignKey, IntegerField, Lookup, Value
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In

from .typing_bases import LookupMixinBase


def _range(lookup, connection) -> tuple[float, float]:
    field = lookup.lhs.output_field
    while field.remote_field:
        field = field.target_field
    lowest, highest = connection.ops.integer_field_range(field.get_internal_type())
    return -math.inf if lowest is None else lowest, math.inf if highest is None else highest


class FittingIn(LookupMixinBase):
    def process_rhs(self, compiler, connection):
        if self.rhs_is_direct_value():
            # Once for all: an import asks for thousands.
            lowest, highest = _range(self, connection)
            self.rhs = [
                value for value in self.rhs if not isinstance(value, int) or lowest <= value <= highest
            ]
        return super().process_rhs(compiler, connection)


class IntegerIn(FittingIn, In):
    pass


class KeyIn(FittingIn, RelatedIn):
    pass


class KeyExact(RelatedExact):
    def process_rhs(self, compiler, connection):
        lowest, highest = _range(self, connection)
        if isinstance(self.rhs, int) and not lowest <= self.rhs <= highest:
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)


class Keys(Field):
    """Keys as one value."""

    def get_db_prep_value(self, value, connection, prepared=False):
        return json.dumps(list(value)) if connection.vendor == "sqlite" else list(value)


class Among(Lookup):
    """One of these keys, of which there may be thousands: Django's own IN takes longer to write them than a
    database to find them."""

    lookup_name = "among"

    def get_prep_lookup(self):
        return self.rhs if hasattr(self.rhs, "as_sql") else Value(self.rhs, output_field=Keys())

    def as_sqlite(self, compiler, connection):
        (column, params), (keys, given) = compiler.compile(self.lhs), compiler.compile(self.rhs)
        return f"{column} IN (SELECT value FROM json_each({keys}))", [*params, *given]  # noqa: S608

    def as_postgresql(self, compiler, connection):
        (column, params), (keys, given) = compiler.compile(self.lhs), compiler.compile(self.rhs)
        return f"{column} = ANY({keys})", [*params, *given]


def register() -> None:
    IntegerField.register_lookup(Among)
    ForeignKey.register_lookup(Among)
    IntegerField.register_lookup(IntegerIn)
    ForeignKey.register_lookup(KeyIn)
    ForeignKey.register_lookup(KeyExact)
