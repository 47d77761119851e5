from copy import copy

from django.contrib import admin, messages
from django.db.models import prefetch_related_objects
from django.forms import Field
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import languages
from common.kept_files import KeepsFiles

from .. import workflow
from ..models import Attachment, Edition, Event, Release, Status
from . import following, in_review, panel, reissue, replaced_files, together, views
from .base import RichTextModelAdmin
from .beginning import BeginningMixin
from .dismissing import DismissingMixin
from .double_submission import DoubleSubmissionMixin
from .draft_document_page import DraftDocumentsMixin
from .exporting import ReleaseExportMixin
from .form_state import FormStateMixin
from .history.mixin import ReleaseHistoryMixin
from .history.pages import recent_saves
from .inlines import INLINES
from .keeping import KeepingMixin
from .live_preview import LivePreviewMixin
from .matrix import MatrixMixin
from .memory import MemoryMixin
from .own_drafts import OwnDraftsMixin
from .release_list import ReleaseListMixin
from .remarks import RemarksMixin
from .shown_files import boilerplates_with, in_boilerplate
from .taking_down import TakingDownMixin
from .typed_checks import TypedChecksMixin
from .typographer import TypographerMixin
from .writing_page import WritingPageMixin

IS_DRAFT_AGAIN = gettext_lazy(
    "%(language)s is a draft again. The site keeps the approved text until you approve this one."
)
STAYS_LIVE = gettext_lazy(
    "%(language)s has been live since %(when)s and stays live: the embargo only holds back what "
    "is approved from now on. To take the text off the site, withdraw it."
)

IS_ON_RECORD = gettext_lazy(
    "This release was approved, so it cannot be deleted: what readers see, or saw, is kept. To "
    "take it off the site, withdraw it in each language."
)
IS_SUBMITTED_ANEW = gettext_lazy("%(language)s was resubmitted in your name; somebody else must approve it.")
NOT_SUBMITTED_ANEW = gettext_lazy("%(language)s was saved but not resubmitted. %(reason)s")

FOLLOWED = gettext_lazy("The boilerplate “%(boilerplate)s” (%(languages)s) now shows the new file.")
NOT_FOLLOWED = gettext_lazy(
    "The boilerplate “%(boilerplate)s” (%(languages)s) still shows the file that you replaced. Ask somebody "
    "who may change boilerplates to put in the address of the new one."
)


def _names_of_languages(columns):
    return ", ".join(languages.own_name(languages.language_of(column) or "") for column in columns)


def _with_lines_of(context, release):
    """The lines that the form has read are not read again."""
    known = copy(release)
    known._prefetched_objects_cache = dict(release._prefetched_objects_cache)
    for inline in context["inline_admin_formsets"]:
        relation = inline.formset.fk.remote_field.get_accessor_name()
        known._prefetched_objects_cache[relation] = inline.formset.get_queryset()
    return known


