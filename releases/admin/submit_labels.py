"""On the button that submits one language: French needs its article, so each has a sentence of its own.

A language without one is named as everywhere else, behind the name of the act.
"""

from django.utils.translation import gettext_lazy as _

SUBMITS = {"fr": _("Submit the French"), "en": _("Submit the English")}
