from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from common.stored_files import FileOwner, register

from .progress import FOLDER


class ExchangeConfig(AppConfig):
    name = "exchange"
    verbose_name = _("Spreadsheets")

    def ready(self):
        # Models can be imported only now.
        from .importing import datasets, jobs

        # As above.
        from .resources import SheetResource

        SheetResource.importer = datasets.import_dataset
        lasting = frozenset({FOLDER.rstrip("/")})
        register(FileOwner(referenced=jobs.referenced_files, overdue=jobs.overdue, folders=lasting))
