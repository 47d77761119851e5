from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from common import stored_files


class ReleasesConfig(AppConfig):
    name = "releases"
    verbose_name = _("Press releases")

    def ready(self):
        # Models can be imported only now.
        from institutes.holdings import register

        # As above.
        from .holdings import RELEASES

        # As above.
        from .models.edition import named_in_record

        register(RELEASES)
        stored_files.register(stored_files.Keeper(named=named_in_record))
