import os

from django.core.wsgi import get_wsgi_application

from .startup import keep_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carnot_site.settings")

application = get_wsgi_application()
keep_what_is_loaded()
