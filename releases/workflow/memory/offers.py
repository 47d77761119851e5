"""What was approved for the same words before, or for nearly the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...models import Edition, MemoryKey, MemoryPair
from ...texts.memory import Likeness, digest, keys
from .filling import catch_up

# Less alike is another sentence.
ALIKE = 0.6
# Texts that are looked for at once; of each those that share most keys, of all of them so many, and the most
# alike.
MOST_TEXTS, MOST_CANDIDATES, MOST_OF_ALL, MOST_OFFERS = 600, 50, 5_000, 3
# A sentence that stands in every release of an office is read so often, and no more.
MOST_ROWS = 4_000


class Offer(NamedTuple):
    pair: int
    # What it was the translation of.
    text: str
    translation: str
    likeness: float
    edition: Edition

    @property
    def is_exact(self) -> bool:
        return self.likeness == 1


def offers(texts: Iterable[str], language: str, other_language: str) -> dict[str, list[Offer]]:
    """The best first; in four queries, whatever the number of texts, but for what was approved since."""
    catch_up()
    wanted = list(dict.fromkeys(texts))[:MOST_TEXTS]
    between = MemoryPair.objects.filter(language=language, other_language=other_language)
    found = _exact(wanted, between)
    rest = [text for text in wanted if text not in found]
    return found | _near(rest, language, other_language)


def translations_of(keys: Iterable[str], language: str, other_language: str) -> dict[str, str]:
    """{key of a pair: what it offers}"""
    known = MemoryPair.objects.filter(language=language, other_language=other_language, pk__in=keys)
    return {str(pk): text for pk, text in known.values_list("pk", "other_text")}


def _exact(texts, between) -> dict[str, list[Offer]]:
    by_digest = defaultdict(list)
    for row in _with_edition(between.filter(digest__in={digest(text) for text in texts})):
        by_digest[row.digest].append(row)
    found = {text: by_digest[digest(text)] for text in texts if digest(text) in by_digest}
    return {text: _best(_offer(row, 1.0) for row in rows) for text, rows in found.items()}


def _near(texts: Sequence[str], language: str, other_language: str) -> dict[str, list[Offer]]:
    candidates = _candidates({text: keys(text, language, other_language) for text in texts})
    ids = {pk for found in candidates.values() for pk in found}
    rows = {row.pk: row for row in _with_edition(MemoryPair.objects.filter(pk__in=ids))} if ids else {}
    found = {
        text: _best(_alike(text, (rows[pk] for pk in candidates[text] if pk in rows))) for text in candidates
    }
    return {text: each for text, each in found.items() if each}


def _candidates(wanted: dict[str, list[int]]) -> dict[str, list[int]]:
    texts_of = defaultdict(list)
    for text, own in wanted.items():
        for key in own:
            texts_of[key].append(text)
    shared: dict[str, Counter[int]] = defaultdict(Counter)
    if texts_of:
        rows = MemoryKey.objects.filter(key__in=texts_of).order_by("-pair").values_list("key", "pair")
        for key, pair in rows[: MOST_ROWS + MOST_CANDIDATES * len(wanted)]:
            for text in texts_of[key]:
                shared[text][pair] += 1
    most = min(MOST_CANDIDATES, MOST_OF_ALL // max(len(shared), 1))
    return {text: [pk for pk, _n in each.most_common(most)] for text, each in shared.items()}


def _alike(text, rows) -> Iterator[Offer]:
    likeness = Likeness(text, ALIKE)
    for row in {row.digest: row for row in rows}.values():
        if alike := likeness.to(row.text):
            # Other typography, or other words that are no words.
            yield _offer(row, min(alike, 0.99))


def _best(found: Iterable[Offer]) -> list[Offer]:
    """No translation twice; of two that are as good, the later one."""
    ordered = sorted(found, key=lambda each: (each.likeness, each.edition.approved_at), reverse=True)
    return list({digest(each.translation): each for each in reversed(ordered)}.values())[::-1][:MOST_OFFERS]


def _with_edition(rows):
    columns = (
        *("digest", "text", "other_text", "other_edition__approved_at", "other_edition__issued_on"),
        *("other_edition__title", "other_edition__reference", "other_edition__release"),
    )
    return rows.select_related("other_edition").only(*columns).order_by("-other_edition")[:MOST_ROWS]


def _offer(row, alike):
    return Offer(row.pk, row.text, row.other_text, alike, row.other_edition)
