"""A file is taken out of everything: which, what readers are told in its place, and that it stays gone."""

from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import languages
from common.exceptions import FieldReason, Refused
from common.forms import TextField
from common.limits import NormalisedTextarea
from common.modeladmin.desk import DeskModelAdminMixinBase

from ..workflow import taking_down
from .views import ReleasePage

LONGEST_NOTE = 500
NOTE = gettext_lazy("What readers are told in its place (%(language)s)")


class TakingDownMixin(DeskModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    def get_urls(self):
        view = self.admin_site.admin_view(TakingDownPage.as_view(model_admin=self))
        return [path("<int:pk>/take-down/", view, name="releases_release_take_down"), *super().get_urls()]


class TakingDownForm(forms.Form):
    path = forms.ChoiceField(label=gettext_lazy("File"), widget=forms.RadioSelect)
    is_sure = forms.BooleanField(
        label=gettext_lazy("I know that this cannot be undone"),
        error_messages={"required": gettext_lazy("Tick this box to say so.")},
    )

    def __init__(self, places, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        files = cast(forms.ChoiceField, self.fields["path"])
        files.choices = [(place.path, place.name) for place in places]
        for code in languages.LANGUAGES:
            self.fields[languages.column_in(code, "note")] = TextField(
                label=_("What readers are told in its place (%(language)s)")
                % {"language": languages.name(code)},
                widget=NormalisedTextarea({"rows": 2, "lang": code}),
                max_length=LONGEST_NOTE,
                required=False,
            )
        self.order_fields(["path", *self._notes(), "is_sure"])

    def _notes(self):
        return [languages.column_in(code, "note") for code in languages.LANGUAGES]

    @property
    def notes(self) -> dict[str, str]:
        return {code: self.cleaned_data[languages.column_in(code, "note")] for code in languages.LANGUAGES}


class TakingDownPage(ReleasePage):
    def dispatch(self, request, *args, **kwargs):
        if not taking_down.may_take_down(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self._show(TakingDownForm(self._places()))

    def post(self, request):
        form = TakingDownForm(self._places(), request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            touched = taking_down.take_down(form.cleaned_data["path"], form.notes, self.user)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(reason.field if isinstance(reason, FieldReason) else None, reason)
            return self._show(form)
        messages.success(request, _("Taken down: %(releases)s.") % {"releases": ", ".join(map(str, touched))})
        return redirect("admin:releases_release_change", self.release.pk)

    def _places(self):
        return taking_down.places_of(self.release)

    def _show(self, form):
        places = {place.path: place for place in self._places()}
        return self.page(
            "admin/releases/release/take_down.html",
            _("Take down a file"),
            release=self.release,
            form=form,
            rows=[(option, places[path]) for option, path in zip(form["path"], places, strict=True)],
            media=self.model_admin.media + form.media,
        )
