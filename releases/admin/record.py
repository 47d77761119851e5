import re

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.modeladmin.read_only import ReadOnlyAdmin

from ..models import Edition, Event
from .filters import LanguageFilter, LanguageOrNoneFilter


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = [
        "reference",
        "language",
        "number",
        "title",
        "live_from",
        "ends",
        "approved_by",
        "page",
    ]
    list_filter = [LanguageFilter, "is_minor"]
    list_select_related = ["address"]
    search_fields = ["search_text"]
    date_hierarchy = "live_from"
    ordering = ["-live_from"]
    why_never_deleted = gettext_lazy(
        "An edition is never deleted. To take it off the site, withdraw it from its release."
    )

    def view_on_site(self, edition):
        return edition.get_absolute_url() if Edition.objects.live().filter(pk=edition.pk).exists() else None

    def instead_of_deleting(self, request, row):
        if not self.admin_site.may_see(request, row.release):
            return []
        return [(_("The release"), reverse("admin:releases_release_change", args=[row.release_id]))]

    @admin.display(description=gettext_lazy("live until"), ordering="live_until")
    def ends(self, edition):
        return _("never went live") if edition.live_until == edition.live_from else edition.live_until

    @admin.display(description=gettext_lazy("address"))
    def page(self, edition):
        address = edition.get_absolute_url()
        # A narrow column breaks it between two parts.
        parts = format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in re.split(r"(?<=/)", address)))
        return format_html('<a href="{}">{}</a>', address, parts)


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "reference", "language", "kind", "actor_name", "note"]
    list_filter = ["kind", LanguageOrNoneFilter]
    search_fields = ["reference", "actor_name", "note"]
    date_hierarchy = "at"
