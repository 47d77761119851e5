from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReleasesConfig(AppConfig):
    name = "releases"
    verbose_name = _("Press releases")

    def ready(self):
        # Models can be imported only now; checks of the installation register themselves.
        from . import checks, registrations  # noqa: F401

        registrations.register()
