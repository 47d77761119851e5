"""What checks are about: headings of the settings page and of the docs."""

from django.utils.translation import gettext_lazy as _

TEXTS = _("Texts")
LINKS = _("Links and files")
PICTURES = _("Pictures")
PEOPLE = _("Contacts and boilerplates")
DATES = _("Dates and hours")
WORDING = _("Names and wording")
TRANSLATION = _("Translation")
