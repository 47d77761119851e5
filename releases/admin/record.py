import re

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import languages
from common.analysis import lines_of
from common.modeladmin.read_only import ReadOnlyAdmin

from ..models import Edition, Event, Release
from .filters import LanguageFilter, LanguageOrNoneFilter

# As Django shows it of a column.
EMPTY = "–"


def _said_of(line, parts):
    return ", ".join(str(line[part]) for part in parts if line.get(part))


def _contact_line(contact):
    numbers = [phone["display"] for phone in contact.get("phones", ())]
    return ", ".join([_said_of(contact, ("name", "job_title", "organisation", "email")), *numbers])


class RecordAdmin(ReadOnlyAdmin):
    # {a field: what is shown in its place}
    shown_as: dict[str, list[str]] = {"language": ["language_in_words"]}

    def get_fields(self, request, obj=None):
        shown_instead = {name for names in self.shown_as.values() for name in names}
        own = [name for name in super().get_fields(request, obj) if name not in shown_instead]
        return [shown for name in own for shown in self.shown_as.get(name, [name])]

    def get_readonly_fields(self, request, obj=None):
        return [name for names in self.shown_as.values() for name in names]

    def render_change_form(self, request, context, *args, **kwargs):
        if obj := kwargs.get("obj"):
            parts = [obj.reference, languages.name(obj.language), self.last_of_name(obj)]
            context["heading"] = context["subtitle"] = " · ".join(filter(None, parts))
        return super().render_change_form(request, context, *args, **kwargs)

    def last_of_name(self, row) -> str:
        """What tells it from others of the same release and language."""
        raise NotImplementedError

    @admin.display(description=gettext_lazy("language"), ordering="language")
    def language_in_words(self, row):
        return capfirst(languages.name(row.language)) or EMPTY


@admin.register(Edition)
class EditionAdmin(RecordAdmin):
    list_display = [
        "reference",
        "language_in_words",
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
        "An edition cannot be deleted. To take it off the site, withdraw it from its release."
    )

    shown_as = {
        **RecordAdmin.shown_as,
        "kind": ["kind_in_words"],
        "body": ["text"],
        "document": ["organisations_as_printed", "press_contacts", "boilerplate_texts", "files"],
    }

    def last_of_name(self, edition):
        return _("edition %(number)s") % {"number": edition.number}

    @admin.display(description=gettext_lazy("kind"))
    def kind_in_words(self, edition):
        return dict(Release.Kind.choices).get(edition.kind, edition.kind)

    @admin.display(description=gettext_lazy("body"))
    def text(self, edition):
        return lines_of(edition.body)

    @admin.display(description=gettext_lazy("press contacts"))
    def press_contacts(self, edition):
        return "\n".join(_contact_line(contact) for contact in edition.contacts) or EMPTY

    @admin.display(description=gettext_lazy("boilerplates"))
    def boilerplate_texts(self, edition):
        lines = [f"{line['title']}\n{lines_of(line['body'])}" for line in edition.boilerplates]
        return "\n\n".join(lines) or EMPTY

    @admin.display(description=gettext_lazy("files and their texts"))
    def files(self, edition):
        parts = ("name", "alt", "caption", "credit", "licence")
        return "\n".join(_said_of(file, parts) for file in edition.shown_files) or EMPTY

    @admin.display(description=gettext_lazy("organisations"))
    def organisations_as_printed(self, edition):
        lines = [
            ", ".join(filter(None, [line["name"], (line.get("director") or {}).get("name")]))
            for line in edition.organisation_lines
        ]
        return "\n".join(lines) or EMPTY

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
class EventAdmin(RecordAdmin):
    list_display = ["at", "reference", "language_in_words", "kind", "actor_name", "note"]
    list_filter = ["kind", LanguageOrNoneFilter]
    search_fields = ["reference", "actor_name", "note"]
    date_hierarchy = "at"

    def last_of_name(self, event):
        return event.get_kind_display()
