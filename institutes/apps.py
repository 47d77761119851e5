from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstitutesConfig(AppConfig):
    name = "institutes"
    verbose_name = _("Institutes, schools and contacts")

    def ready(self):
        # Models can be imported only now.
        from common import clock, first_page

        # As above.
        from exchange.importing.registry import register

        # As above.
        from .first_page import contacts_to_verify, new_contact

        # As above.
        from .models import READ_BY_PUBLIC_PAGES

        # As above.
        from .row_handlers.contacts import ContactHandler

        # As above.
        from .row_handlers.memberships import LabelAwardHandler, MembershipHandler

        # As above.
        from .row_handlers.organisations import OrganisationHandler

        register(ContactHandler, OrganisationHandler, MembershipHandler, LabelAwardHandler)
        clock.watch(*READ_BY_PUBLIC_PAGES)
        first_page.register(tasks=[contacts_to_verify], acts=[new_contact])
