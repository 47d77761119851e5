import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common import languages

from .finding import Finding
from .groups import PEOPLE
from .registry import BLOCKS_APPROVAL, WARNS, Limit, check


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


@check(
    "contact_verified",
    WARNS,
    _("Contacts that nobody has verified lately"),
    PEOPLE,
    _("Call or write, then mark the contact as verified."),
    days=Limit(183, _("days since the last verification or change, at most")),
)
def contact_verified(text, limits):
    oldest = timezone.localdate() - datetime.timedelta(days=limits["days"])
    for contact in text.contacts:
        if (last := _last_touched(contact)) < oldest:
            sentence = _("Nobody has verified the contact “%(name)s” since %(day)s.")
            names = {"name": contact, "day": date_format(last)}
            yield Finding(sentence % names, "contact_lines", facts=(str(contact.pk), last.isoformat()))


def _last_touched(contact):
    """As the list of contacts to verify has it."""
    changed = timezone.localdate(contact.updated_at)
    return max(changed, contact.verified_on) if contact.verified_on else changed


@check(
    "contact_language",
    WARNS,
    _("Contacts who do not speak the language"),
    PEOPLE,
    _("Add somebody who does, or add the language to the contact."),
)
def contact_language(text, limits):
    """Of whom nobody has said what they speak, nothing is said."""
    sentence = _("%(name)s does not speak %(language)s, as the directory has it.")
    for contact in text.contacts:
        if contact.languages and text.language not in contact.languages:
            names = {"name": contact, "language": languages.name(text.language)}
            facts = (text.language, str(contact.pk), *contact.languages)
            yield Finding(sentence % names, "contact_lines", facts=facts)
