import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from .finding import Finding
from .groups import PEOPLE
from .registry import WARNS, Limit, check


@check("no_boilerplate", WARNS, _("No boilerplate"), PEOPLE, _("Add what readers should know of the office."))
def no_boilerplate(text, limits):
    if not text.boilerplates:
        yield Finding(str(_("No boilerplate is given.")), "boilerplate_lines")


@check(
    "untranslated_boilerplate",
    WARNS,
    _("A boilerplate without a text in this language"),
    PEOPLE,
    _("Have it translated, or take it out."),
)
def untranslated_boilerplate(text, limits):
    sentence = _("The boilerplate “%(boilerplate)s” has no text in this language and is not shown.")
    for boilerplate in text.boilerplates:
        if not text.text_of(boilerplate, "body"):
            facts = (text.language, str(boilerplate.pk))
            yield Finding(sentence % {"boilerplate": boilerplate}, "boilerplate_lines", facts=facts)


@check(
    "boilerplate_reviewed",
    WARNS,
    _("Boilerplates that nobody has reviewed lately"),
    PEOPLE,
    _("Read it, correct its figures, and press “Reviewed today” there."),
    days=Limit(365, _("days since the last review, at most")),
)
def boilerplate_reviewed(text, limits):
    oldest = timezone.localdate() - datetime.timedelta(days=limits["days"])
    sentence = _("Nobody has reviewed the boilerplate “%(boilerplate)s” since %(day)s.")
    for boilerplate in text.boilerplates:
        if boilerplate.reviewed_on < oldest:
            names = {"boilerplate": boilerplate, "day": date_format(boilerplate.reviewed_on)}
            facts = (str(boilerplate.pk), boilerplate.reviewed_on.isoformat())
            yield Finding(sentence % names, "boilerplate_lines", facts=facts)
