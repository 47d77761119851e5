"""How what people write in spreadsheets is recognised: names in any form, languages by any name."""

import re
from collections import defaultdict
from difflib import get_close_matches

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.characters import fold

from .languages import SPOKEN, columns
from .models import FormerName, Organisation, School

_NOT_A_WORD = re.compile(r"[^\w]+")
# Without the spaces beside it: a pattern that takes them tries a long run of them anew from each space.
# Of similar names. Each search takes a millisecond or two, and a file may hold a hundred thousand names.
MOST_NEAR, LONGEST_NEAR, MOST_SEARCHES = 3, 100, 1_000
SEVERAL = re.compile(r"[;\n\r|]+|(?<=\s)/(?=\s)")


def normalise(text: str) -> str:
    """Letters and digits alone: “Télécom  & Société” and “telecom societe” are one name."""
    return _NOT_A_WORD.sub(" ", fold(text)).strip()


class NoSuchOrganisation(ValidationError):
    pass


class OrganisationNames:
    """Every name an organisation has or had, in every language; three queries, however many rows.

    The names of a school that was merged into another one mean that one.
    """

    def __init__(self) -> None:
        merged = School.objects.exclude(merged_into=None).values_list("pk", "merged_into")
        successors = {school: successor for school, successor in merged if successor}
        self.by_name: dict[str, set[int]] = defaultdict(set)
        # {name without its signs: as it is written}
        self.written: dict[str, str] = {}
        self.searches = 0
        for name_columns, model, key in (
            ((*columns("name"), *columns("short_name"), "slug"), Organisation, "pk"),
            (columns("name"), FormerName, "organisation_id"),
        ):
            for identity, *names in model.objects.values_list(key, *name_columns):
                for name in filter(None, names):
                    self.by_name[normalise(name)].add(_last(identity, successors))
                    self.written.setdefault(normalise(name), name)

    def find(self, text: str) -> int:
        """The one organisation of that name; ValidationError when there is none, or more than one."""
        found = self.by_name.get(normalise(text), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise ValidationError(
                _("“%(name)s” is the name of several organisations; write the full name.") % {"name": text}
            )
        sentence = _("No organisation is called “%(name)s”; check the spelling, or create it first.")
        if near := ", ".join(_("“%(name)s”") % {"name": name} for name in self.near(text)):
            sentence = _(
                "No organisation is called “%(name)s”. If one of these is meant, write it like that, else "
                "create it first: %(near)s."
            )
        raise NoSuchOrganisation(sentence % {"name": text, "near": near})

    def near(self, text: str) -> list[str]:
        """Names that could be meant: within the text, around it, or spelt much like it."""
        name = normalise(text)
        if not name or len(name) > LONGEST_NEAR or self.searches == MOST_SEARCHES:
            return []
        self.searches += 1
        padded = f" {name} "
        # A short name such as “iri” is in many other words' company by chance.
        inside = [known for known in self.by_name if len(known) > 3 and f" {known} " in padded]
        around = [known for known in self.by_name if len(name) > 3 and padded in f" {known} "]
        similar = get_close_matches(name, self.by_name, MOST_NEAR, 0.8)
        found = [*sorted(inside, key=len, reverse=True), *similar, *sorted(around, key=len)]
        best: dict[frozenset[int], str] = {}
        for known in found:
            best.setdefault(frozenset(self.by_name[known]), self.written[known])
        return list(best.values())[:MOST_NEAR]


def _last(identity: int, successors: dict[int, int]) -> int:
    # Each step only once, should somebody have entered a circle.
    for _step in successors:
        identity = successors.get(identity, identity)
    return identity


def spoken_in(text: str) -> list[str]:
    """Language codes of a cell such as “fr, English / allemand”."""
    known = _language_names()
    codes = []
    for word in filter(None, re.split(r"[;,/|\n]+", text)):
        code = known.get(normalise(word))
        if code is None:
            raise ValidationError(
                _("“%(word)s” is not a language of the list: %(known)s.")
                % {"word": word.strip(), "known": ", ".join(str(name) for name in SPOKEN.values())}
            )
        codes.append(code)
    return list(dict.fromkeys(codes))


def _language_names() -> dict[str, str]:
    names = {normalise(code): code for code in SPOKEN}
    for language, _name in settings.LANGUAGES:
        with override(language):
            names |= {normalise(str(name)): code for code, name in SPOKEN.items()}
    return names
