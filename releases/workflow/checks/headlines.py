import re

from django.utils.translation import gettext_lazy as _

from .capitals import is_written_in_capitals
from .groups import TEXTS
from .registry import WARNS, Limit, check

# M.I.N.E.S., et al.
_ABBREVIATION = re.compile(r"(?:\b\w\.(?:\w\.)*|\b(?:etc|al|inc|ltd|co|corp|jr|sr)\.|\.\.\.)$", re.IGNORECASE)


@check(
    "title_length",
    WARNS,
    _("Long titles"),
    TEXTS,
    _("Say the same in fewer words: lists and searches cut off what is longer."),
    as_typed=True,
    signs=Limit(120, _("characters at most")),
)
def title_length(text, limits):
    sentence = _("The title has %(number)s characters; %(most)s are the most that lists show.")
    if (number := len(text.text("title"))) > limits["signs"]:
        names = {"number": number, "most": limits["signs"]}
        yield text.finding(sentence % names, "title", facts=[text.text("title")])


@check(
    "title_capitals",
    WARNS,
    _("Titles in capitals"),
    TEXTS,
    _("Write it in small letters: capitals are hard to read, and some screen readers spell them."),
    as_typed=True,
)
def title_capitals(text, limits):
    if is_written_in_capitals(text, text.text("title")):
        sentence = _("The title is written in capitals.")
        yield text.finding(str(sentence), "title", facts=[text.text("title")])


@check("title_stop", WARNS, _("Titles with a full stop"), TEXTS, _("Take the full stop out."), as_typed=True)
def title_stop(text, limits):
    title = text.text("title").rstrip()
    if title.endswith(".") and not _ABBREVIATION.search(title):
        yield text.finding(str(_("The title ends with a full stop.")), "title", facts=[title])


@check(
    "standfirst_length",
    WARNS,
    _("Long standfirsts"),
    TEXTS,
    _("Leave to the body what can wait."),
    as_typed=True,
    signs=Limit(600, _("characters at most")),
)
def standfirst_length(text, limits):
    standfirst = text.text("standfirst")
    if len(standfirst) > limits["signs"]:
        sentence = _("The standfirst has %(number)s characters; %(most)s are the most.")
        names = {"number": len(standfirst), "most": limits["signs"]}
        yield text.finding(sentence % names, "standfirst", facts=[standfirst])
