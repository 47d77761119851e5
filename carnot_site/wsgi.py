import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carnot_site.settings")

application = get_wsgi_application()

# Only now can models be imported.
from common import sweeping  # noqa: E402

sweeping.start()
