"""The least that Django does for a page: one view, no middleware, 20 kB."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

PAGE = "<!doctype html><title>Bare</title>" + "<p>Twenty kilobytes of text, more or less.</p>\n" * 430

settings.configure(ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY=__doc__, USE_I18N=False)
urlpatterns = [path("", lambda request: HttpResponse(PAGE))]
application = get_wsgi_application()
