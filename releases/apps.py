from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReleasesConfig(AppConfig):
    name = "releases"
    verbose_name = _("Press releases")

    def ready(self):
        # Models can be imported only now.
        from institutes.holdings import register

        # As above.
        from .holdings import RELEASES

        register(RELEASES)
