from collections import defaultdict
from difflib import get_close_matches
from functools import cached_property
from itertools import count

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.characters import normalise
from common.languages import columns
from common.slugs import propose_slug
from exchange.references import NoSuchRow, References

from .models import FormerName, Organisation, School

# Of similar names. Each search takes a millisecond or two, and a file may hold a hundred thousand names.
MAX_MISSING, MAX_SLUG = 200, 70
MAX_NEAR, MAX_COMPARED, MAX_SEARCHES = 3, 100, 1_000


class OrganisationNames(References):
    """Every name an organisation has or had, in every language; three queries, however many rows.

    The names of a school that was merged into another one mean that one.
    """

    def __init__(self) -> None:
        super().__init__()
        merged = School.objects.exclude(merged_into=None).values_list("pk", "merged_into")
        successors = {school: successor for school, successor in merged if successor}
        self.by_name: dict[str, set[int]] = defaultdict(set)
        # {name without its signs: as it is written}
        self.written: dict[str, str] = {}
        # {name that was searched: what is near it}
        self._near: dict[str, list[str]] = {}
        for name_columns, model, key in (
            ((*columns("name"), *columns("short_name"), "slug"), Organisation, "pk"),
            (columns("name"), FormerName, "organisation_id"),
        ):
            for identity, *names in model.objects.values_list(key, *name_columns):
                for name in filter(None, names):
                    self.by_name[normalise(name)].add(_last(identity, successors))
                    self.written.setdefault(normalise(name), name)

    @cached_property
    def rows(self) -> dict[int, Organisation]:
        return {organisation.pk: organisation for organisation in Organisation.objects.all()}

    def find(self, text: str) -> int:
        """The one organisation of that name; ValidationError when there is none, or more than one."""
        found = self.by_name.get(normalise(text), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise ValidationError(
                _("“%(name)s” is the name of several organisations; write the full name.") % {"name": text}
            )
        near_names = self.near(text)
        if len(self.missing) < MAX_MISSING:
            self.missing[text] = near_names
        sentence = _("No organisation is called “%(name)s”; check the spelling, or create it first.")
        if near := ", ".join(_("“%(name)s”") % {"name": name} for name in near_names):
            sentence = _(
                "No organisation is called “%(name)s”. If one of these is meant, write it like that, else "
                "create it first: %(near)s."
            )
        raise NoSuchRow(sentence % {"name": text, "near": near})

    def create(self, name: str) -> Organisation:
        """Of the kind “other”, under the same name in every language."""
        organisation = Organisation(slug=self._free_slug(name), **dict.fromkeys(columns("name"), name))
        organisation.full_clean()
        organisation.save()
        self.by_name[normalise(name)].add(organisation.pk)
        self.written.setdefault(normalise(name), name)
        return organisation

    def _free_slug(self, name):
        slug = propose_slug(name, MAX_SLUG)
        taken = {text.lower() for text in Organisation.objects.values_list("slug", flat=True)}
        numbered = (f"{slug}-{number}" for number in count(2))
        return slug if slug not in taken else next(other for other in numbered if other not in taken)

    def near(self, text: str) -> list[str]:
        """Names that could be meant: within the text, around it, or spelt much like it."""
        name = normalise(text)
        if name in self._near:
            return self._near[name]
        if not name or len(name) > MAX_COMPARED or len(self._near) == MAX_SEARCHES:
            return []
        self._near[name] = found = self._search_near(name)
        return found

    def _search_near(self, name):
        padded = f" {name} "
        # A short name such as “iri” is in many other words' company by chance.
        inside = [known for known in self.by_name if len(known) > 3 and f" {known} " in padded]
        around = [known for known in self.by_name if len(name) > 3 and padded in f" {known} "]
        similar = get_close_matches(name, self.by_name, MAX_NEAR, 0.8)
        found = [*sorted(inside, key=len, reverse=True), *similar, *sorted(around, key=len)]
        best: dict[frozenset[int], str] = {}
        for known in found:
            best.setdefault(frozenset(self.by_name[known]), self.written[known])
        return list(best.values())[:MAX_NEAR]


def _last(identity: int, successors: dict[int, int]) -> int:
    # Each step only once, should somebody have entered a circle.
    for _step in successors:
        identity = successors.get(identity, identity)
    return identity
