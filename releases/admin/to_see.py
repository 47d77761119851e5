"""What is to be seen before a release is published, each with the place on its form that it is about."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.urls import reverse

from ..models import Release
from ..workflow import file_texts
from ..workflow.checks import Dismissed, Examination, Finding, Side
from ..workflow.dismissals import may_dismiss

# {name of a field: where it stands on the form, unless it is its input}
PLACES = {
    "embargo_until": "id_embargo_until_0",
    "contact_lines": "contact_lines-group",
    "boilerplate_lines": "boilerplate_lines-group",
    "attachments": "attachments-group",
}


class PlacedSide(NamedTuple):
    side: Side
    place: str


class Point(NamedTuple):
    sentence: str
    language: str  # '' where it is about all of them
    place: str  # the id of an element of the form
    blocks: bool
    advice: str = ""
    # Words that stand there.
    excerpt: str = ""
    # Where it is dismissed, by whom that is open to.
    dismissed_at: str = ""
    # Of what is told of two languages, with the words in each.
    sides: tuple[PlacedSide, ...] = ()
    # Those that this one counts.
    more: tuple["Point", ...] = ()


def place_of(field: str, release: Release | None = None) -> str:
    """`release` where it may be the text of a file."""
    if release and file_texts.is_name(field):
        return _place_of_file(field, release)
    return PLACES.get(field, f"id_{field}")


def _place_of_file(name, release):
    """Its input; the form has the files in the same order."""
    keys = [file.pk for file in release.attachments.all()]
    key = file_texts.key_of(name)
    if key not in keys:
        return PLACES["attachments"]
    return f"id_attachments-{keys.index(key)}-{file_texts.column_of(name)}"


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
        for point in ([_of_all(same)] if len(same) == with_text > 1 else same)
    ]
    return sorted(points, key=lambda point: not point.blocks)


def _of_all(same):
    address = next(filter(None, (point.dismissed_at for point in same)), "")
    return same[0]._replace(language="", dismissed_at=address)


def _points(panel) -> Iterator[Point]:
    blocking = [*panel["refusing"], *panel["problems"], *panel["not_approved"]]
    for sentences, blocks in ((blocking, True), (panel["warnings"], False)):
        for sentence in sentences:
            yield _point(panel, sentence, blocks)


def _point(panel, sentence, blocks):
    field = getattr(sentence, "field", "")
    place = place_of(field, panel["release"]) if field else f"language-{panel['code']}"
    point = Point(str(sentence), panel["name"], place, blocks)
    if not isinstance(sentence, Finding):
        return point
    may = not blocks and panel["may_dismiss"]
    address = dismissal_address(panel["release"], panel["code"], sentence) if may else ""
    more = tuple(_counted(panel, each) for each in sentence.more)
    point = point._replace(excerpt=sentence.excerpt, sides=_placed(panel, sentence), more=more)
    return point._replace(advice=sentence.advice, dismissed_at=address)


def _counted(panel, finding):
    place, excerpt = place_of(finding.field, panel["release"]), finding.excerpt
    return Point(str(finding), panel["name"], place, False, excerpt=excerpt, sides=_placed(panel, finding))


def _placed(panel, finding):
    return tuple(PlacedSide(side, place_of(side.column, panel["release"])) for side in finding.sides)


def dismissal_address(release: Release, language: str, finding: Finding, act: str = "dismiss") -> str:
    return reverse(f"admin:releases_release_{act}", args=[release.pk, language, finding.fingerprint])


def dismissed(panels: list[dict]) -> list[tuple[Dismissed, str]]:
    """Each warning that was dismissed, once, with where it is asked again: '' for whom it is not open."""
    found: dict[str, tuple[Dismissed, str]] = {}
    for panel in panels:
        for each in panel["dismissed"]:
            may, finding = panel["may_dismiss"], each.finding
            address = dismissal_address(panel["release"], panel["code"], finding, "ask_again") if may else ""
            if not found.get(finding.fingerprint, (None, ""))[1]:
                found[finding.fingerprint] = each, address
    return list(found.values())


class Asked(NamedTuple):
    """A warning on a page that asks for a transition."""

    finding: Finding
    # Where it is on the form, and where it is dismissed: '' for whom that is not open.
    place: str
    dismissed_at: str


def asked_of(release: Release, language: str, user) -> dict[str, list]:
    """The warnings, and (each that was dismissed, where it is asked again)."""
    examination = Examination(release, language)
    may = may_dismiss(user, language)
    form = reverse("admin:releases_release_change", args=[release.pk])
    known = examination.text.release

    def address(finding, act):
        return dismissal_address(release, language, finding, act) if may else ""

    return {
        "warnings": [
            Asked(each, f"{form}#{place_of(each.field, known)}", address(each, "dismiss"))
            for each in examination.warnings
        ],
        "dismissed": [(each, address(each.finding, "ask_again")) for each in examination.dismissed],
    }


def tell_once(texts: list[dict]) -> None:
    """Of texts that are read together, by asked_of(): what is told of a translation not of its source."""
    for text in texts:
        text["warnings"] = [each for each in text["warnings"] if not each.finding.is_of_translation]
        text["dismissed"] = [each for each in text["dismissed"] if not each[0].finding.is_of_translation]


def has_warnings(release: Release, codes: Iterable[str]) -> bool:
    """Which nobody has dismissed, and which are read before a submission."""
    return any(Examination(release, code).warnings for code in codes)
