"""What is found as a page shows it: the title, and where its texts have the words, marked."""

from collections.abc import Iterable, Set
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from common.analysis import lines_of
from common.compiled_queries import compiled
from common.search.marking import Marker, marked, passage
from common.search.typed import Term

from ..models.edition_document import shown_texts
from ..texts.typography import unbroken
from . import rendering
from .live_table import live_among_keys
from .search import Results

# Where templates/releases/_result.html leaves room: texts are escaped, and have no comments.
TITLE, EXCERPT = "<!-- title -->", "<!-- excerpt -->"


class Texts(NamedTuple):
    reference: str
    title: str
    standfirst: str
    subtitle: str
    body: str


def results(found: Results, keys: list[int]) -> list[SafeString]:
    """Of what is live, whatever the keys are."""
    rows = {row[0]: row for row in _rows().rows(at=found.at, keys=keys)}
    texts = {key: Texts(*rows[key][3:]) for key in keys if key in rows}
    marker = Marker(found.search, found.language)
    chosen = {key: _best_text(text, marker) for key, text in texts.items()}
    around = _texts_around([key for key, text in chosen.items() if text is None], found.at)
    frames = rendering.parts("result", [rows[key][:3] for key in texts])
    return [
        _in_frame(
            frame,
            texts[key],
            chosen[key] or _with_most(around.get(key, ()), marker, set(marker.terms)),
            marker,
        )
        for key, frame in zip(texts, frames, strict=True)
    ]


@compiled()
def _rows():
    return live_among_keys().values_list("pk", "html__version", "html__result", *Texts._fields)


@compiled()
def _documents():
    return live_among_keys().values_list("pk", "document")


def _in_frame(frame, texts, chosen, marker):
    text = chosen or texts.standfirst
    title = marked(texts.title, marker.marks(texts.title))
    excerpt = passage(text, marker.marks(text))
    html = frame.replace(TITLE, unbroken(title)).replace(EXCERPT, unbroken(excerpt))
    return mark_safe(html)  # noqa: S308 - of our template, and of texts that marked() and passage() escape


def _best_text(texts, marker):
    """That of the first place with all words that the title lacks; None where no text of its own has any."""
    missing = set(marker.terms) - marker.terms_in(texts.reference) - marker.terms_in(texts.title)
    return _with_most(_in_order(texts), marker, missing) if missing else texts.standfirst


def _in_order(texts):
    yield texts.standfirst
    yield texts.subtitle
    yield lines_of(texts.body)


def _with_most(texts: Iterable[str], marker: Marker, wanted: Set[Term]) -> str | None:
    """The first of those with most of these words; None where none has any."""
    best, most = None, 0
    for text in texts:
        number = len(marker.terms_in(text) & wanted)
        if number > most:
            best, most = text, number
        if most == len(wanted):
            break
    return best


def _texts_around(keys, at):
    """Boilerplates and names, of those whose own texts have not the words."""
    rows = _documents().rows(at=at, keys=keys) if keys else ()
    return {key: shown_texts(document) for key, document in rows}
