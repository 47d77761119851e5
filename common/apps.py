from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CommonConfig(AppConfig):
    name = "common"

    def ready(self):
        # Models can be imported only now.
        from . import kept_files, stored_files

        # As above.
        from .finding import register

        connection_created.connect(register)
        stored_files.register(stored_files.Keeper(overdue=kept_files.overdue))
