from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ALL_VAR, ERROR_FLAG, PAGE_VAR
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.modeladmin.base import DisallowedQuery
from common.modeladmin.desk import DeskModelAdminMixinBase
from common.modeladmin.pages import DeskPage

from ..export_forms import ExportForm
from ..exporting import Selection, export
from ..resources import SheetResource
from ..spreadsheets import UnwritableCell
from .wording import selection_in_words

# A page of a list has 200 rows at most; a database takes so many numbers in one question.
MAX_TICKED = 1000
NOT_A_FILTER = (PAGE_VAR, ALL_VAR, ERROR_FLAG, IS_POPUP_VAR)


class ExportView(DeskPage):
    """GET: all rows of the list as its address filters them. POST `ids`: those rows; `do`: a button."""

    http_method_names = ["get", "post"]
    # Numbers of the rows that were ticked in the list.
    ticked: Sequence[int] = ()

    def dispatch(self, request, *args, **kwargs):
        if not self.model_admin.has_export_permission(request):
            raise PermissionDenied
        self.is_asked_by_the_list = bool(self.ticked)
        self.ticked = self.ticked or _numbers(request.POST.get("ids", ""))
        try:
            self.selection = self.model_admin.export_selection(request, self.ticked)
        except DisallowedQuery:
            return redirect(f"{request.path}?")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.form_page(self._form())

    def post(self, request):
        if self.is_asked_by_the_list:
            return self.get(request)
        # Enter in a field presses the first button, which has no name: a set's name means to keep the set.
        action = request.POST.get("do") or ("save_set" if request.POST.get("set_name") else "export")
        if action not in ExportForm.needs:
            raise BadRequest
        form = self._form(data=request.POST, action=action)
        if not form.is_valid():
            return self.form_page(form)
        return getattr(self, action)(form)

    def export(self, form):
        if not self.selection.ids:
            form.add_error(None, _("There is nothing to export."))
            return self.form_page(form)
        try:
            outgoing = export(self.selection, form.export_options(self.request.get_host()))
        except UnwritableCell as problem:
            form.add_error(None, str(problem))
            return self.form_page(form)
        if hasattr(outgoing.content, "read"):
            return FileResponse(
                outgoing.content,
                as_attachment=True,
                filename=outgoing.name,
                content_type=outgoing.content_type,
            )
        return StreamingHttpResponse(
            outgoing.content,
            content_type=outgoing.content_type,
            headers={"Content-Disposition": f'attachment; filename="{outgoing.name}"'},
        )

    def save_set(self, form):
        kept = form.save_set()
        messages.success(self.request, _("The columns are saved as “%(name)s”.") % {"name": kept.name})
        return self._again(column_set=kept.pk, set_name="")

    def use_set(self, form):
        chosen = form.cleaned_data["column_set"]
        return self._again(columns=self.selection.resource.order_keys(chosen.columns))

    def rename_set(self, form):
        chosen = form.cleaned_data["column_set"]
        chosen.name = form.cleaned_data["set_name"]
        chosen.save(update_fields=["name"])
        messages.success(self.request, _("The column set is now called “%(name)s”.") % {"name": chosen.name})
        return self._again(column_set=chosen.pk, set_name="")

    def delete_set(self, form):
        chosen = form.cleaned_data["column_set"]
        chosen.delete()
        messages.success(self.request, _("The column set “%(name)s” is deleted.") % {"name": chosen.name})
        return self._again(column_set=None)

    def form_page(self, form):
        selection, model_admin = self.selection, self.model_admin
        people = selection.people(list(selection.resource.columns))
        return self.page(
            "admin/exchange/export.html",
            _("Export: %(what)s") % {"what": selection.name},
            selection=selection,
            people=people,
            ids=",".join(map(str, self.ticked)),
            action=self._address(),
            back=self._address("changelist"),
            form=form,
            media=model_admin.media + form.media,
        )

    def _form(self, **kwargs):
        return ExportForm(self.selection.resource, self.request.user, **kwargs)

    def _again(self, **changes):
        """The page as it was, but for what the button did."""
        sent = self.request.POST
        kept = {name: sent.get(name) for name in ("file_format", "column_set", "set_name", "purpose")}
        return self.form_page(self._form(initial={**kept, "columns": sent.getlist("columns"), **changes}))

    def _address(self, page="export"):
        return list_address(self.model_admin, page, self.request)


def _numbers(text):
    words = text.split(",") if text else []
    if len(words) > MAX_TICKED or not all(word.isdecimal() and len(word) < 19 for word in words):
        raise BadRequest
    return [int(word) for word in words]


def list_address(model_admin, page, request):
    """Another page of the same list, with the list's filter and search."""
    query = request.GET.copy()
    for name in NOT_A_FILTER:
        query.pop(name, None)
    address = reverse(f"admin:{model_admin.url_prefix}_{page}")
    return f"{address}?{query.urlencode()}".removesuffix("?")


class ExportMixin(DeskModelAdminMixinBase):
    """For a ModelAdmin in front of its base class."""

    export_resource: type[SheetResource]
    actions = ["export_ticked"]

    @property
    def url_prefix(self):
        """What the names of the list's own addresses begin with."""
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def has_export_permission(self, request):
        """The permission belongs to the resource; nobody takes out what they may not see."""
        may_export = request.user.has_perm(self.export_resource.permission("export"))
        return may_export and self.has_view_permission(request)

    def get_urls(self):
        name = f"{self.url_prefix}_export"
        view = self.admin_site.admin_view(ExportView.as_view(model_admin=self))
        return [path("export/", view, name=name), *super().get_urls()]

    def list_buttons(self, request):
        buttons = super().list_buttons(request)
        if self.has_export_permission(request):
            buttons.append((_("Export…"), list_address(self, "export", request)))
        return buttons

    def own_pages(self, request):
        pages = super().own_pages(request)
        if self.has_export_permission(request):
            address = reverse(f"admin:{self.url_prefix}_export")
            pages.append((_("Export…"), address))
        return pages

    @admin.action(permissions=["export"], description=gettext_lazy("Export ticked rows…"))
    def export_ticked(self, request, queryset):
        if request.POST.get("select_across") == "1":
            return redirect(list_address(self, "export", request))
        ticked = _numbers(",".join(request.POST.getlist(ACTION_CHECKBOX_NAME)))
        return ExportView.as_view(model_admin=self, ticked=ticked)(request)

    def export_selection(self, request, ticked=()):
        """What the list itself shows at this address, on all its pages; or the ticked rows in its order."""
        shown = self.get_changelist_instance(request)
        queryset, words = shown.queryset, selection_in_words(shown)
        if ticked:
            rows = shown.root_queryset.filter(pk__in=ticked)
            queryset = rows.order_by(*shown.get_ordering(request, rows))
            words = ngettext("%(count)d ticked row", "%(count)d ticked rows", len(ticked)) % {
                "count": len(ticked)
            }
        name = str(self.opts.verbose_name_plural)
        return Selection(self.export_resource.for_request(request), queryset, name, words)


if TYPE_CHECKING:

    class ExportingAdminMixinBase(ExportMixin, DeskModelAdminMixinBase):
        pass

else:
    # See common.typing_bases.
    ExportingAdminMixinBase = object
