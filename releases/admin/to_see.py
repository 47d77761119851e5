"""What is to be seen before a release is published, each with the place on its form that it is about."""

from collections.abc import Iterator
from typing import NamedTuple

# {name of a field: where it stands on the form, unless it is its input}
PLACES = {
    "embargo_until": "id_embargo_until_0",
    "contact_lines": "contact_lines-group",
    "boilerplate_lines": "boilerplate_lines-group",
    "attachments": "attachments-group",
}


class Point(NamedTuple):
    sentence: str
    language: str  # '' where it is about all of them
    place: str  # the id of an element of the form
    blocks: bool


def place_of(field: str) -> str:
    return PLACES.get(field, f"id_{field}")


def to_see(panels: list[dict]) -> list[Point]:
    """First what stands in the way; what is said of every language is said once."""
    found = [point for panel in panels for point in _points(panel)]
    with_text = sum(panel["has_text"] for panel in panels)
    by_sentence: dict[str, list[Point]] = {}
    for point in found:
        by_sentence.setdefault(point.sentence, []).append(point)
    points = [
        point
        for same in by_sentence.values()
        for point in ([same[0]._replace(language="")] if len(same) == with_text > 1 else same)
    ]
    return sorted(points, key=lambda point: not point.blocks)


def _points(panel) -> Iterator[Point]:
    blocking = [*panel["refusing"], *panel["problems"], *panel["not_approved"]]
    for sentences, blocks in ((blocking, True), (panel["warnings"], False)):
        for sentence in sentences:
            field = getattr(sentence, "field", "")
            place = place_of(field) if field else f"language-{panel['code']}"
            yield Point(str(sentence), panel["name"], place, blocks)
