from collections.abc import Sequence
from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.views.generic import View

PER_PAGE = 50


def page_context(
    model_admin: admin.ModelAdmin, request: HttpRequest, title: str | Promise, **context
) -> dict[str, Any]:
    """What the desk's templates need of any page; `context` comes last, and may replace it."""
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "title": title,
        **context,
    }


def page_of(rows: QuerySet | Sequence, request: HttpRequest) -> PageOfRows:
    """The rows of `?page=`; the nearest page where there is no such one."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


class DeskPage(View):
    """A view within the admin of a model, which gives it its place and look."""

    # Given by as_view(): an admin of the project, with its own methods.
    model_admin: Any = None

    @property
    def user(self) -> User:
        """Signed in: every page of the desk is wrapped by admin_view()."""
        return cast(User, self.request.user)

    def page(self, template: str, title: str | Promise, **context) -> TemplateResponse:
        return TemplateResponse(
            self.request, template, page_context(self.model_admin, self.request, title, **context)
        )
