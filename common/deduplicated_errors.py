from collections.abc import Iterator

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.validators import EMPTY_VALUES
from django.db.models import BaseConstraint, CheckConstraint, F, Q, UniqueConstraint
from django.db.models.expressions import BaseExpression

from . import languages
from .typing_bases import ModelFormMixinBase


class DeduplicatedErrorsMixin(ModelFormMixinBase):
    """For a form of a row, in front of its base class.

    What a field refused has not reached the row, which would take it for missing: it says nothing more of it.
    What a constraint of the database refuses is said at its field.
    """

    def _update_errors(self, errors):
        if hasattr(errors, "error_dict"):
            self._lead_to_fields(errors)
            told = errors.error_dict.items()
            errors.error_dict = {name: new for name, new in told if not self._was_refused(name, new)}
        super()._update_errors(errors)  # type: ignore[misc]

    def _lead_to_fields(self, errors):
        """What a constraint refused is said at the field to fill in or to change, where there is one."""
        general, fields = errors.error_dict.pop(NON_FIELD_ERRORS, []), self._fields_of_constraints()
        for error in general:
            field = fields.get(str(error.message), NON_FIELD_ERRORS)
            errors.error_dict.setdefault(field, []).append(error)

    def _fields_of_constraints(self):
        found = {}
        for constraint in self._meta.model._meta.constraints:
            names = [name for name in _columns_of(constraint) if name in self.fields]
            empty = [name for name in names if self.cleaned_data.get(name) in EMPTY_VALUES]
            if isinstance(constraint, CheckConstraint) and empty:
                found[str(constraint.violation_error_message)] = empty[0]
            elif len(names) == 1:
                found[str(constraint.violation_error_message)] = names[0]
        return found

    def _was_refused(self, name, errors):
        asks_for_any = any(error.code == languages.IN_NO_LANGUAGE for error in errors)
        return not self.errors.keys().isdisjoint(
            languages.translation_columns(name) if asks_for_any else [name]
        )


def _columns_of(constraint: BaseConstraint) -> Iterator[str]:
    if isinstance(constraint, CheckConstraint):
        yield from _columns_in(constraint.condition)
    elif isinstance(constraint, UniqueConstraint):
        yield from constraint.fields
        for expression in constraint.expressions:
            parts = expression.flatten() if isinstance(expression, BaseExpression) else [expression]
            yield from (part.name for part in parts if isinstance(part, F))  # type: ignore[attr-defined]


def _columns_in(condition) -> Iterator[str]:
    for part in condition.children:
        if isinstance(part, Q):
            yield from _columns_in(part)
        else:
            yield part[0].partition("__")[0]
