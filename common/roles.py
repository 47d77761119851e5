"""The groups that every press room has: kept under English names, read in the language of the reader."""

from django.contrib import admin
from django.utils.translation import pgettext_lazy

from .modeladmin.keys import KeysField

NAMES = {
    "writers": pgettext_lazy("group", "writers"),
    "translators": pgettext_lazy("group", "translators"),
    "publishers": pgettext_lazy("group", "publishers"),
    "contact managers": pgettext_lazy("group", "contact managers"),
}


def name_of(group) -> str:
    return str(NAMES.get(group.name, group.name))


class RolesField(KeysField):
    def label_from_instance(self, obj):
        return name_of(obj)


class RoleFilter(admin.RelatedFieldListFilter):
    def field_choices(self, field, request, model_admin):
        return [(group.pk, name_of(group)) for group in field.related_model.objects.order_by("name")]
