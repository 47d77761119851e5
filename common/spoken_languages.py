from django.utils.translation import gettext_lazy as _

# ISO 639-1 codes, in the order in which the press office needs them.
SPOKEN = {
    "fr": _("French"),
    "en": _("English"),
    "de": _("German"),
    "es": _("Spanish"),
    "it": _("Italian"),
    "pt": _("Portuguese"),
    "nl": _("Dutch"),
    "pl": _("Polish"),
    "ar": _("Arabic"),
    "zh": _("Chinese"),
    "ja": _("Japanese"),
    "ru": _("Russian"),
}
