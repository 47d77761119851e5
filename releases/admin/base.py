from csp.decorators import csp_update
from django.conf import settings
from django.db import models
from django.utils.decorators import method_decorator
from js_asset import Media

from common.forms import MomentField
from common.limits import CountedFields
from common.modeladmin.base import BaseAdmin
from common.modeladmin.desk import ListButtons
from common.slugs import ProposedSlugs

from .forms import ParisSplitDateTime


class DeskAdmin(CountedFields, ProposedSlugs, ListButtons, BaseAdmin):
    """Plain Django admin, with what our content security policy and screen readers ask for."""

    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": ParisSplitDateTime}}

    class Media:
        js = ["js/desk.js", "js/slugs.js"]

    @method_decorator(csp_update({"style-src": [settings.EDITOR_STYLE]}))
    def render_change_form(self, request, context, *args, **kwargs):
        # The editor's import map is an inline script: it runs only with this response's nonce.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)
