from django.core.exceptions import FieldDoesNotExist, ValidationError

from ..typing_bases import ModelAdminMixinBase


class PrefilledFromQuery(ModelAdminMixinBase):
    """For an admin class. A link such as `add/?organisation=3` fills a field in; nonsense leaves it empty."""

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        read = {name: self._read(name, value) for name, value in initial.items()}
        return {name: value for name, value in read.items() if value is not None}

    def _read(self, name, value):
        try:
            field = self.opts.get_field(name)
        except FieldDoesNotExist:
            # Of the form alone, such as a mark that it was opened.
            return value
        try:
            return [_key(field, each) for each in value] if field.many_to_many else _read(field, value)
        except (ValidationError, ValueError, TypeError, OverflowError):
            return None


def _read(field, value):
    return _key(field, value) if field.remote_field else field.to_python(value)


def _key(field, value):
    return field.target_field.to_python(value)