@admin.register(Release)
class ReleaseAdmin(
    WritingPageMixin,
    FormStateMixin,
    KeepingMixin,
    BeginningMixin,
    DoubleSubmissionMixin,
    KeepsFiles,
    ReleaseHistoryMixin,
    LivePreviewMixin,
    TypographerMixin,
    MemoryMixin,
    OwnDraftsMixin,
    RemarksMixin,
    MatrixMixin,
    DismissingMixin,
    DraftDocumentsMixin,
    TakingDownMixin,
    TypedChecksMixin,
    ReleaseListMixin,
    ReleaseExportMixin,
    RichTextModelAdmin,
):
    form = in_review.InReviewForm
    inlines = INLINES  # type: ignore[assignment]
    name_columns = ["search_text"]
    new_title = gettext_lazy("New release")
    nothing_yet = gettext_lazy("Releases will stand here, those that are being written first.")
    autocomplete_fields = ["institutes", "schools", "topics"]
    proposed_slugs = {
        languages.column_in(code, "slug"): languages.column_in(code, "title") for code in languages.LANGUAGES
    }
    save_on_top = False
    change_form_template = "admin/releases/release/change_form.html"

    class Media:
        js = ["js/in_review.js", "js/submission_token.js", "js/word_count.js"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_states()

    def get_object(self, request, object_id, from_field=None):
        release = super().get_object(request, object_id, from_field)
        if release and request.method == "POST":
            # Held from the check of the revision to the save, so that two saves cannot cross.
            Release.objects.select_for_update().get(pk=release.pk)
            release.refresh_from_db()
        elif release:
            prefetch_related_objects([release], *self.autocomplete_fields)
        return release

    def named_rows(self, request):
        """The newest first, by their keys: the index is read in this order, and no further than needed."""
        return Release.objects.order_by("-pk")

    def name_of(self, row):
        return row.any_title() or _("Untitled"), row.reference

    def get_form(self, request, obj=None, change=False, **kwargs):
        follows: dict[str, Field] = {}
        for code in languages.LANGUAGES if obj else ():
            follows |= following.fields_of(obj, code)
        asked = in_review.tick_boxes(obj, request.user)
        form = type("DeskForm", (self.form,), {"user": request.user, **follows, **asked})
        return super().get_form(request, obj, change, form=form, **kwargs)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path(
                "contact/<int:pk>/",
                wrap(reissue.Reissue.as_view(model_admin=self)),
                name="releases_release_reissue",
            ),
            *(
                path(
                    f"<int:pk>/{together.TOGETHER}/{page.transition.name}/",
                    wrap(page.as_view(model_admin=self)),
                    name=f"releases_release_{page.transition.name}_together",
                )
                for page in (together.SubmitTogether, together.ApproveTogether)
            ),
            path(
                "<int:pk>/<slug:language>/preview/",
                wrap(views.Preview.as_view(model_admin=self)),
                name="releases_release_preview",
            ),
            path(
                "<int:pk>/<slug:language>/<slug:transition>/",
                wrap(views.TransitionView.as_view(model_admin=self)),
                name="releases_release_transition",
            ),
        ]
        return own + super().get_urls()

    def may_correct(self, request, language):
        return workflow.may_write(request.user, language)

    def why_not_deleted(self, row):
        return IS_ON_RECORD if row.editions.exists() else ""

    def instead_of_deleting(self, request, row):
        withdrawable = [
            code
            for code in languages.LANGUAGES
            if workflow.WITHDRAW in workflow.offered(row, request.user, code)
        ]
        return [
            (
                f"{workflow.WITHDRAW.label} – {languages.own_name(code)}",
                reverse("admin:releases_release_transition", args=[row.pk, code, workflow.WITHDRAW.name]),
            )
            for code in withdrawable
        ]

    def get_deleted_objects(self, objs, request):
        *found, permissions_needed, protected = super().get_deleted_objects(objs, request)
        protected = [*protected, *self._shown_in_boilerplates(request, objs)]
        # What was approved stays, whoever asks: not a matter of permissions.
        return *found, set() if protected else permissions_needed, protected

    def _shown_in_boilerplates(self, request, releases):
        for attachment in Attachment.objects.filter(release__in=list(releases)):
            for boilerplate, column in boilerplates_with(attachment.path):
                sees = self.admin_site.may_see(request, boilerplate)
                sentence = in_boilerplate(attachment.path, boilerplate, column)
                yield sentence if sees else _("others that you may not see")

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            # A refused form has put what was typed into the object; the head tells what is saved.
            is_sent = request.method == "POST"
            saved = self.get_queryset(request).get(pk=obj.pk) if is_sent else _with_lines_of(context, obj)
            events = panel.events_of(obj)
            panel.keep_at_hand(obj, events)
            context["languages"] = panel.language_panels(saved, request.user, events)
            recent = events[: panel.TIMELINE]
            context |= panel.timeline(obj, events) | {"recent_saves": recent_saves(obj, recent)}
        panels = context.get("languages", [])
        context |= self.page_of_writing(context, saved if obj else None, panels)
        context |= self.steps(request, panels)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        if change:
            workflow.versions.begin(obj)
        if change and "source_language" in form.changed_data:
            obj.change_source(form.initial["source_language"], form.changes)
        following.follow(obj, form.cleaned_data)
        obj.follow_sitting(form.changes)
        if not change or form.has_changed():
            obj.save()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        release, shared = form.instance, panel.shared_changes(form, formsets)
        for column, change in replaced_files.follow(release, formsets).items():
            form.changes[column] = {**change, "from": form.changes.get(column, change)["from"]}
        self._follow_in_boilerplates(request, formsets)
        if change and shared and not form.has_changed():
            release.save()
        if not change:
            names = {name: {} for name in (*form.changes, *shared)}  # type: ignore[var-annotated]
            workflow.log(release, Event.Kind.CREATED, request.user, changes=names)
        elif form.changes or shared:
            self.record_changes(request, release, form.changes | shared)
        workflow.versions.keep(release, request.user)
        if "embargo_until" in shared:
            self._say_what_is_live(request, release)

    def record_changes(self, request, release, changes, note=""):
        """Of what was saved: in the timeline, and for the texts that were approved or in review."""
        workflow.log(release, Event.Kind.EDITED, request.user, changes=changes, note=note)
        self._reopen_changed(request, release, set(changes))
        self._submit_changed(request, release, set(changes))

    def _follow_in_boilerplates(self, request, formsets):
        """Where this person may not change boilerplates, they are told which of them show an old file."""
        may_change = request.user.has_perm("releases.change_boilerplate")
        for boilerplate, texts in replaced_files.boilerplates_to_follow(formsets).items():
            if may_change:
                for column, html in texts.items():
                    setattr(boilerplate, column, html)
                boilerplate.save()
                self.log_change(request, boilerplate, [{"changed": {"fields": sorted(texts)}}])
            sentence = FOLLOWED if may_change else NOT_FOLLOWED
            names = {"boilerplate": boilerplate, "languages": _names_of_languages(texts)}
            level = messages.INFO if may_change else messages.WARNING
            self.message_user(request, sentence % names, level)

    def _say_what_is_live(self, request, release):
        """An embargo holds back what is approved after it is set, not what the public has."""
        under_embargo = release.embargo_until and release.embargo_until > timezone.now()
        live = Edition.objects.live().filter(release=release).with_online_since() if under_embargo else ()
        for edition in live:
            names = {
                "language": languages.own_name(edition.language),
                "when": panel.moment(edition.online_since),
            }
            self.message_user(request, STAYS_LIVE % names, messages.WARNING)

    def _reopen_changed(self, request, release, changed):
        """An approved text that is changed is a draft again; the site keeps what was approved."""
        for language in in_review.affected_languages(changed, languages.LANGUAGES):
            if release.status_in(language) == Status.APPROVED:
                workflow.reopen(release, language, request.user)
                self.message_user(
                    request,
                    IS_DRAFT_AGAIN % {"language": languages.own_name(language)},
                    messages.INFO,
                )

    def _submit_changed(self, request, release, changed):
        for code, reasons in in_review.submit_changed(release, changed, request.user):
            name = {"language": languages.own_name(code)}
            if not reasons:
                self.message_user(request, IS_SUBMITTED_ANEW % name, messages.INFO)
            for reason in reasons:
                words = {**name, "reason": reason}
                self.message_user(request, NOT_SUBMITTED_ANEW % words, messages.ERROR)

    def response_change(self, request, obj):
        if "_transition" in request.POST:
            return self._go_on_to_transition(request, obj, *request.POST["_transition"].partition(":")[::2])
        return super().response_change(request, obj)

    def response_add(self, request, obj, post_url_continue=None):
        if "_transition" in request.POST:
            return self.response_change(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def _go_on_to_transition(self, request, obj, name, language):
        """The form has been saved by now: no button of the workflow loses a word."""
        if language == together.TOGETHER and name in together.ACTS:
            return together.go_on(request, obj, name)
        if name not in workflow.TRANSITIONS or language not in languages.LANGUAGES:
            return redirect(request.path)
        if not views.asks_first(obj, language, workflow.TRANSITIONS[name], request.user):
            for reason in views.carry_out(request, obj, language, name, {"revision": obj.revision}):
                messages.error(request, views.linked(reason, obj))
            return redirect("admin:releases_release_change", obj.pk)
        return redirect(reverse("admin:releases_release_transition", args=[obj.pk, language, name]))
