import re
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ...texts.parity import Kind
from ...texts.sentences import sentences
from .groups import DATES
from .registry import BLOCKS, WARNS, check

_BLANK = "[ \xa0\u202f]"
_LAST_HOUR, _LAST_MINUTE, HALF_A_DAY = 24, 59, 12
# What may be a ratio, a score or a time that something takes is an hour behind one of these alone.
_BEFORE = {"fr": "à|dès|vers|avant|après", "en": "at|by|from|until|before|after"}
_IN_HALVES = re.compile(rf"(?<![\w.,:])(\d{{1,2}})(?:[:.](\d\d))?{_BLANK}?([ap])\.?m\b", re.IGNORECASE)
_MINUTES = re.compile(rf"(?<![\w.,:])(\d{{1,2}}){_BLANK}?h{_BLANK}?([6-9]\d)(?!\w)")
NO_SUCH_HOUR = _("There is no such hour as “%(words)s”.")


def _behind_a_word(words: str) -> re.Pattern[str]:
    hour = rf"(\d{{1,2}})(?:{_BLANK}?h{_BLANK}?|:)(\d\d)"
    return re.compile(
        rf"(?<!\w)(?:{words}){_BLANK}(?!1:){hour}(?![\w:])(?!{_BLANK}(?:par|de)\b)", re.IGNORECASE
    )


_ON_THE_CLOCK: Mapping[str, re.Pattern[str]] = {
    code: _behind_a_word(words) for code, words in _BEFORE.items()
}


@check(
    "impossible_hour",
    BLOCKS,
    _("Hours that no one can mean"),
    DATES,
    _("Correct the hour or the minutes."),
    as_typed=True,
)
def impossible_hour(text, limits):
    for block in text.blocks:
        for start, end in sorted({*_impossible(block.text, text.language)}):
            yield text.finding_at(NO_SUCH_HOUR, block, start, end)


def _impossible(words, language) -> Iterator[tuple[int, int]]:
    for found in _IN_HALVES.finditer(words):
        is_morning = found[3] in "aA"
        # “14:30 pm” says twice what is meant.
        if _is_none(int(found[1]), int(found[2] or 0)) or (is_morning and int(found[1]) > HALF_A_DAY):
            yield found.span()
    for found in _MINUTES.finditer(words):
        yield found.span()
    for found in _ON_THE_CLOCK[language].finditer(words) if language in _ON_THE_CLOCK else ():
        if _is_none(int(found[1]), int(found[2])):
            yield found.start(1), found.end(2)


def _is_none(hours, minutes):
    return hours > _LAST_HOUR or minutes > _LAST_MINUTE or (hours == _LAST_HOUR and minutes > 0)


@check(
    "zone",
    WARNS,
    _("Hours without a zone, of what is attended from elsewhere"),
    DATES,
    _("Say whose hour it is, for example “Paris time”."),
)
def zone(text, limits):
    """For readers abroad: in the language of the office the hour is that of Paris."""
    said = list(_said(text)) if text.language != settings.LANGUAGE_CODE else []
    # “All hours are those of Paris.”
    if any(zones and not hours for _block, zones, hours in said):
        return
    known = {fact.value for _block, zones, hours in said if zones for fact in hours}
    asked = set()
    for block, zones, hours in said:
        unknown = [fact for fact in hours if fact.value not in known] if not zones else []
        if unknown and block not in asked and text.says(block, text.grammar.from_afar):
            asked.add(block)
            sentence = _("“%(words)s”: readers elsewhere do not know whose hour this is.")
            yield text.finding_at(sentence, block, unknown[0].start, unknown[0].end)


def _said(text) -> Iterator[tuple]:
    """Of each sentence, its block, its zones and its hours."""
    for block in text.blocks:
        facts = [fact for fact in block.facts if fact.kind in (Kind.HOUR, Kind.ZONE)]
        for each in sentences(block.text) if facts else ():
            own = [fact for fact in facts if each.start <= fact.start < each.end]
            yield block, *([fact for fact in own if fact.kind is kind] for kind in (Kind.ZONE, Kind.HOUR))
