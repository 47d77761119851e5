from csp.decorators import csp_update
from django.conf import settings
from django.db import models
from django.utils.decorators import method_decorator
from js_asset import Media

from common.forms import MomentField
from common.modeladmin.desk import DeskModelAdmin

from .forms import ParisSplitDateTime


class RichTextModelAdmin(DeskModelAdmin):
    """With the editor of rich text, inside our content security policy."""

    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": ParisSplitDateTime}}

    @method_decorator(csp_update({"style-src": [settings.EDITOR_STYLE]}))
    def render_change_form(self, request, context, *args, **kwargs):
        # The editor's import map is an inline script: it runs only with this response's nonce.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        context["has_rich_text"] = True
        return super().render_change_form(request, context, *args, **kwargs)
