"""Where terms stand in a text, and where something else stands in their place."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from common.analysis import fold

from ..typographer.protected import protected
from .forms import WORD, Form, Term, keys_of, plain
from .inflections import is_inflected
from .proposals import Proposal, proposal

# Beside a word, these make it a part of a longer one.
_JOINTS = "-@"


class Use(NamedTuple):
    form: Form
    start: int
    end: int
    words: str

    @property
    def term(self) -> Term | None:
        return self.form.term

    @property
    def is_to_change(self) -> bool:
        return self.form.is_wrong and bool(self.proposal)

    @property
    def proposal(self) -> str:
        return self._proposal.text

    @property
    def is_sure(self) -> bool:
        """Whether the proposal can stand there as it is."""
        return self._proposal.is_sure

    @property
    def _proposal(self):
        house = self.term.in_language(self.form.language) if self.term else ""
        return proposal(self.words, self.form, house) if house else Proposal("")


class Terms:
    """All forms of one language, by what may be their first two words."""

    def __init__(self, terms: Iterable[Term], names: Iterable[str], language: str) -> None:
        self.language = language
        self.by_first_words: dict[tuple[str, ...], list[Form]] = {}
        self.first_words: set[str] = set()
        self.names = frozenset(names)
        # Acronyms that are or belong to what is called so.
        self.in_capitals: set[str] = set()
        for term in terms:
            self._add(Form(term.in_language(language), language, term))
            for other in term.not_in(language):
                self._add(Form(other, language, term, is_wrong=True))
        for name in self.names:
            self._add(Form(name, language, None))

    def _add(self, form):
        if not form.is_wrong:
            words = WORD.findall(form.text.replace(".", ""))
            # Inria is also INRIA.
            self.in_capitals.update(map(str.upper, words) if len(words) == 1 else filter(str.isupper, words))
        for keys in self._keys(form.words[:2]) if form.words else ():
            self.first_words.add(keys[0])
            self.by_first_words.setdefault(keys, []).append(form)

    def _keys(self, words):
        return product(*(keys_of(word, self.language) for word in words))

    def is_name(self, form: str) -> bool:
        return form in self.names

    def uses(self, text: str) -> list[Use]:
        """In order; nothing within a longer form or name, within an address or a reference."""
        found, end = [], 0
        words = list(WORD.finditer(text))
        for place, word in enumerate(words):
            if word.start() >= end and (use := self._longest(text, words, place)):
                end = use.end
                found.append(use)
        hidden = list(protected(text)) if found else []
        return [use for use in found if use.term and not _is_within(use, hidden)]

    def _longest(self, text, words, place) -> Use | None:
        """Of what begins at a word; of several as long, the most alike."""
        best, best_use = None, None
        for form in self._candidates([found[0] for found in words[place : place + 2]]):
            use = _use(form, text, words[place : place + len(form.words)])
            distance = _distance(use)
            if distance is None or _is_part(text, use):
                continue
            rank = use.end, form.term is not None, -distance, not form.is_wrong
            if best is None or rank > best:
                best, best_use = rank, use
        return best_use

    def _candidates(self, words):
        if self.first_words.isdisjoint(keys_of(words[0], self.language)):
            return
        for number in range(1, len(words) + 1):
            for keys in self._keys(words[:number]):
                yield from self.by_first_words.get(keys, ())


def _use(form, text, words):
    start, end = words[0].start(), words[-1].end()
    return Use(form, start, end, text[start:end])


def _distance(use: Use) -> int | None:
    """How unlike the form the words are: 0 for the same signs, None for another text."""
    form, shown = use.form, plain(use.words)
    if shown == form.plain:
        return 0
    words = WORD.findall(shown)
    if len(words) != len(form.words) or not _keeps_capitals(words, form.words):
        return None
    if shown.casefold() == form.plain.casefold():
        return 1
    if fold(shown) == fold(form.plain):
        return 2
    if not form.term or WORD.split(shown) != form.gaps:
        return None
    pairs = zip(words, form.words, strict=True)
    return 3 if all(is_inflected(word, own, form.language) for word, own in pairs) else None


def _keeps_capitals(words: Sequence[str], own_words: Sequence[str]) -> bool:
    """The first of several words may be a common one: institut Télécom."""
    for place, (word, own) in enumerate(zip(words, own_words, strict=True)):
        if len(own) > 1 and own.isupper() and word != own:
            return False
        if own[0].isupper() and not word[0].isupper() and (place or len(words) == 1):
            return False
    return True


def _is_part(text, use):
    before, behind = text[max(0, use.start - 2) : use.start], text[use.end : use.end + 2]
    return _joins(before[::-1]) or _joins(behind)


def _joins(signs):
    return len(signs) == 2 and plain(signs[0]) in _JOINTS and signs[1].isalnum()


def _is_within(use, spans):
    return any(start < use.end and use.start < end for start, end in spans)
