"""One page on which the office switches checks on and off and sets their limits: docs/checks.md."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.modeladmin.desk import DeskModelAdmin
from common.modeladmin.pages import DeskPage

from ..models import CheckSetting
from ..workflow.checks import CHECKS
from ..workflow.checks.registry import Check, Label, Level

# The button that brings back what the registry has.
RESET = "reset"
LARGEST = 10_000
LEVELS: dict[Level, Label] = {
    Level.BLOCKS: gettext_lazy("Blocks"),
    Level.BLOCKS_APPROVAL: gettext_lazy("Blocks an approval"),
    Level.WARNS: gettext_lazy("Warns"),
}


class Line(NamedTuple):
    """A check on the page."""

    check: Check
    level: Label
    # None where it is always on.
    switch: forms.BoundField | None
    # (its field, what the registry has)
    limits: list[tuple[forms.BoundField, int]]


class CheckSettingsForm(forms.Form):
    def __init__(self, data=None):
        super().__init__(data)
        chosen = CheckSetting.objects.chosen()
        for check in CHECKS.values():
            is_on, limits = chosen.get(check.name, (True, {}))
            self._add_fields(check, is_on, check.defaults | limits)

    def _add_fields(self, check, is_on, limits):
        if not check.is_always_on:
            self.fields[check.name] = forms.BooleanField(label=check.label, required=False, initial=is_on)
        for name, limit in check.limits.items():
            self.fields[_limit(check, name)] = forms.IntegerField(
                label=limit.label, min_value=1, max_value=LARGEST, initial=limits[name]
            )

    def groups(self) -> list[tuple[Label, list[Line]]]:
        """(heading, its checks)"""
        found: dict[Label, list[Line]] = {}
        for check in CHECKS.values():
            found.setdefault(check.group, []).append(self._line(check))
        return list(found.items())

    def _line(self, check):
        switch = None if check.is_always_on else self[check.name]
        limits = [(self[_limit(check, name)], limit.default) for name, limit in check.limits.items()]
        return Line(check, LEVELS[check.level], switch, limits)

    def settings(self) -> Iterator[tuple[Check, bool, dict[str, int]]]:
        """(check, whether it is on, those of its limits that the office has set otherwise)"""
        for check in CHECKS.values():
            limits = {name: self.cleaned_data[_limit(check, name)] for name in check.limits}
            own = {name: value for name, value in limits.items() if value != check.defaults[name]}
            yield check, check.is_always_on or self.cleaned_data[check.name], own


def _limit(check, name):
    return f"{check.name}-{name}"


class CheckSettings(DeskPage):
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        if not self.model_admin.has_change_permission(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.show(CheckSettingsForm())

    @transaction.atomic
    def post(self, request):
        if RESET in request.POST:
            self._keep((check, True, {}) for check in CHECKS.values())
            return self.done(_("All checks are as they were in the beginning."))
        form = CheckSettingsForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        self._keep(form.settings())
        return self.done(_("The checks are saved."))

    def _keep(self, settings):
        """What is as in the registry has no row."""
        rows = {row.name: row for row in CheckSetting.objects.select_for_update()}
        for check, is_on, limits in settings:
            before = rows.get(check.name)
            if (is_on, limits) == ((before.is_on, before.limits) if before else (True, {})):
                continue
            row = before or CheckSetting(name=check.name)
            row.is_on, row.limits = is_on, limits
            row.save()
            self.model_admin.log_change(self.request, row, _said(is_on, limits))
            if is_on and not limits:
                row.delete()

    def done(self, said):
        messages.success(self.request, said)
        return redirect(self.request.path)

    def show(self, form):
        context: dict[str, Any] = {"form": form, "groups": form.groups(), "reset": RESET}
        return self.page("admin/releases/checksetting/page.html", _("Checks before publishing"), **context)


def _said(is_on, limits):
    return {"on": is_on, **limits}


@admin.register(CheckSetting)
class CheckSettingAdmin(DeskModelAdmin):
    """One page, in the place of a list."""

    def get_urls(self):
        page = self.admin_site.admin_view(CheckSettings.as_view(model_admin=self))
        return [path("", page, name="releases_checksetting_changelist")]

    def has_view_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
