"""What the memory keeps of a release: what its standing editions say for one another, and nothing else."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import F, Q

from ...models import Edition, ForgottenText, MemoryKey, MemoryPair, Release, ToRemember
from ...texts.memory import Pair, digest, keys, pairs, said

FIELDS = ("title", "subtitle", "standfirst", "body")
# Of one language, the latest: who approves waits.
MOST_EDITIONS = 12
BATCH = 500

# Releases that whoever asks for sentences waits for.
AT_ONCE = 20

Editions = Sequence[Edition]


def remember_later(release: Release) -> None:
    """With the next look into the memory: an approval would take twice as long."""
    ToRemember.objects.bulk_create([ToRemember(release=release)], ignore_conflicts=True)


def catch_up(most: int | None = AT_ONCE) -> None:
    """Takes in what was approved since the last look, the earliest first; None: all of it."""
    for pk in list(ToRemember.objects.order_by("pk").values_list("release", flat=True)[:most]):
        remember_one(pk)


@transaction.atomic
def remember_one(pk: int) -> int:
    # Whoever approves meanwhile is waited for.
    release = Release.objects.select_for_update().filter(pk=pk).first()
    return remember(release) if release else 0


def remember(release: Release) -> int:
    """Writes anew what is kept of this release; returns how many pairs that are."""
    ToRemember.objects.filter(release=release).delete()
    MemoryPair.objects.filter(release=release).delete()
    found = dict(_pairs_of(release))
    forgotten = _forgotten([digest(text) for pair in found for text in pair])
    known = {pair: both for pair, both in found.items() if not forgotten.intersection(map(digest, pair))}
    rows = [row for pair, editions in known.items() for row in _both_directions(release, pair, *editions)]
    MemoryPair.objects.bulk_create(rows, batch_size=BATCH)
    kept = [MemoryKey(pair=row, key=key) for row in rows for key in set(_keys(row))]
    MemoryKey.objects.bulk_create(kept, batch_size=BATCH)
    return len(known)


def _both_directions(release, pair, source, translation) -> Iterator[MemoryPair]:
    for (text, edition), (other_text, other) in (
        ((pair.text, source), (pair.translation, translation)),
        ((pair.translation, translation), (pair.text, source)),
    ):
        yield MemoryPair(
            release=release,
            language=edition.language,
            text=text,
            other_language=other.language,
            other_text=other_text,
            digest=digest(text),
            other_edition=other,
        )


def _keys(row):
    return keys(row.text, row.language, row.other_language)


def _forgotten(digests):
    known: set[str] = set()
    for start in range(0, len(digests), BATCH):
        rows = ForgottenText.objects.filter(digest__in=digests[start : start + BATCH])
        known.update(rows.values_list("digest", flat=True))
    return known


def _pairs_of(release) -> Iterator[tuple[Pair, tuple[Edition, Edition]]]:
    editions = _standing_editions(release)
    source = editions.pop(release.source_language, ())
    for translations in editions.values() if source else ():
        then = _source_of(translations, source)
        now, translation = source[-1], translations[-1]
        # What was corrected in the source since is no source of this translation.
        still_said = said(_texts(now), now.language)
        for pair in pairs(_texts(then), then.language, _texts(translation), translation.language):
            if then is now or pair.text in still_said:
                yield pair, (now, translation)


def _standing_editions(release) -> dict[str, Editions]:
    """{language: its editions in order}; none of a language that was withdrawn, or never began."""
    found = defaultdict(list)
    stands = Q(live_until__isnull=True) | Q(live_until__gt=F("live_from"))
    columns = ("language", "approved_at", "live_until", "withdrawn_at", *FIELDS)
    for edition in Edition.objects.filter(stands, release=release).order_by("number").only(*columns):
        found[edition.language].append(edition)
    return {
        language: editions[-MOST_EDITIONS:]
        for language, editions in found.items()
        if editions[-1].withdrawn_at is None
    }


def _source_of(translations: Editions, source: Editions) -> Edition:
    """What stood when these words of the translation were approved first; if none did, the first of all."""
    first = translations[-1]
    for earlier in reversed(translations):
        if _texts(earlier) != _texts(first):
            break
        first = earlier
    before = [each for each in source if each.approved_at <= first.approved_at]
    return before[-1] if before else source[0]


def _texts(edition):
    return {field: getattr(edition, field) for field in FIELDS}
