import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.characters import normalise
from common.languages import LANGUAGES, SPOKEN


def parse_spoken_languages(text: str) -> list[str]:
    """Language codes of a cell such as “fr, English / allemand”."""
    known = _language_names()
    codes = []
    for word in filter(None, re.split(r"[;,/|\n]+", text)):
        code = known.get(normalise(word))
        if code is None:
            raise ValidationError(
                _("“%(word)s” is not one of the languages: %(known)s.")
                % {"word": word.strip(), "known": ", ".join(str(name) for name in SPOKEN.values())}
            )
        codes.append(code)
    return list(dict.fromkeys(codes))


def _language_names() -> dict[str, str]:
    names = {normalise(code): code for code in SPOKEN}
    for language in LANGUAGES:
        with override(language):
            names |= {normalise(str(name)): code for code, name in SPOKEN.items()}
    return names
