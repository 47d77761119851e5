"""Where a release stands, for an open form whose texts are saved by themselves: js/write_state.js."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from common.typing_bases import ModelAdminMixinBase

from ..models import Release
from . import panel
from .views import ReleasePage
from .writing_page import state_of


@method_decorator(never_cache, name="dispatch")
class FormState(ReleasePage):
    http_method_names = ["get"]

    def get(self, request):
        return HttpResponse(state_html(self, self.release))


def state_html(view: ReleasePage, release: Release) -> str:
    request, model_admin = view.request, view.model_admin
    panels = panel.language_panels(release, view.user, panel.events_of(release))
    context = {
        "original": release,
        "show_save": model_admin.has_change_permission(request, release),
        **state_of(release, panels),
        **model_admin.steps(request, panels),
    }
    return render_to_string("admin/releases/release/_state.html", context, request)


class FormStateMixin(ModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    def get_urls(self):
        page = self.admin_site.admin_view(FormState.as_view(model_admin=self))
        return [path("<int:pk>/state/", page, name="releases_release_state"), *super().get_urls()]
