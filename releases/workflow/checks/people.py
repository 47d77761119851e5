from django.utils.translation import gettext_lazy as _

from .finding import Finding
from .groups import PEOPLE
from .registry import BLOCKS_APPROVAL, WARNS, check


@check("objection", BLOCKS_APPROVAL, _("A contact who objects to being shown"), PEOPLE, always=True)
def objection(text, limits):
    sentence = _("%(name)s objects to being shown; take this contact out of the release.")
    for contact in text.contacts:
        if contact.objected_on:
            yield Finding(sentence % {"name": contact}, "contact_lines")


@check(
    "no_contact",
    WARNS,
    _("No press contact"),
    PEOPLE,
    _("Add whoever answers the questions of journalists."),
)
def no_contact(text, limits):
    if not text.contacts:
        yield Finding(str(_("No press contact is given.")), "contact_lines")
