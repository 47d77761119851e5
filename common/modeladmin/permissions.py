from django.contrib import admin
from django.contrib.auth.models import Permission
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import pgettext, pgettext_lazy

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
    return pgettext("permission", "%(names)s: %(act)s") % {
        "names": capfirst(", ".join(names_of(model))),
        "act": words_of_act(permission),
    }


def act_of(permission: Permission) -> str:
    """“view” of “view_contact”, “erase_contact” as it is."""
    act = permission.codename.removesuffix(f"_{permission.content_type.model}")
    return act if act in ACTS else permission.codename


def words_of_act(permission: Permission) -> str | Promise:
    model = permission.content_type.model_class()
    own = dict(model._meta.permissions) if model else {}
    return own.get(permission.codename) or ACTS.get(act_of(permission)) or permission.name


def names_of(model) -> list[str]:
    """Lines of a form are named after the form."""
    return [str(kind._meta.verbose_name_plural) for kind in (*_with_lines_of(model)[:1], model)]


def has_page(model) -> bool:
    return model in admin.site._registry or bool(_with_lines_of(model))


def _with_lines_of(model):
    return [each.model for each in admin.site._registry.values() for i in each.inlines if i.model is model]
