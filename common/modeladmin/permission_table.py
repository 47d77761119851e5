from itertools import groupby

from django import forms
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.utils.text import capfirst

from ..roles import RolesField
from ..typing_bases import ModelAdminMixinBase
from .keys import KeysField
from .permissions import ACTS, act_of, has_page, label_of, names_of, words_of_act


class PermissionTable(forms.CheckboxSelectMultiple):
    """A line for each model: what may be done with every model in four columns, its own below its name."""

    template_name = "admin/auth/permission_table.html"

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        return {**option, "permission": value.instance, "act": words_of_act(value.instance)}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        options = [option for _, options, _ in context["widget"]["optgroups"] for option in options]
        by_model = [list(of_model) for _, of_model in groupby(sorted(options, key=_place), key=_place)]
        lines = [_line(of_model) for of_model in by_model if _is_of_use(of_model)]
        return {**context, "acts": ACTS.values(), "lines": lines}


def _is_of_use(options):
    """Nobody needs to be allowed what no page at the desk does; what somebody holds is shown all the same."""
    model = options[0]["permission"].content_type.model_class()
    return bool(model and has_page(model)) or any(option["selected"] for option in options)


def _place(option):
    """What has no page at the desk comes last; an app comes before those that it stands on."""
    kind = option["permission"].content_type
    order = [app.label for app in apps.get_app_configs()]
    place = order.index(kind.app_label) if kind.app_label in order else -1
    return not has_page(kind.model_class()), -place, kind.model


def _line(options):
    by_act = {act_of(option["permission"]): option for option in options}
    return {
        "name": name_of_model(options[0]["permission"]),
        "common": [by_act.get(act) for act in ACTS],
        "own": [option for act, option in by_act.items() if act not in ACTS],
    }


def name_of_model(permission: Permission) -> str:
    model = permission.content_type.model_class()
    return capfirst(", ".join(names_of(model))) if model else permission.content_type.name


class PermissionsField(KeysField):
    def label_from_instance(self, obj):
        return label_of(obj)


class ShowsPermissions(ModelAdminMixinBase):
    """For an admin class with a field of permissions or of groups."""

    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.related_model is Permission:
            kwargs |= {"form_class": PermissionsField, "widget": PermissionTable}
        if db_field.related_model is Group:
            kwargs |= {"form_class": RolesField, "widget": forms.CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **kwargs)
