from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _

from common import stored_files


class ReleasesConfig(AppConfig):
    name = "releases"
    verbose_name = _("Press releases")

    def ready(self):
        # Models can be imported only now.
        from common import clock

        # As above.
        from exchange import registry

        # As above.
        from exchange.importing.registry import register as register_rows

        # As above.
        from institutes.people import data_holders

        # As above; checks register themselves.
        from . import checks, first_page  # noqa: F401

        # As above.
        from .models import READ_BY_PUBLIC_PAGES, Edition, Release

        # As above.
        from .models.edition import referenced_in_record

        # As above.
        from .models.translation_state import keep_states_of_fixtures

        # As above.
        from .models.version import referenced_in_versions

        # As above.
        from .personal_data import RELEASES

        # As above.
        from .public import rendering

        # As above.
        from .resources import ReleaseResource

        # As above.
        from .row_handlers import TermHandler

        # As above.
        from .workflow import deleted

        post_save.connect(rendering.keep, sender=Edition)
        post_save.connect(keep_states_of_fixtures, sender=Release)
        data_holders.register(RELEASES)
        registry.register(ReleaseResource)
        register_rows(TermHandler)
        stored_files.register(stored_files.FileOwner(referenced=referenced_in_record))
        stored_files.register(stored_files.FileOwner(referenced_in_versions, deleted.overdue))
        clock.watch(*READ_BY_PUBLIC_PAGES)
        clock.register(Edition, "live_from", "live_until")
        first_page.register()
