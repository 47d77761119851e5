"""What is right in whatever language is written in Latin letters."""

from django.utils.translation import gettext_lazy as _

from ..typography import A_UNIT, NO_BREAK_SPACE
from .edits import Rule, replacing

ELLIPSIS = Rule(
    "ellipsis",
    _("Three or four full stops are one sign, the ellipsis."),
    "The Unicode Standard, 6.2 General Punctuation",
    "Press, radio... The end....",
    "Press, radio… The end…",
    replacing(r"(?<![./])\.{3,4}(?![./])", "…"),
)
UNIT = Rule(
    "unit",
    _("A number and its unit stay on one line."),
    "The International System of Units (BIPM), 5.4.3",
    "12 km",
    "12⍽km",
    replacing(rf"(?<=\d)[ \u2009]{A_UNIT}", NO_BREAK_SPACE),
)
