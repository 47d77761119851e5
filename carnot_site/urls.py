from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView
from django.views.i18n import set_language

from common.session_status import session_status
from institutes.views import logo
from releases.public import views as releases
from releases.urls import files

from . import links, sign_in
from .slugs import propose

handler400 = "common.request_size.bad_request"
handler403 = "common.unsaved.permission_denied"
handler404 = "carnot_site.errors.page_not_found"
urlpatterns = [
    path("", releases.choose_language, name="choose_language"),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain")),
    path("files/", include(files)),
    path("logos/<slug:slug>", logo, name="logo"),
    # Under admin/, like the path of the cookie that it sets.
    path("admin/language/", set_language, name="set_language"),
    path("admin/session-status/", session_status, name="session_status"),
    path("admin/address-name/", propose, name="propose_slug"),
    path("admin/link/", links.check, name="check_link"),
    # In front of Django's own, which know no bounds.
    path("admin/login/", sign_in.login),
    path("admin/password_change/", sign_in.change_password),
    path("admin/sign-out-everywhere/", sign_in.SignOutEverywhere.as_view(), name="sign_out_everywhere"),
    path("admin/", admin.site.urls),
    *i18n_patterns(path("", include("releases.urls")), path("", include("institutes.urls"))),
]
