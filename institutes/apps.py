from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from common.stored_files import Keeper, register


class InstitutesConfig(AppConfig):
    name = "institutes"
    verbose_name = _("Institutes, schools and contacts")

    def ready(self):
        # Models can be imported only now.
        from .importing import jobs

        register(Keeper(named=jobs.named_files, overdue=jobs.overdue))
