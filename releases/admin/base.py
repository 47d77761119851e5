from django.contrib import admin
from django.db import models
from js_asset import Media

from institutes.admin.base import ListTools

from ..forms import ParisSplitDateTime


class DeskAdmin(ListTools, admin.ModelAdmin):
    """Plain Django admin, with what our content security policy and screen readers ask for."""

    formfield_overrides = {models.DateTimeField: {"widget": ParisSplitDateTime}}

    class Media:
        css = {"all": ["css/desk.css"]}
        js = ["js/desk.js"]

    def render_change_form(self, request, context, *args, **kwargs):
        # The editor's import map is an inline script: it runs only with this response's nonce.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)
