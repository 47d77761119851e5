"""Remarks are written, answered and resolved: docs/remarks.md."""

from abc import ABC, abstractmethod

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.forms import Script
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Media

from common.characters import shortened
from common.exceptions import Refused
from common.forms import CharField, TextField
from common.limits import NormalisedTextarea
from common.typing_bases import ModelAdminMixinBase

from ..models import Remark
from ..models.remark import LONGEST_QUOTATION, LONGEST_TEXT
from ..workflow import remarks
from .remark_rows import about_of, shown, where
from .views import ReleasePage

SCRIPT = Media(js=[Script("js/remarks.js", type="module")])
# {act: what it does, and what is said then}
ACTS = {
    "resolve": (remarks.resolve, gettext_lazy("The remark is resolved.")),
    "reopen": (remarks.reopen, gettext_lazy("The remark is open again.")),
}


class RemarkForm(forms.Form):
    # A column such as title_fr, or a language; nothing: the release.
    about = forms.CharField(required=False, widget=forms.HiddenInput)
    quotation = CharField(label=gettext_lazy("Quoted words"), required=False, max_length=LONGEST_QUOTATION)
    text = TextField(
        label=gettext_lazy("Remark"),
        widget=NormalisedTextarea({"rows": 4}),
        required=False,
        max_length=LONGEST_TEXT,
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, auto_id="remark_%s", **kwargs)


class ReplyForm(RemarkForm):
    about = quotation = None  # type: ignore[assignment]


class RemarksMixin(ModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path(
                "<int:pk>/remarks/",
                wrap(RemarksPage.as_view(model_admin=self)),
                name="releases_release_remarks",
            ),
            path(
                "<int:pk>/remarks/<int:remark>/reply/",
                wrap(ReplyPage.as_view(model_admin=self)),
                name="releases_release_reply",
            ),
            path(
                "<int:pk>/remarks/<int:remark>/<slug:act>/",
                wrap(RemarkAct.as_view(model_admin=self)),
                name="releases_release_remark_act",
            ),
        ]
        return own + super().get_urls()

    def get_queryset(self, request):
        """The form of a release without remarks asks for none."""
        has_remarks = Exists(Remark.objects.filter(release=OuterRef("pk")))
        return super().get_queryset(request).annotate(has_remarks=has_remarks)

    def render_change_form(self, request, context, *args, **kwargs):
        if release := kwargs.get("obj"):
            context["remarks"] = shown(release, request.user)
            context["remark_form"] = RemarkForm()
            context["media"] += SCRIPT
        return super().render_change_form(request, context, *args, **kwargs)


class RemarksView(ReleasePage):
    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST" and not remarks.may_remark(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def is_script(self) -> bool:
        """Of the form of the release, which stays as it is but for its remarks."""
        return self.request.headers.get("X-Requested-With") == "XMLHttpRequest"

    def done(self, said):
        if not self.is_script:
            messages.success(self.request, said)
            return redirect("admin:releases_release_remarks", self.release.pk)
        context = {"original": self.release, "remarks": shown(self.release, self.user)}
        parts = {
            name: render_to_string(f"admin/releases/release/{template}.html", context, self.request)
            for name, template in (("section", "_remarks"), ("count", "_remark_count"))
        }
        return JsonResponse({**parts, "said": str(said)})

    def show(self, form, lead):
        known = shown(self.release, self.user)
        return self.page(
            "admin/releases/release/remarks.html",
            _("Remarks"),
            release=self.release,
            original=self.release,
            remarks=known,
            form=form if known["may"] else None,
            lead=lead,
        )


class WritingPage(RemarksView, ABC):
    """All remarks, and a form for another one: for who has no script."""

    form_class: type[RemarkForm]
    said: Promise

    @abstractmethod
    def lead(self, form) -> str:
        """What is written about."""

    @abstractmethod
    def write(self, answers: dict) -> None: ...

    def get(self, request, **kwargs):
        form = self.form_class(initial={"about": request.GET.get("about", "")})
        return self.show(form, self.lead(form))

    def post(self, request, **kwargs):
        form = self.form_class(request.POST)
        if form.is_valid():
            self._write(form)
        if form.is_valid():
            return self.done(self.said)
        if self.is_script:
            reasons = [message for messages in form.errors.values() for message in messages]
            return JsonResponse({"reasons": reasons})
        return self.show(form, self.lead(form))

    def _write(self, form):
        try:
            self.write(form.cleaned_data)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(getattr(reason, "field", None), reason)


class RemarksPage(WritingPage):
    form_class = RemarkForm
    said = gettext_lazy("The remark is written.")

    def lead(self, form):
        return where(*about_of(form["about"].value() or ""))

    def write(self, answers):
        language, field = about_of(answers["about"])
        quotation = answers["quotation"]
        remarks.write(
            self.release, self.user, answers["text"], language=language, field=field, quotation=quotation
        )


class ReplyPage(WritingPage):
    form_class = ReplyForm
    said = gettext_lazy("The reply is written.")

    def dispatch(self, request, *args, pk, remark, **kwargs):  # type: ignore[override]
        self.answered = get_object_or_404(Remark, pk=remark, release=pk)
        return super().dispatch(request, *args, pk=pk, **kwargs)

    def lead(self, form):
        text = shortened(self.answered.text, 200)
        return _("Reply to %(who)s: “%(text)s”") % {"who": self.answered.actor_name, "text": text}

    def write(self, answers):
        remarks.reply(self.answered, self.user, answers["text"])


class RemarkAct(RemarksView):
    http_method_names = ["post"]

    def post(self, request, remark, act):
        if act not in ACTS:
            raise Http404
        carry_out, said = ACTS[act]
        carry_out(get_object_or_404(self.release.remarks, pk=remark), self.user)
        return self.done(said)
