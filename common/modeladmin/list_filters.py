import enum

from django.contrib import admin
from django.utils.functional import Promise
from django.utils.translation import gettext as _


class Place(enum.Enum):
    """Where a filter stands in the line above its list; a menu if it does not say."""

    CHIP = enum.auto()
    MENU = enum.auto()
    # In one menu together with the others that are rarely wanted.
    MORE = enum.auto()


class ChipFilter(admin.SimpleListFilter):
    """Put on and taken off by one link, named as its title."""

    place = Place.CHIP
    ON = "1"

    def lookups(self, request, model_admin):
        return [(self.ON, _("yes"))]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return self.narrowed(queryset) if self.value() == self.ON else queryset.none()

    def narrowed(self, queryset):
        """Each chip says what it leaves: one that did not would show the whole list as if it were chosen."""
        raise NotImplementedError


class RareChoices(admin.ChoicesFieldListFilter):
    place = Place.MORE


def named(title: Promise, kind: type[admin.FieldListFilter]) -> type[admin.FieldListFilter]:
    """That kind of filter with a title that is shorter than the name of its field."""

    class NamedFilter(kind):  # type: ignore[misc, valid-type]
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.title = title

    return NamedFilter
