"""Names that the caller knows: of people, institutes, schools."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from common.analysis import fold_word

from .facts import Fact, Kind
from .grammar import Grammar
from .tokens import Line


@dataclass(frozen=True)
class Name:
    """One that is the same in both texts, whatever it is called there."""

    key: str
    # {language: the form that is the right one on the day of the text}
    official: tuple[tuple[str, str], ...]
    # Short and former names.
    others: tuple[str, ...] = ()
    # A surname alone may be a word, too: nobody is told that it is missing.
    weak: tuple[str, ...] = ()

    def in_language(self, language: str) -> str:
        return dict(self.official).get(language, self.key)

    @property
    def forms(self) -> Iterable[tuple[str, bool]]:
        strong = [form for _language, form in self.official] + list(self.others)
        return [*((form, False) for form in strong if form), *((form, True) for form in self.weak if form)]


def name(key: str, official: Mapping[str, str], others: Iterable[str] = (), weak: Iterable[str] = ()) -> Name:
    return Name(key, tuple(sorted(official.items())), tuple(others), tuple(weak))


@dataclass(frozen=True)
class Names:
    known: tuple[Name, ...] = ()

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.known)

    @cached_property
    def by_key(self) -> dict[str, Name]:
        return {each.key: each for each in self.known}

    @cached_property
    def small_beginnings(self) -> frozenset[str]:
        """First words of those that begin with a small letter: terms of the house."""
        forms = (form for each in self.known for form, _is_weak in each.forms if form[0].islower())
        return frozenset(form.split()[0].lower() for form in forms)

    @cached_property
    def by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
        """{a first word: (all words, key, whether weak), longest first}"""
        found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        for each in self.known:
            for form, is_weak in each.forms:
                words = words_of(form)
                if words:
                    found.setdefault(words[0], []).append((words, each.key, is_weak))
        for forms in found.values():
            forms.sort(key=lambda form: len(form[0]), reverse=True)
        return found


NO_NAMES = Names()
_PLAIN = Grammar(months={}, weekdays={})


def words_of(form: str) -> tuple[str, ...]:
    return tuple(fold_word(token.text) for token in Line(form, _PLAIN).tokens)


def name_at(line: Line, place: int, names: Names) -> tuple[list[Fact], int] | None:
    """The longest that begins here."""
    token = line[place]
    if not token.text[0].isupper() and token.low not in names.small_beginnings:
        return None
    for words, key, is_weak in names.by_first_word.get(fold_word(token.text), ()):
        if all(fold_word(line[place + step].text) == word for step, word in enumerate(words)):
            end = place + len(words)
            fact = Fact(
                Kind.NAME, key, line.words(place, end), token.start, line[end - 1].end, (), is_weak=is_weak
            )
            return [fact], end
    return None
