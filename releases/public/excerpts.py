"""What is found as a page shows it: the title, and where its texts have the words, marked."""

from collections.abc import Set
from typing import NamedTuple

from django.utils.safestring import SafeString

from common.analysis import lines_of
from common.search.marking import Marker, marked, passage
from common.search.typed import Term

from ..models import Edition
from ..models.edition_document import shown_texts
from .search import Results


class Item(NamedTuple):
    edition: Edition
    title: SafeString
    excerpt: SafeString


def items(found: Results, keys: list[int]) -> list[Item]:
    """Of what is live, whatever the keys are."""
    editions = found.live_rows.filter(pk__in=keys).select_related("address").defer("search_text", "document")
    by_key = {edition.pk: edition for edition in editions.order_by()}
    marker = Marker(found.search, found.language)
    chosen = {pk: _best_text(by_key[pk], marker) for pk in keys if pk in by_key}
    around = _texts_around(found, [pk for pk, text in chosen.items() if text is None])
    return [
        _item(by_key[pk], text or _with_most(around.get(pk, []), marker) or by_key[pk].standfirst, marker)
        for pk, text in chosen.items()
    ]


def _item(edition, text, marker):
    title = marked(edition.title, marker.marks(edition.title))
    return Item(edition, title, passage(text, marker.marks(text)))


def _best_text(edition, marker):
    """That of the first place with all words that the title lacks; None where no text of its own has any."""
    in_title = {mark.term for mark in marker.marks(f"{edition.reference} {edition.title}")}
    if in_title >= set(marker.terms):
        return edition.standfirst
    return _with_most([edition.standfirst, edition.subtitle, lines_of(edition.body)], marker, in_title)


def _with_most(texts: list[str], marker: Marker, but: Set[Term] = frozenset()) -> str | None:
    """The first of those with most words, besides some; None where none has any."""
    numbers = [len({mark.term for mark in marker.marks(text)} - but) for text in texts]
    most = max(numbers, default=0)
    return texts[numbers.index(most)] if most else None


def _texts_around(found, keys):
    """Boilerplates and names, of those whose own texts have not the words."""
    documents = found.live_rows.filter(pk__in=keys).order_by().values_list("pk", "document") if keys else ()
    return {pk: list(shown_texts(document)) for pk, document in documents}
