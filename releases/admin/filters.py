from django.contrib import admin
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from .. import languages
from ..models import State


def state_filter(language: str) -> type[admin.SimpleListFilter]:
    """A filter of the list by the state of one language, on the columns of with_states()."""

    class StateFilter(admin.SimpleListFilter):
        # A lazy text with its language put in at once would speak the server's language for ever.
        title = lazy(lambda: _("state (%s)") % language, str)()
        parameter_name = f"state_{language}"

        def lookups(self, request, model_admin):
            return State.choices

        def queryset(self, request, queryset):
            return queryset.filter(**{self.parameter_name: self.value()}) if self.value() else queryset

    StateFilter.__name__ = f"StateFilter_{language}"
    return StateFilter


STATE_FILTERS = [state_filter(language) for language in languages.codes()]
