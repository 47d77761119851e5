import logging

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.cache import add_never_cache_headers

PATH = "/healthz"
logger = logging.getLogger(__name__)


class HealthMiddleware:
    """200 while pages can be made, 503 while they cannot; why stands in the log, not in the answer.

    In front of what asks for a host name: a load balancer asks by address, and over plain HTTP.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.is_migrated = False

    def __call__(self, request):
        if request.path_info != PATH:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            response = _answer("method not allowed\n", 405)
            response.headers["Allow"] = "GET, HEAD"
            return response
        try:
            self._make_a_page()
        except Exception:
            logger.exception("The site cannot make its pages.")
            return _answer("unavailable\n", 503)
        return _answer("ok\n", 200)

    def _make_a_page(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        # Reading all migrations takes longer than a page; once applied they stay so while this process runs.
        if not self.is_migrated:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                raise RuntimeError("Some migrations are not applied: run `manage.py migrate`.")
            self.is_migrated = True
        # With everything around a page: words, addresses, and styles by the manifest of static files, which
        # this process may know from before.
        render_to_string("404.html")
        static("css/base.css")


def _answer(text, status):
    response = HttpResponse(text, status=status, content_type="text/plain")
    response.headers["Content-Length"] = str(len(response.content))
    add_never_cache_headers(response)
    return response
