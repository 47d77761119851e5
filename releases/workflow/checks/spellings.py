"""Names of organisations with other hyphens, spaces or stops: Telecom Sud Paris, IMT-Atlantique."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from common.analysis import fold_word
from institutes.models import FormerName

from ...texts.parity import Kind
from ...texts.parity.blocks import Block
from ...texts.typographer.protected import protected
from ..names import Named

MOST_WORDS = 12
# Lists of organisations that were looked for last.
KEPT = 4
_WORD = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"[ \xa0\u202f\u2009\n]|[-‐‑–.’'&]|[ \xa0\u202f][-–&][ \xa0\u202f]")
_HYPHENS = "-‐‑@"


class Spelling(NamedTuple):
    named: Named
    # What has the same letters, where it is a short name.
    short: str
    start: int
    end: int


def spellings(block: Block, known: tuple[Named, ...]) -> list[Spelling]:
    """Those that no name of the directory covers, the longest at each place."""
    by_letters = _by_letters(known)
    covered = [(fact.start, fact.end) for fact in block.facts if fact.kind is Kind.NAME]
    found: list[Spelling] = []
    words = list(_WORD.finditer(block.text)) if by_letters else []
    for place, word in enumerate(words):
        if word[0][0].isupper() and (not found or word.start() >= found[-1].end):
            runs = _runs(block.text, words[place : place + MOST_WORDS], by_letters)
            free = [run for run in runs if not _is_within(run, covered)]
            found += free[-1:]
    hidden = list(protected(block.text)) if found else []
    return [each for each in found if not _is_within(each, hidden)]


def _is_within(run, spans):
    return any(start <= run.start and run.end <= end for start, end in spans)


def _runs(text, words, by_letters: Mapping[str, tuple[Named, str]]) -> Iterator[Spelling]:
    start, end, letters = words[0].start(), words[0].end(), fold_word(words[0][0])
    if _joins(text[:start][-2:][::-1]):
        return
    for word in words[1:]:
        if not _JOINT.fullmatch(text, end, word.start()):
            return
        end, letters = word.end(), letters + fold_word(word[0])
        if letters in by_letters and not _joins(text[end : end + 2]):
            yield Spelling(*by_letters[letters], start, end)


def _joins(signs):
    """The run is a part of a longer word."""
    return len(signs) == 2 and signs[0] in _HYPHENS and signs[1].isalnum()


@lru_cache(KEPT)
def _by_letters(known: tuple[Named, ...]) -> dict[str, tuple[Named, str]]:
    """{letters of a name of several words: (organisation, the name if it is a short one)}"""
    found: dict[str, tuple[Named, str]] = {}
    firsts = {words[0] for named in known for form in named.forms if (words := _folded(form))}
    shorts = {fold_word(short) for named in known for short in named.short}
    for named in known:
        # What was merged into it is another organisation.
        formers = (
            form for former in named.formers if former.kind != FormerName.Kind.MERGED for form in former.forms
        )
        _add(found, named, dict.fromkeys((*named.forms, *formers), ""))
        _add(found, named, {form: form for form in named.short})
        _add(found, named, dict.fromkeys(_without_network(named.forms, shorts, firsts), ""))
    return found


def _add(found, named, forms: Mapping[str, str]):
    for form, short in forms.items():
        words = _folded(form)
        if len(words) > 1:
            found.setdefault("".join(words), (named, short))


def _without_network(forms: Iterable[str], shorts, firsts) -> Iterator[str]:
    """Mines Alès for IMT Mines Alès; not Nord Europe, which begins as no name does."""
    for form in forms:
        first, _space, rest = form.partition(" ")
        words = _folded(rest)
        if fold_word(first) in shorts and words and words[0] in firsts:
            yield rest


def _folded(form):
    return [fold_word(word) for word in _WORD.findall(form)]
