import os

from django.core.asgi import get_asgi_application

from .startup import keep_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carnot_site.settings")

application = get_asgi_application()
keep_what_is_loaded()
