from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters, get_content_type_for_model
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import IGNORED_PARAMS
from django.db import models, transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import dates, sent_words, unsaved
from ..forms import NOT_A_DATE
from ..search.desk import WordSearchMixin
from .changelist import RestrictedChangeList
from .deleting import deleted_objects
from .edit_conflicts import who_and_when
from .keys import KeyChoices, is_key
from .named_rows import NamedRows
from .pages import page_context
from .prefilling import PrefilledFromQuery

IS_KEPT = gettext_lazy("This is part of a record: it can be read, but not changed or deleted.")


SAVED_UNCHANGED = gettext_lazy("You changed nothing in “%(object)s”, so nothing was saved.")


class DisallowedQuery(Exception):
    """The address of a list asks for what the list does not have."""


class BaseAdmin(NamedRows, WordSearchMixin, PrefilledFromQuery, KeyChoices, admin.ModelAdmin):
    """What every page of the desk's admin keeps to, whatever its address or form is made to ask."""

    # A page that the public sees has one address, which get_view_on_site_url() gives while it is public.
    view_on_site: Any = False
    # Stands in the empty field of the search above the list.
    search_hint: str | Promise = ""
    # What will stand in the list that is still empty, and how to begin.
    nothing_yet: str | Promise = ""
    # Below the rows, where nothing moves when the first is ticked.
    actions_on_top = False
    actions_on_bottom = True
    # Counted over the whole table for each search; nobody works with that number.
    show_full_result_count = False
    # Said to whoever asks to delete what no permission lets anybody delete.
    why_never_deleted: str | Promise = ""
    # Models whose rows stay when the row is deleted that they belong to.
    stay_when_deleted: tuple[type[models.Model], ...] = ()
    # Of a form that was saved as it was opened.
    said_unchanged: tuple[int, str | Promise] = messages.INFO, SAVED_UNCHANGED
    # Whether a form whose row somebody deleted meanwhile may be sent as a new one.
    is_made_anew = True

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        # Those of other apps' models, such as the day on which an account was made.
        if (
            field
            and isinstance(db_field, models.DateField)
            and not isinstance(db_field, dates.DateRangeMixin)
        ):
            field.validators.append(dates.OFFICE)
        if isinstance(field, forms.DateField):
            field.error_messages["invalid"] = NOT_A_DATE
        return field

    def add_view(self, request, form_url="", extra_context=None):
        return super().add_view(request, form_url, {"title": self.title_of_new(), **(extra_context or {})})

    def get_changelist(self, request, **kwargs):
        return RestrictedChangeList

    def lookup_allowed(self, lookup, value, request=None):
        """RestrictedChangeList decides, where the filters of the list are known."""
        return True

    def get_changelist_instance(self, request):
        try:
            return super().get_changelist_instance(request)
        except (IncorrectLookupParameters, DisallowedModelAdminLookup) as problem:
            raise DisallowedQuery from problem

    def changelist_view(self, request, extra_context=None):
        ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(is_key(self.model, key) for key in ticked):
            messages.error(request, _("What was ticked is not in this list. Nothing was done."))
            return redirect(request.get_full_path())
        try:
            return super().changelist_view(request, extra_context)
        except DisallowedQuery:
            sentence = _("This list has no such filter or page. It is shown without any.")
            messages.warning(request, sentence)
            return redirect(without_filters(request))

    def get_object(self, request, object_id, from_field=None):
        # An empty name in an address names no column.
        return super().get_object(request, object_id, from_field or None)

    def log_change(self, request, obj, message):
        """Django also logs forms that are saved as they were opened, each with “No fields changed”."""
        if not message:
            request.saved_unchanged = obj
            return None
        return super().log_change(request, obj, message)

    def message_user(self, request, message, level=messages.INFO, *args, **kwargs):
        unchanged = getattr(request, "saved_unchanged", None)
        if unchanged and level == messages.SUCCESS:
            # Django says of these, too, that they were changed.
            level, sentence = self.said_unchanged
            message = sentence % {"object": unchanged}
        return super().message_user(request, message, level, *args, **kwargs)

    def get_deleted_objects(self, objs, request):
        return deleted_objects(objs, request, self.admin_site, self.stay_when_deleted)

    def delete_view(self, request, object_id, extra_context=None):
        # Of a release, get_object() takes a lock.
        with transaction.atomic():
            row = self.get_object(request, unquote(object_id))
        why = self.why_not_deleted(row) if row and self.has_view_permission(request, row) else ""
        if not why:
            return super().delete_view(request, object_id, extra_context)
        context = page_context(
            self,
            request,
            _("This cannot be deleted"),
            original=row,
            why=why,
            instead=self.instead_of_deleting(request, row),
        )
        return TemplateResponse(request, "admin/never_deleted.html", context, status=403)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Django's leads to the first page, without a word of what was sent."""
        new = self.fields_of_new_row(request) if self._may_be_made_anew(request) else {}
        add_to = reverse(f"admin:{opts.app_label}_{opts.model_name}_add")
        label = _("Make a new %(kind)s of it") % {"kind": opts.verbose_name}
        page = unsaved.gone(request, self._who_deleted(object_id), new, add_to, label)
        return page or super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]

    def _may_be_made_anew(self, request):
        return request.method == "POST" and self.is_made_anew and self.has_add_permission(request)

    def _who_deleted(self, object_id):
        if not is_key(self.model, key := unquote(object_id)):
            return ""
        deletions = LogEntry.objects.filter(
            content_type=get_content_type_for_model(self.model), object_id=key, action_flag=DELETION
        )
        entry = deletions.select_related("user").order_by("action_time").last()
        return _("Deleted meanwhile by %(who)s.") % {"who": who_and_when(entry)} if entry else ""

    def fields_of_new_row(self, request) -> dict[str, list[str]]:
        """What the form to add is to be sent, where a form was written in whose row is gone."""
        return sent_words.fields_of_new_row(request)

    def why_not_deleted(self, row) -> str | Promise:
        """Why this one is not; '' where the permissions decide."""
        return self.why_never_deleted

    def instead_of_deleting(self, request, row) -> list[tuple[str, str]]:
        """(label, address) of the pages that do what deleting was to do."""
        return []


def without_filters(request) -> str:
    query = request.GET.copy()
    for name in query.keys() - set(IGNORED_PARAMS):
        del query[name]
    return f"{request.path}?{query.urlencode()}".removesuffix("?")
