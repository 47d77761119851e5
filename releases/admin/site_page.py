from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..models import SitePage
from .base import RichTextModelAdmin
from .catalogue import side_by_side


@admin.register(SitePage)
class SitePageAdmin(RichTextModelAdmin):
    list_display = ["__str__", "number_of_blanks"]
    readonly_fields = ["blanks"]
    why_never_deleted = _("The law asks every site for this page: it can be changed, but not deleted.")

    def get_fields(self, request, obj=None):
        status = ["conformance"] if obj and obj.key == SitePage.Key.ACCESSIBILITY else []
        return ["blanks", *status, *side_by_side("body")]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def own_pages(self, request):
        address = "admin:releases_sitepage_change"
        return [(str(page), reverse(address, args=[page.pk])) for page in self.get_queryset(request)]

    def view_on_site(self, page):
        return page.get_absolute_url()

    @admin.display(description=_("still to be filled in"))
    def number_of_blanks(self, obj):
        number = len(obj.blanks())
        return (
            ngettext("%(number)d blank", "%(number)d blanks", number) % {"number": number} if number else "–"
        )

    @admin.display(description=_("still to be filled in"))
    def blanks(self, obj):
        lines = format_html_join("", "<li>{}</li>", ((blank,) for blank in obj.blanks()))
        return format_html('<ul class="blanks">{}</ul>', lines) if lines else "–"
