import re
from functools import wraps
from typing import cast

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.i18n import JavaScriptCatalog

from . import first_page, jump, unsaved
from .django_texts import SCRIPT_TEXTS
from .modeladmin.changelist import MAX_WORDS
from .modeladmin.keys import is_key
from .navigation import sections_of

# Quoted twice in the header of a redirect; a proxy takes 4 kB of headers unless it is told otherwise.
MAX_RETURN_LENGTH = 1000


class RestrictedAutocomplete(AutocompleteJsonView):
    """For the fields that a form of the desk offers, and for no other relation between tables."""

    def process_request(self, request):
        term, model_admin, field, to_field = super().process_request(request)
        site = cast(DeskSite, self.admin_site)
        if not site.completes(field):
            raise PermissionDenied
        words = term.replace("\x00", "").split()
        return " ".join(words[:MAX_WORDS]), model_admin, field, to_field


class TypographicCatalog(JavaScriptCatalog):
    """Django's own French for scripts has straight apostrophes; common/django_texts.py mends the others."""

    def get_catalog(self):
        theirs = {text: _with_apostrophes(translation) for text, translation in super().get_catalog().items()}
        return theirs | {text: _(text) for text in SCRIPT_TEXTS}


def _with_apostrophes(translation):
    if isinstance(translation, list):  # forms of a plural
        return [_with_apostrophes(form) for form in translation]
    return re.sub(r"(?<=\w)'(?=\w)", "’", translation)


class DeskSite(admin.AdminSite):
    """Django's pages that belong to no model, asking what may be seen."""

    enable_nav_sidebar = False
    # Django's is a hyphen; on a telephone a row leaves out what it has nothing of.
    empty_value_display = '<span class="nothing">–</span>'
    # Not named as Django's, which the pages of its apps extend.
    index_template = "admin/first_page.html"

    def each_context(self, request):
        own = {"sections": sections_of(self, request), "new_page": jump.new_page(self, request)}
        return super().each_context(request) | own

    def get_urls(self):
        route = "r/<path:content_type_id>/<path:object_id>/"
        own = [
            path(route, self.admin_view(require_safe(self.public_page)), name="view_on_site"),
            path("jump/", self.admin_view(require_safe(self.jump)), name="jump"),
        ]
        return own + super().get_urls()

    def admin_view(self, view, cacheable=False):
        """Words are not lost at the page of signing in, and a long address is not carried through it."""
        protected = super().admin_view(view, cacheable)

        @wraps(protected)
        def inner(request, *args, **kwargs):
            if self.has_permission(request):
                return protected(request, *args, **kwargs)
            # A script of the form keeps its words itself.
            is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
            if not is_script and (page := unsaved.page(request, unsaved.SIGNED_OUT)):
                return page
            if len(request.get_full_path()) > MAX_RETURN_LENGTH:
                return redirect("admin:login")
            return protected(request, *args, **kwargs)

        return inner

    def may_see(self, request, row) -> bool:
        model = type(row)
        if isinstance(row, LogEntry):
            # Each kind is fetched once for all requests.
            if not row.content_type_id:
                return False
            kind = ContentType.objects.get_for_id(row.content_type_id)
            return self.may_see_kind(request, kind.model_class())
        if self.is_registered(model):
            return self.get_model_admin(model).has_view_permission(request, row)
        if self.unseen_ends(request, model):
            return False
        may_view = f"{model._meta.app_label}.view_{model._meta.model_name}"
        return bool(model._meta.auto_created) or request.user.has_perm(may_view)

    def unseen_ends(self, request, model) -> list[type[Model]]:
        """What the lines of a form or of a relation hang on, as far as this person may not see it."""
        ends = [field.related_model for field in model._meta.fields if field.is_relation]
        return [end for end in ends if self.is_registered(end) and not self.may_see_kind(request, end)]

    def may_see_kind(self, request, model) -> bool:
        return self.is_registered(model) and self.get_model_admin(model).has_view_permission(request)

    def completes(self, field) -> bool:
        forms = [form for each in self._registry.values() for form in (each, *each.inlines)]
        return any(
            issubclass(form.model, field.model) and field.name in form.autocomplete_fields for form in forms
        )

    def index(self, request, extra_context=None):
        own = {"title": _("Home"), **first_page.context_for(request)}
        return super().index(request, {**own, **(extra_context or {})})

    def app_index(self, request, app_label, extra_context=None):
        """No page lists the models of an app: the head of each page names the sections."""
        return redirect("admin:index")

    def get_log_entries(self, request):
        """No page shows any."""
        return LogEntry.objects.none()

    def autocomplete_view(self, request):
        return RestrictedAutocomplete.as_view(admin_site=self)(request)

    def i18n_javascript(self, request, extra_context=None):
        """Of all apps, as the editor of texts has words of its own."""
        return TypographicCatalog.as_view()(request)

    def jump(self, request):
        return jump.page(self, request)

    def public_page(self, request, content_type_id, object_id):
        """The public address of a row, while the row has one and for those who may see the row."""
        if not is_key(ContentType, content_type_id):
            raise Http404
        model = get_object_or_404(ContentType, pk=content_type_id).model_class()
        if model is None or not self.is_registered(model):
            raise Http404
        model_admin = self.get_model_admin(model)
        row = model_admin.get_object(request, object_id)
        seen = row is not None and model_admin.has_view_permission(request, row)
        address = model_admin.get_view_on_site_url(row) if seen else None
        if not address:
            raise Http404
        return redirect(address)
