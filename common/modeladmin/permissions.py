from django.contrib import admin
from django.contrib.auth.models import Permission
from django.utils.text import capfirst
from django.utils.translation import pgettext, pgettext_lazy

from ..typing_bases import ModelAdminMixinBase
from .keys import KeysField

ACTS = {
    "view": pgettext_lazy("permission", "see"),
    "add": pgettext_lazy("permission", "add"),
    "change": pgettext_lazy("permission", "change"),
    "delete": pgettext_lazy("permission", "delete"),
}


def label_of(permission: Permission) -> str:
    """“Press releases: see”, “Contacts, telephone numbers: add”; as it is kept where its model is gone."""
    model = permission.content_type.model_class()
    if model is None:
        return str(permission)
    act = ACTS.get(permission.codename.removesuffix(f"_{model._meta.model_name}"))
    own = dict(model._meta.permissions).get(permission.codename)
    return pgettext("permission", "%(names)s: %(act)s") % {
        "names": capfirst(", ".join(_names(model))),
        "act": own or act or permission.name,
    }


def _names(model):
    """Lines of a form are named after the form."""
    forms = (each.model for each in admin.site._registry.values() for i in each.inlines if i.model is model)
    return [str(kind._meta.verbose_name_plural) for kind in (*list(forms)[:1], model)]


class PermissionsField(KeysField):
    def label_from_instance(self, obj):
        return label_of(obj)


class NamesPermissions(ModelAdminMixinBase):
    """For an admin class with a field of permissions."""

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.related_model is Permission:
            kwargs["form_class"] = PermissionsField
        return super().formfield_for_manytomany(db_field, request, **kwargs)
