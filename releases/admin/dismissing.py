"""A warning is dismissed with a reason, or asked again: docs/checks.md."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import ImportMap, Media

from common import languages
from common.exceptions import Refused
from common.forms import TextField
from common.limits import NormalisedTextarea
from common.typing_bases import ModelAdminMixinBase

from ..models import Release
from ..workflow import dismissals
from ..workflow.checks import Examination
from ..workflow.dismissals import LONGEST_REASON
from .form_state import state_html
from .together import TOGETHER
from .views import DeskView

MEDIA = Media(
    js=[Script(f"js/{name}.js", type="module") for name in ("dismissing", "excerpts", "both_sides")],
    importmap=ImportMap({"press-room/write_state": "js/write_state.js"}),
)

# The pages that ask for a transition, by the names with which they are led back to.
ASKING = ("submit", "approve")
BACK = [*ASKING, *(f"{TOGETHER}-{name}" for name in ASKING)]


class ReasonForm(forms.Form):
    # Where the warning was read: on the form, unless it is named.
    back = forms.ChoiceField(
        choices=[(name, name) for name in BACK], required=False, widget=forms.HiddenInput
    )
    reason = TextField(
        label=gettext_lazy("Reason"),
        widget=NormalisedTextarea({"rows": 3}),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy(
            "Whoever approves will read it. Once the text changes there, the warning comes back."
        ),
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, auto_id="dismiss_%s", **kwargs)


class DismissingMixin(ModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path(
                f"<int:pk>/<slug:language>/{name}/<slug:fingerprint>/",
                wrap(view.as_view(model_admin=self)),
                name=f"releases_release_{name}",
            )
            for name, view in (("dismiss", Dismiss), ("ask_again", AskAgain))
        ]
        return own + super().get_urls()

    def render_change_form(self, request, context, *args, **kwargs):
        if kwargs.get("obj"):
            context["dismiss_form"] = ReasonForm()
            context["media"] += MEDIA
        return super().render_change_form(request, context, *args, **kwargs)


class DismissingView(DeskView):
    def dispatch(self, request, *args, language, fingerprint, **kwargs):  # type: ignore[override]
        self.fingerprint = fingerprint
        if language in languages.LANGUAGES and not dismissals.may_dismiss(request.user, language):
            raise PermissionDenied
        return super().dispatch(request, *args, language=language, **kwargs)

    def done(self, said, back=""):
        if self.request.headers.get("X-Requested-With") == "XMLHttpRequest":
            fresh = Release.objects.with_states().get(pk=self.release.pk)
            return JsonResponse({"state": state_html(self, fresh), "said": str(said)})
        messages.success(self.request, said)
        return redirect(self.back_to(back))

    def back_to(self, back: str) -> str:
        where, _dash, name = back.rpartition("-")
        if back in ASKING:
            return reverse("admin:releases_release_transition", args=[self.release.pk, self.language, name])
        if back in BACK:
            return reverse(f"admin:releases_release_{name}_{where}", args=[self.release.pk])
        return reverse("admin:releases_release_change", args=[self.release.pk]) + "#to-see"


class Dismiss(DismissingView):
    def get(self, request):
        return self.show(ReasonForm(initial={"back": request.GET.get("back", "")}))

    def post(self, request):
        form = ReasonForm(request.POST)
        if form.is_valid():
            self._dismiss(form)
        if form.is_valid():
            return self.done(_("The warning is dismissed."), form.cleaned_data["back"])
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse({"reasons": [each for errors in form.errors.values() for each in errors]})
        return self.show(form)

    def _dismiss(self, form):
        reason = form.cleaned_data["reason"]
        try:
            dismissals.dismiss(self.release, self.language, self.user, self.fingerprint, reason)
        except Refused as refusal:
            for each in refusal.reasons:
                form.add_error(getattr(each, "field", None), each)

    def show(self, form):
        warnings = Examination(self.release, self.language).warnings
        return self.page(
            "admin/releases/release/dismiss.html",
            _("Dismiss a warning"),
            release=self.release,
            form=form,
            finding=next((each for each in warnings if each.fingerprint == self.fingerprint), None),
            language=languages.own_name(self.language),
            back=self.back_to(form["back"].value() or ""),
        )


class AskAgain(DismissingView):
    http_method_names = ["post"]

    def post(self, request):
        dismissals.take_back(self.release, self.language, self.user, self.fingerprint)
        return self.done(_("The warning is asked again."), request.POST.get("back", ""))
