"""Pages on which a new release begins."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from common import languages
from common.modeladmin.keys import KeysField
from common.modeladmin.pages import DeskPage
from common.typing_bases import ModelAdminMixinBase
from institutes.models import Institute, Organisation, School

from .. import workflow
from ..models import Release, ReleaseTemplate

# {field: what it chooses}
ORGANISATIONS: dict[str, type[Organisation]] = {"institutes": Institute, "schools": School}
WITH_KIND = '{} <span class="begin-kind">{}</span>'


class TemplateChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        kind = obj.get_kind_display()
        return str(obj) if kind == str(obj) else format_html(WITH_KIND, obj, kind)


class BeginForm(forms.Form):
    template = TemplateChoice(
        ReleaseTemplate.objects.all(),
        label=gettext_lazy("Template"),
        widget=forms.RadioSelect,
        required=False,
        blank=True,
        empty_label=gettext_lazy("Empty page"),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Written in"),
        widget=forms.RadioSelect,
        choices=[(code, languages.own_name(code)) for code in languages.LANGUAGES],
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, admin_site: AdminSite, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name, model in ORGANISATIONS.items():
            self.fields[name] = KeysField(
                model.objects.all(),
                label=capfirst(model._meta.verbose_name_plural),
                required=False,
                widget=AutocompleteSelectMultiple(Release._meta.get_field(name), admin_site),
            )


class CopyForm(forms.Form):
    token = forms.UUIDField()


class BeginningPage(DeskPage):
    def dispatch(self, request, *args, **kwargs):
        if not self.model_admin.has_add_permission(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def opened(self, release):
        messages.success(self.request, _("%(reference)s has been begun.") % {"reference": release.reference})
        return redirect(reverse("admin:releases_release_change", args=[release.pk]))


class Begin(BeginningPage):
    def get(self, request):
        return self._page(self._form(initial=self._initial()))

    def post(self, request):
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form)
        data = form.cleaned_data
        return self.opened(workflow.beginning.begin(self.user, data.pop("language"), **data))

    def _initial(self):
        active = get_language()
        return {
            "template": ReleaseTemplate.objects.first(),
            "language": active if active in languages.LANGUAGES else languages.LANGUAGES[0],
            "token": uuid.uuid4(),
        }

    def _form(self, *args, **kwargs):
        return BeginForm(*args, admin_site=self.model_admin.admin_site, **kwargs)

    def _page(self, form):
        return self.page(
            "admin/releases/release/begin.html",
            self.model_admin.new_title,
            form=form,
            media=self.model_admin.media + form.media,
        )


class Copy(BeginningPage):
    def dispatch(self, request, *args, pk, **kwargs):
        if not self.model_admin.has_view_permission(request):
            raise PermissionDenied
        self.original = get_object_or_404(Release, pk=pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.page(
            "admin/releases/release/copy.html",
            _("Begin a release as a copy of %(reference)s") % {"reference": self.original.reference},
            original=self.original,
            token=uuid.uuid4(),
        )

    def post(self, request):
        form = CopyForm(request.POST)
        if not form.is_valid():
            return self.get(request)
        return self.opened(workflow.beginning.copy(self.original, self.user, **form.cleaned_data))


class BeginningMixin(ModelAdminMixinBase):
    """For the admin of releases, in front of its base class."""

    def address_of_new(self):
        return reverse("admin:releases_release_begin")

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("begin/", wrap(Begin.as_view(model_admin=self)), name="releases_release_begin"),
            path("<int:pk>/copy/", wrap(Copy.as_view(model_admin=self)), name="releases_release_copy"),
        ]
        return own + super().get_urls()
