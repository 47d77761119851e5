from django.utils.translation import gettext_lazy as _

from ...models.release import REQUIRED_TEXTS
from ...models.release_template import places_left
from .groups import TEXTS
from .registry import BLOCKS, check

MISSING_TEXT = "missing_text"
# {text: what is said where there is none}
MISSING = {
    "title": _("The title is missing."),
    "standfirst": _("The standfirst is missing."),
    "city": _("The city of the dateline is missing."),
    "body": _("The body is missing."),
    "slug": _("The last part of the address is missing."),
}
PLACE = _("The template says “%(place)s” here: write it, or take it out.")


@check(MISSING_TEXT, BLOCKS, _("Missing text"), TEXTS, _("Write it."), always=True)
def missing_text(text, limits):
    for field in (*REQUIRED_TEXTS, "slug"):
        if not text.text(field):
            yield text.finding(str(MISSING[field]), field)


@check("place_of_template", BLOCKS, _("Words of a template that are left"), TEXTS, always=True)
def place_of_template(text, limits):
    for field in ("standfirst", "body"):
        for place in places_left([text.text(field)]):
            yield text.finding(PLACE % {"place": place}, field, excerpt=place)
