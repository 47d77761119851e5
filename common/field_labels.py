"""How people read the name of a field that is there once for each language: “Title (English)”.

Named in the settings, so it may ask nothing of them while they are read.
"""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from .spoken_languages import SPOKEN


def in_language(label: str, code: str) -> str:
    language = SPOKEN.get(code) or LANG_INFO[code]["name_local"]
    return _("%(field)s (%(language)s)") % {"field": label, "language": language}
