from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, post_save

from . import lookups


class CommonConfig(AppConfig):
    name = "common"

    def ready(self):
        # Models can be imported only now.
        from . import kept_files, ordinals, stored_files, zone_names

        # As above.
        from .clock import triggers

        # As above.
        from .search import folding, index, rows

        post_migrate.connect(triggers.install)
        post_migrate.connect(index.install)
        post_save.connect(rows.keep_words_of_fixtures)
        connection_created.connect(folding.register)
        ordinals.register()
        zone_names.register()
        stored_files.register(stored_files.FileOwner(overdue=kept_files.overdue))
        lookups.register()


class DeskAdminConfig(admin.AdminConfig):
    """In the place of django.contrib.admin's own."""

    default = False
    default_site = "common.site.DeskSite"
