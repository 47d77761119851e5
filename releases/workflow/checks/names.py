"""Names that are not written as they are on the day of the release."""

from django.utils.translation import gettext_lazy as _

from common.analysis import fold_word

from ...texts.parity import Kind
from ...texts.parity.near_names import names_nearly
from ...texts.parity.speakers import speakers
from ..names import Named, organisations
from .groups import WORDING
from .registry import WARNS, check
from .spellings import Spelling, spellings

# Typography is no other name.
_SIGNS = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "–": "-"})
OTHERWISE = _("“%(words)s”: on the day of the release the official name is “%(name)s”.")
OTHERWISE_IN_SOURCE = _("“%(words)s”: the source names “%(name)s”.")
ALMOST = _("“%(words)s” is almost the name “%(name)s”.")


@check(
    "official_name",
    WARNS,
    _("Names that are not the official ones of that day"),
    WORDING,
    _("Take the official name, or have the directory corrected."),
    as_typed=True,
)
def official_name(text, limits):
    known, said = organisations(), set()
    for block in text.blocks:
        for named, short, start, end in () if block.text.isupper() else _named(block, known):
            words, official = block.text[start:end], short or named.official(text.language, text.day)
            if official and (words, official) not in said and not _is_right(words, named, text.day):
                said.add((words, official))
                yield text.finding_at(OTHERWISE, block, start, end, name=official)


def _named(block, known) -> list[Spelling]:
    """In the words of the directory, and in others with the same letters; in order."""
    by_key = {named.key: named for named in known}
    spelt = spellings(block, known)
    inside = {place for each in spelt for place in range(each.start, each.end)}
    exact = [
        Spelling(by_key[fact.value], "", fact.start, fact.end)
        for fact in block.facts
        if fact.kind is Kind.NAME and fact.value in by_key and fact.start not in inside
    ]
    return sorted([*exact, *spelt], key=lambda each: each.start)


def _is_right(words, named: Named, day):
    """In whichever language. Letters and capitals count, and nothing else."""
    wrong = {_plain(each) for each in named.spellings(day)}
    forms = [*named.forms, *named.short, *(form for each in named.formers for form in each.forms)]
    return _plain(words) in {_plain(form) for form in forms} - wrong


def _plain(words):
    return " ".join(words.translate(_SIGNS).split())


@check(
    "near_name",
    WARNS,
    _("Names that are almost those of the directory"),
    WORDING,
    _("Correct it, if it is meant."),
    as_typed=True,
)
def near_name(text, limits):
    """Of organisations and of the release’s contacts."""
    names = [named.official(text.language, text.day) for named in organisations()]
    names += [contact.full_name for contact in text.contacts]
    said = set()
    for block in text.blocks:
        for name, start, end in names_nearly(block, tuple(filter(None, names))):
            words = block.text[start:end]
            if fold_word(words) not in said:
                said.add(fold_word(words))
                yield text.finding_at(ALMOST, block, start, end, name=name)


@check(
    "speaker_name",
    WARNS,
    _("People whose names two languages spell otherwise"),
    WORDING,
    _("Write the name as its bearer does, in both languages."),
)
def speaker_name(text, limits):
    """Of those who speak in the source, and are in no directory: misspelt in the translation."""
    if text.is_source:
        return
    source = {name: _plain(name) for name in speakers(text.source.blocks, text.source.grammar)}
    in_source = _plain("\n".join(block.text for block in text.source.blocks))
    said = set()
    for block in text.blocks:
        for name, start, end in names_nearly(block, tuple(source)):
            words = block.text[start:end]
            # Who is called so in the source as well is somebody else.
            if words not in said and _plain(words) not in in_source:
                said.add(words)
                yield text.finding_at(OTHERWISE_IN_SOURCE, block, start, end, name=name)
