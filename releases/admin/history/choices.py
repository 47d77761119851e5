"""What a release can be compared with itself at, by the names that addresses have for it."""

from collections import Counter
from functools import cached_property
from typing import NamedTuple

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common import languages

from ...models import Edition, Release, Version
from ...models.edition import EditionQuerySet
from ...workflow.restoring import as_it_stands
from .comparison import Comparison, compare
from .labels import edition_label, exact_label, version_label
from .sides import Names, printed, side_of_snapshot, snapshot_of

NOW = "now"
REVISION = "r"
LETTERS = {Version: "v", Edition: "e"}
# None: the release as it is now.
Row = Version | Edition | None


class Choice(NamedTuple):
    key: str
    label: str


def key_of(row: Version | Edition) -> str:
    return f"{LETTERS[type(row)]}{row.pk}"


class Choices:
    """Of one release: its versions and its editions, the newest first, without their texts."""

    def __init__(self, release: Release):
        self.release = release

    @cached_property
    def versions(self) -> list[Version]:
        return list(Version.objects.filter(release=self.release).defer("texts", "lines"))

    @cached_property
    def editions(self) -> list[Edition]:
        editions: EditionQuerySet = Edition.objects.filter(release=self.release)
        return list(editions.defer("search_text", "body", "document").order_by("-approved_at", "-pk"))

    def groups(self) -> list[tuple[str, list[Choice]]]:
        return [
            ("", [Choice(NOW, _("As it is now"))]),
            (_("Versions"), list(self._of_versions())),
            (_("Editions"), [Choice(key_of(row), edition_label(row)) for row in self.editions]),
        ]

    def _of_versions(self):
        labels = Counter(map(version_label, self.versions))
        for row in self.versions:
            is_alone = labels[version_label(row)] == 1
            yield Choice(key_of(row), version_label(row) if is_alone else exact_label(row))

    def resolved(self, key: str) -> str:
        """A save that the timeline tells of, r12, stands for the version that it made or went into."""
        number = key.removeprefix(REVISION)
        if not (key.startswith(REVISION) and number.isdecimal()):
            return key
        later = [version for version in self.versions if version.revision >= int(number)]
        return key_of(later[-1]) if later else NOW

    def before(self, key: str) -> str:
        """What a choice is compared with where nothing is said: the version before it."""
        keys = [key_of(version) for version in self.versions]
        following = keys[keys.index(key) + 1 :] if key in keys else keys[1:] if self._is_kept(keys) else keys
        return next(iter(following), NOW if key != NOW or not keys else keys[0])

    def _is_kept(self, keys):
        """Whether the last version is what stands at the desk."""
        return len(keys) > 1 and self.versions[0].revision == self.release.revision

    def rows(self, *keys: str) -> list[Row]:
        """Raises Http404 where one is none of this release's."""
        known = {NOW, *map(key_of, self.versions), *map(key_of, self.editions)}
        if not known.issuperset(keys):
            raise Http404
        found = {
            **_by_key(Version.objects.all(), keys),
            **_by_key(Edition.objects.select_related("address"), keys),
        }
        return [found.get(key) for key in keys]


def _by_key(rows, keys):
    """With their texts."""
    letter = LETTERS[rows.model]
    numbers = [int(key[1:]) for key in keys if key[0] == letter]
    return {key_of(row): row for row in rows.filter(pk__in=numbers)} if numbers else {}


def comparison_of(release: Release, first: Row, second: Row) -> Comparison:
    if isinstance(first, Edition) and isinstance(second, Edition):
        return compare(printed(first), printed(second))
    version = next((row for row in (first, second) if isinstance(row, Version)), Version(lines={}))
    edition = next((row for row in (first, second) if isinstance(row, Edition)), None)
    language = edition.language if edition else get_language() or languages.LANGUAGES[0]
    codes = [edition.language] if edition else list(languages.LANGUAGES)
    snapshots = [_snapshot(release, row, version) for row in (first, second)]
    if edition:
        snapshots = [_with_day(own, edition) for own in snapshots]
    names = Names(snapshots, language)
    sides = [side_of_snapshot(own, names, codes, is_for_print=bool(edition)) for own in snapshots]
    return compare(*sides)


def _with_day(snapshot, edition):
    """A date that the desk leaves open was that of the edition."""
    return {**snapshot, "issued_on": snapshot["issued_on"] or edition.issued_on.isoformat()}


def _snapshot(release, row, version):
    if row is None:
        return as_it_stands(release, version)
    return row.snapshot if isinstance(row, Version) else snapshot_of(row)
