from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.modeladmin.base import BaseAdmin
from common.modeladmin.read_only import ReadOnlyAdmin

from ..models import ContactEvent, VerificationReply
from ..people import verification
from .comparison import label_of
from .published_copies import inform_about_published_copies

CHANGE = "institutes.change_contact"


@admin.register(VerificationReply)
class VerificationReplyAdmin(BaseAdmin):
    """What people say of their own details; a manager takes it over or not."""

    fields = ["contact", "at", "said", "state", "decided_by", "decided_at"]
    readonly_fields = ["contact", "at", "said", "state", "decided_by", "decided_at"]
    list_display = ["contact", "said", "at", "state", "decided_by"]
    list_filter = ["state"]
    list_select_related = ["contact"]
    actions = ["take_over", "leave"]
    change_form_template = "admin/institutes/contact/answer.html"
    why_never_deleted = gettext_lazy("What people say of their own details is kept until they are erased.")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_decide_permission(self, request):
        """An answer taken over changes a contact."""
        return self.has_change_permission(request) and request.user.has_perm(CHANGE)

    @admin.display(description=gettext_lazy("says"))
    def said(self, reply):
        if not reply.changes:
            return _("The details are right.")
        lines = (
            (
                capfirst(label_of(name)) + _(":"),
                *(", ".join(change[s].splitlines()) or "–" for s in ("from", "to")),
            )
            for name, change in reply.changes.items()
        )
        return format_html_join(mark_safe("<br>"), "{} <del>{}</del> → <ins>{}</ins>", lines)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Nothing to save: the two buttons are the actions of the list."""
        reply = self.get_object(request, object_id)
        waits = reply is not None and reply.state == VerificationReply.State.PENDING
        context = {
            "show_save": False,
            "show_save_and_continue": False,
            "may_decide": waits and self.has_decide_permission(request),
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    @admin.action(description=gettext_lazy("Apply the answers to the contacts"), permissions=["decide"])
    def take_over(self, request, queryset):
        for reply in queryset.filter(state=VerificationReply.State.PENDING).select_related("contact"):
            try:
                verification.accept(reply, request.user)
            except ValidationError as refusal:
                said = {"label": reply.contact, "value": " ".join(refusal.messages)}
                self.message_user(request, _("%(label)s: %(value)s") % said, messages.ERROR)
            else:
                self.message_user(request, _("%(name)s: applied.") % {"name": reply.contact})
                inform_about_published_copies(request, reply.contact)

    @admin.action(description=gettext_lazy("Do not apply these answers"), permissions=["decide"])
    def leave(self, request, queryset):
        for reply in queryset.filter(state=VerificationReply.State.PENDING).select_related("contact"):
            verification.decline(reply, request.user)
            self.message_user(request, _("%(name)s: the contact stays as it is.") % {"name": reply.contact})


@admin.register(ContactEvent)
class ContactEventAdmin(ReadOnlyAdmin):
    list_display = ["at", "contact_name", "kind", "actor_name", "note"]
    list_filter = ["kind"]
    search_fields = ["contact_name", "actor_name", "note"]
    date_hierarchy = "at"
