from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from common.public_pages import kept, made_anew
from common.session_status import session_status
from institutes.views import logo
from releases.public import views as releases
from releases.urls import api_v1, files, for_embedding, sitemaps_of_all

from . import links, sign_in, well_known
from .slugs import propose

handler400 = "common.request_size.bad_request"
handler403 = "carnot_site.errors.permission_denied"
handler404 = "carnot_site.errors.page_not_found"
urlpatterns = [
    path("", releases.choose_language, name="choose_language"),
    path("robots.txt", kept(well_known.robots)),
    path(".well-known/security.txt", made_anew(well_known.security_txt)),
    path("favicon.ico", kept(well_known.icon), {"name": "favicon.ico"}),
    path("apple-touch-icon.png", kept(well_known.icon), {"name": "apple-touch-icon.png"}),
    *sitemaps_of_all,
    path("files/", include(files)),
    path("api/v1/", include(api_v1)),
    path("api/oembed/", include(for_embedding)),
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
    *i18n_patterns(
        path("manifest.webmanifest", kept(well_known.manifest), name="manifest"),
        path("opensearch.xml", kept(well_known.opensearch), name="opensearch"),
        path("", include("releases.urls")),
        path("", include("institutes.urls")),
    ),
]
