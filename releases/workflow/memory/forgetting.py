"""A person who is erased leaves the memory, and what named them never comes back to it."""

from collections.abc import Callable, Iterator

from institutes.models import Contact
from institutes.people.copies import Person

from ...models import ForgottenText, MemoryPair
from ...texts.memory import digest
from .filling import catch_up

BATCH = 500


def forget(contact: Contact) -> int:
    """How many pairs of sentences that were."""
    catch_up(None)
    person = Person.of(contact)
    named = list(_rows_with(MemoryPair.objects.all(), person.is_named_in))
    # Where somebody is introduced by the full name, the last name alone means them, too.
    near = MemoryPair.objects.filter(release__in={release for _pk, release, _digest in named})
    named += _rows_with(near, person.is_named_by_last_name)
    digests = {text for _pk, _release, text in named}
    ForgottenText.objects.bulk_create(map(_forgotten, sorted(digests)), BATCH, ignore_conflicts=True)
    ids = sorted({pk for pk, _release, _digest in named})
    for start in range(0, len(ids), BATCH):
        MemoryPair.objects.filter(pk__in=ids[start : start + BATCH]).delete()
    return len(digests)


def _forgotten(text):
    return ForgottenText(digest=text)


def _rows_with(rows, is_meant: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    """(key, release, digest of the words that are meant), from either direction."""
    columns = ("pk", "release_id", "text", "other_text")
    for pk, release, *texts in rows.order_by("pk").values_list(*columns).iterator(BATCH):
        yield from ((pk, release, digest(text)) for text in texts if is_meant(text))
