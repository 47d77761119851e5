from . import languages
from .typing_bases import ModelFormMixinBase


class DeduplicatedErrorsMixin(ModelFormMixinBase):
    """For a form of a row, in front of its base class.

    What a field refused has not reached the row, which would take it for missing: it says nothing more of it.
    """

    def _update_errors(self, errors):
        if hasattr(errors, "error_dict"):
            told = errors.error_dict.items()
            errors.error_dict = {name: new for name, new in told if not self._was_refused(name, new)}
        super()._update_errors(errors)  # type: ignore[misc]

    def _was_refused(self, name, errors):
        asks_for_any = any(error.code == languages.IN_NO_LANGUAGE for error in errors)
        return not self.errors.keys().isdisjoint(
            languages.translation_columns(name) if asks_for_any else [name]
        )
