from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.accounts import name_of
from common.exceptions import Refused
from common.modeladmin.base import BaseAdmin
from common.modeladmin.desk import DeskModelAdminMixinBase
from common.modeladmin.pages import DeskPage, page_of

from ..models import Contact, Merge, NotDuplicates
from ..people import data_holders, duplicates, merging
from .comparison import MergeForm, shown

PERMISSION = "institutes.merge_contact"
LIST = "admin:institutes_contact_duplicates"
COMPARE = "admin:institutes_contact_compare"
CONTACT_PAGE = "admin:institutes_contact_change"


class DuplicatesPages(DeskModelAdminMixinBase):
    """For ContactAdmin: the pages behind its button “Duplicates”, and the action on two ticked contacts."""

    actions = ["merge_ticked"]

    def has_merge_permission(self, request):
        """Nobody merges what they may not see: the pages put both contacts side by side."""
        return request.user.has_perm(PERMISSION) and self.has_view_permission(request)

    def get_urls(self):
        def page(route, view, name):
            wrapped = self.admin_site.admin_view(view.as_view(model_admin=self))
            return path(f"duplicates/{route}", wrapped, name=f"institutes_contact_{name}")

        return [
            page("", LikelyPairs, "duplicates"),
            page("<int:keep>/<int:drop>/", Compare, "compare"),
            page("<int:keep>/<int:drop>/two-people/", TwoPeople, "two_people"),
            *super().get_urls(),
        ]

    def list_buttons(self, request):
        buttons = super().list_buttons(request)
        if not self.has_merge_permission(request):
            return buttons
        number = duplicates.count()
        label = _("Duplicates") if number is None else _("Duplicates (%(number)s)") % {"number": number}
        return [*buttons, (label, reverse(LIST))]

    def own_pages(self, request):
        pages = super().own_pages(request)
        return [*pages, (_("Duplicates"), reverse(LIST))] if self.has_merge_permission(request) else pages

    @admin.action(description=gettext_lazy("Merge the two ticked contacts"), permissions=["merge"])
    def merge_ticked(self, request, queryset):
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(keys) == 2:
            return HttpResponseRedirect(reverse(COMPARE, args=keys))
        self.message_user(request, _("Tick exactly two contacts to merge them."), messages.ERROR)
        return None


def may_merge(model_admin, request):
    return model_admin.admin_site.get_model_admin(Contact).has_merge_permission(request)


