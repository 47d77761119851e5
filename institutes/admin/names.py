from abc import ABC, abstractmethod
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from common import dates
from common.fields import field_of
from common.forms import NameField
from common.modeladmin.desk import DeskModelAdminMixinBase
from common.modeladmin.pages import page_context

from .. import renaming
from ..models import Organisation, School


class DayField(forms.DateField):
    default_validators = [dates.SCHOOLS]
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RenameForm(forms.Form):
    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        for column in (*renaming.NAMES, *renaming.SHORT_NAMES):
            field = field_of(Organisation, column)
            self.fields[column] = NameField(
                label=capfirst(field.verbose_name),
                max_length=field.max_length,
                required=False,
                initial=getattr(organisation, column),
            )
        self.fields["day"] = DayField(
            label=_("From this day on"),
            help_text=_("Releases dated before it keep the current name, whenever they are approved."),
        )


class MergeSchoolForm(forms.Form):
    successor: forms.ModelChoiceField = forms.ModelChoiceField(
        School.objects.none(), label=gettext_lazy("Merged into")
    )
    day = DayField(
        label=gettext_lazy("From this day on"),
        help_text=gettext_lazy("Releases dated before it keep the name of this school."),
    )
    memberships = forms.BooleanField(
        label=gettext_lazy("It takes the place of this school in the institutes"),
        required=False,
        initial=True,
    )
    people = forms.BooleanField(
        label=gettext_lazy("The people of this school now belong to it"), required=False, initial=True
    )

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        successor = cast(forms.ModelChoiceField, self.fields["successor"])
        successor.queryset = School.objects.still_there().exclude(pk=organisation.pk)


class UndoMergerForm(forms.Form):
    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)


class NamePage(FormView, ABC):
    """A question about one organisation; a refusal keeps what was typed."""

    template_name = "admin/institutes/organisation/names.html"
    model_admin: Any = None
    title: str | Promise = ""
    button: str | Promise = ""
    explanation: str | Promise = ""

    def dispatch(self, request, *args, pk, **kwargs):
        self.organisation = get_object_or_404(self.model_admin.over_time(), pk=pk)
        if not self.model_admin.has_change_permission(request, self.organisation):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def is_offered(cls, organisation) -> bool:
        """Whether there is anything for this page to do."""
        return True

    @abstractmethod
    def carry_out(self, data) -> str:
        """Does it, and says what was done."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "organisation": self.organisation}

    def form_valid(self, form):
        try:
            told = self.carry_out(form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        self.model_admin.log_change(self.request, self.organisation, told)
        messages.success(self.request, told)
        return HttpResponseRedirect(self.page_url())

    def page_url(self):
        name = self.model_admin.opts.model_name
        return reverse(f"admin:institutes_{name}_change", args=[self.organisation.pk])

    def get_context_data(self, **kwargs):
        return page_context(
            self.model_admin,
            self.request,
            self.title,
            button=self.button,
            explanation=self.explanation,
            organisation=self.organisation,
            page_url=self.page_url(),
            **super().get_context_data(**kwargs),
        )

    def render_to_response(self, context, **kwargs):
        return TemplateResponse(self.request, self.template_name, context)


class Rename(NamePage):
    form_class = RenameForm
    title = gettext_lazy("Rename")
    button = gettext_lazy("Give the new name")
    explanation = gettext_lazy(
        "The current name becomes a former name. Search and spreadsheets recognise both; the page "
        "address does not change."
    )

    def carry_out(self, data):
        former = renaming.rename(self.organisation, data, data["day"])
        return _("%(old)s is now called %(new)s.") % {"old": former, "new": self.organisation.name}


class MergeSchool(NamePage):
    form_class = MergeSchoolForm
    title = gettext_lazy("Merge into another school")
    button = gettext_lazy("Merge into this school")
    explanation = gettext_lazy(
        "This school is no longer listed; its page and the releases that name it stay. In search "
        "and spreadsheets its names stand for the other school. The merger can be undone."
    )

    @classmethod
    def is_offered(cls, organisation):
        return not organisation.merged_into_id

    def carry_out(self, data):
        successor = data.pop("successor")
        renaming.merge_into(self.organisation, successor, **data)
        return _("%(school)s is now part of %(successor)s.") % {
            "school": self.organisation,
            "successor": successor,
        }


class UndoMerger(NamePage):
    form_class = UndoMergerForm
    title = gettext_lazy("Undo the merger")
    button = gettext_lazy("Make it a school again")
    explanation = gettext_lazy(
        "This school is listed again and gets its own name back. Its memberships and contacts "
        "return, unless they have been changed since. What was published meanwhile stays as it is."
    )

    @classmethod
    def is_offered(cls, organisation):
        return bool(organisation.merger)

    def carry_out(self, data):
        return _("%(school)s is a school of its own again.") % {
            "school": renaming.undo_merger(self.organisation)
        }


class NamesOverTime(DeskModelAdminMixinBase):
    """For the admins of organisations: “Rename…” and, for schools, “Merge into another school…”."""

    change_form_template = "admin/institutes/organisation/change_form.html"
    name_pages: dict[str, type[NamePage]] = {"rename": Rename}

    def over_time(self):
        """What these pages are for; schools and institutes are asked about under permissions of their own."""
        return self.model.objects.all()

    def get_urls(self):
        label = f"institutes_{self.opts.model_name}"
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view.as_view(model_admin=self)),
                name=f"{label}_{name}",
            )
            for name, view in self.name_pages.items()
        ]
        return [*own, *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and self.has_change_permission(request, obj):
            label = f"admin:institutes_{self.opts.model_name}"
            context["name_pages"] = [
                (reverse(f"{label}_{name}", args=[obj.pk]), view.title)
                for name, view in self.name_pages.items()
                if view.is_offered(obj)
            ]
        return super().render_change_form(request, context, add, change, form_url, obj)
