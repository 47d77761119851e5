"""One correction as it is shown: the words around it, what goes, what comes, and spaces that can be seen."""

import re

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..texts.typographer import Correction
from ..texts.typographer.edits import NARROW_NO_BREAK_SPACE
from ..texts.typography import NO_BREAK_SPACE

# Letters on each side, and of each end of what is quoted.
AROUND = 32
_NAMES: dict[str, str | Promise] = {
    " ": _("space"),
    NO_BREAK_SPACE: _("no-break space"),
    NARROW_NO_BREAK_SPACE: _("narrow no-break space"),
}
_SPACE = re.compile(f"([{''.join(_NAMES)}])")


def redline_of(correction: Correction) -> SafeString:
    text, place = correction.text, correction.where
    parts = [_tail(text[:place])]
    for span in correction.spans:
        parts += [_middle(text[place : span.start]), _marked("del", text[span.start : span.end])]
        parts.append(_marked("ins", span.after, "sup" if span.is_raised else ""))
        place = span.end
    return format_html_join("", "{}", ((part,) for part in (*parts, _head(text[place:]))))


def _tail(text):
    return text if len(text) <= AROUND else f"…{text[-AROUND:].partition(' ')[2] or text[-AROUND:]}"


def _head(text):
    return text if len(text) <= AROUND else f"{text[:AROUND].rpartition(' ')[0] or text[:AROUND]}…"


def _middle(text):
    return text if len(text) <= 2 * AROUND else f"{text[:AROUND]} … {text[-AROUND:]}"


def _marked(mark, text, element=""):
    if not text:
        return ""
    signs = format_html_join("", "{}", ((_seen(part),) for part in _SPACE.split(text) if part))
    if element:
        signs = format_html("<{0}>{1}</{0}>", element, signs)
    return format_html("<{0}>{1}</{0}>", mark, signs)


def _seen(part):
    if part not in _NAMES:
        return part
    name = format_html('<span class="visually-hidden">{}</span>', _NAMES[part])
    return format_html('<span class="seen-space" aria-hidden="true">{}</span>{}', part, name)