class MergingView(DeskPage):
    def dispatch(self, request, *args, **kwargs):
        if not may_merge(self.model_admin, request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def page(self, template, title, **context):
        return super().page(f"admin/institutes/{template}", title, **context)


class LikelyPairs(MergingView):
    def get(self, request):
        pages = page_of(duplicates.duplicate_candidates(), request)
        keys = {key for pair in pages for key in (pair.first, pair.second)}
        contacts = _contacts().in_bulk(keys)
        rows = [
            (pair, [_summary(contacts[key]) for key in (pair.first, pair.second)])
            for pair in pages
            # Between the two queries somebody may have removed one.
            if pair.first in contacts and pair.second in contacts
        ]
        return self.page("contact/duplicates.html", _("Likely duplicates"), pages=pages, rows=rows)


class PairView(MergingView):
    def dispatch(self, request, *args, keep, drop, **kwargs):
        if not may_merge(self.model_admin, request):
            raise PermissionDenied
        self.keep, self.drop = (get_object_or_404(_contacts(), pk=key) for key in (keep, drop))
        self.decision = NotDuplicates.objects.filter(
            first_id=min(keep, drop), second_id=max(keep, drop)
        ).first()
        return super().dispatch(request, *args, **kwargs)


class Compare(PairView):
    def get(self, request):
        return self.show(MergeForm(keep=self.keep, drop=self.drop))

    def post(self, request):
        form = MergeForm(request.POST, keep=self.keep, drop=self.drop)
        if form.is_stale():
            return self.show(MergeForm(keep=self.keep, drop=self.drop), [merging.STALE])
        if not form.is_valid():
            return self.show(form)
        try:
            done = merging.merge(
                self.keep, self.drop, form.choices(), request.user, seen=form.cleaned_data["seen"]
            )
        except Refused as refusal:
            return self.show(form, refusal.reasons)
        messages.success(request, _merged(done))
        return HttpResponseRedirect(reverse(LIST))

    def show(self, form, reasons=()):
        sides = [
            (contact, data_holders.count_of(data_holders.public_places(contact)))
            for contact in (self.keep, self.drop)
        ]
        return self.page(
            "contact/compare.html",
            _("Compare and merge"),
            form=form,
            reasons=reasons,
            sides=sides,
            decision=self.decision,
        )


class TwoPeople(PairView):
    """Says that the two are not one person; said again, takes it back."""

    http_method_names = ["post"]

    def post(self, request):
        pair = {"name": self.keep, "other": self.drop}
        if self.decision:
            self.decision.delete()
            messages.success(
                request, _("%(name)s and %(other)s are suggested as possible duplicates again.") % pair
            )
            return HttpResponseRedirect(reverse(COMPARE, args=[self.keep.pk, self.drop.pk]))
        first, second = duplicates.ordered(self.keep.pk, self.drop.pk)
        if first != second:
            NotDuplicates.objects.get_or_create(
                first_id=first,
                second_id=second,
                defaults={"decided_by": name_of(request.user)},
            )
            address = reverse(COMPARE, args=[first, second])
            text = _("%(name)s and %(other)s are marked as different people and no longer suggested.") % pair
            messages.success(request, format_html('{} <a href="{}">{}</a>', text, address, _("Look again")))
        return HttpResponseRedirect(reverse(LIST))


class Undo(MergingView):
    def dispatch(self, request, *args, pk, **kwargs):
        if not may_merge(self.model_admin, request):
            raise PermissionDenied
        self.merge = get_object_or_404(Merge.objects.select_related("kept"), pk=pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.show()

    def post(self, request):
        try:
            contact = merging.undo(self.merge, request.user)
        except Refused as refusal:
            return self.show(refusal.reasons)
        text = _("Two contacts again: %(kept)s and %(removed)s.") % {
            "kept": self.merge.kept,
            "removed": contact.full_name,
        }
        messages.success(request, text)
        return HttpResponseRedirect(reverse("admin:institutes_merge_changelist"))

    def show(self, reasons=()):
        return self.page(
            "merge/undo.html",
            _("Undo a merge"),
            merge=self.merge,
            kept=_name_in(self.merge.kept_before),
            removed=_name_in(self.merge.removed),
            moved=any(record["act"] == "moved" for record in self.merge.references),
            reasons=reasons,
        )


@admin.register(Merge)
class MergeAdmin(BaseAdmin):
    """The history: read here, written by merging alone."""

    list_display = ["at", "kept_contact", "removed_name", "actor_name", "state"]
    list_display_links = None
    list_select_related = ["kept"]
    search_fields = ["kept_name", "actor_name"]
    date_hierarchy = "at"
    actions = None
    why_never_deleted = gettext_lazy("Merges are kept, so that they can be undone.")
    nothing_yet = gettext_lazy(
        "Merges will stand here: two entries for one person that became one, each of which can be undone."
    )
    fields = ["at", "kept_contact", "removed_name", "actor_name", "undone_at", "undone_by"]
    readonly_fields = ["at", "kept_contact", "removed_name", "actor_name", "undone_at", "undone_by"]

    def get_urls(self):
        undo = self.admin_site.admin_view(Undo.as_view(model_admin=self))
        return [path("<int:pk>/undo/", undo, name="institutes_merge_undo"), *super().get_urls()]

    def has_view_permission(self, request, obj=None):
        return may_merge(self, request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("kept"), ordering="kept_name")
    def kept_contact(self, merge):
        if merge.kept is None:
            return merge.kept_name
        return format_html('<a href="{}">{}</a>', reverse(CONTACT_PAGE, args=[merge.kept.pk]), merge.kept)

    @admin.display(description=gettext_lazy("removed"))
    def removed_name(self, merge):
        return _name_in(merge.removed)

    @admin.display(description=gettext_lazy("undo"))
    def state(self, merge):
        if merge.undone_at:
            return _("Undone by %(who)s") % {"who": merge.undone_by}
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:institutes_merge_undo", args=[merge.pk]), _("Undo…")
        )


def _contacts():
    return Contact.objects.select_related("organisation").prefetch_related("phone_numbers")


def _summary(contact):
    details = [shown(contact, name) for name in ("organisation", "job_title", "email", "phone_numbers")]
    return contact, list(filter(None, details))


def _name_in(snapshot):
    return f"{snapshot.get('first_name', '')} {snapshot.get('last_name', '')}".strip()


def _merged(done):
    return format_html(
        '{} <a href="{}">{}</a> <a href="{}">{}</a>',
        _("%(name)s now has a single contact.") % {"name": done.kept},
        reverse(CONTACT_PAGE, args=[done.kept.pk]),
        _("See the contact"),
        reverse("admin:institutes_merge_undo", args=[done.pk]),
        _("Undo…"),
    )
