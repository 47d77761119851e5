"""Texts with their no-break spaces as signs that can be seen: ⍽, and · for the narrow one."""

from releases.texts.typographer import corrected
from releases.texts.typographer.edits import SHOWN, meant

__all__ = ["meant", "shown", "shown_corrected"]


def shown(text):
    return text.replace("&nbsp;", "\u00a0").translate(str.maketrans(SHOWN))


def shown_corrected(text, language, *, is_rich=False, only=None):
    return shown(corrected(meant(text), language, is_rich, only))
