from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.characters import normalise
from common.languages import columns
from common.slugs import propose_slug
from exchange.importing.subject import Match, Subject, lost_letters_sentence
from exchange.spelling import Lookalikes

from ..models import FormerName, Institute, Organisation, School
from ..organisation_names import OrganisationNames
from ..resources import OrganisationResource

NAMES = (*columns("name"), *columns("short_name"))
MODELS = {model.own_kind: model for model in (School, Institute)}
ONLY = {
    School: {"relation", "cities"},
    Institute: set(columns("presentation")),
}


class OrganisationSubject(Subject):
    resource_class = OrganisationResource
    match_keys = ("id", "slug", *NAMES)
    unique_keys = ("id", "slug")
    name_columns = NAMES

    references: OrganisationNames

    def load_index(self):
        self.by_slug = {thing.slug.lower(): thing.pk for thing in self.references.rows.values()}

    def find(self, given):
        by_slug = self.by_slug.get((given.get("slug") or "").lower())
        if identity := given.get("id"):
            return self._by_number(identity, by_slug, given)
        if by_slug:
            why = _("The address name belongs to an organisation of another name.")
            return self._if_it_bears(by_slug, given, why)
        named = self._by_names(given)
        if len(named) == 1:
            return Match(target=named.pop())
        if named:
            return Match(
                candidates=sorted(named), why=_("The names of this row belong to several organisations.")
            )
        return Match(candidates=self.lookalikes(given), why=lost_letters_sentence())

    def _by_number(self, identity, by_slug, given):
        if identity not in self.references.rows:
            return self.unknown_number()
        if by_slug not in (None, identity):
            return Match(
                candidates=[identity, by_slug],
                why=_("The number and the address name belong to different organisations."),
            )
        why = _("The number belongs to an organisation of another name.")
        return self._if_it_bears(identity, given, why)

    def _if_it_bears(self, identity, given, why):
        """A new name may be right; that it is another organisation's is as likely."""
        names = [given[key] for key in NAMES if given.get(key)]
        bearers = [self.references.by_name.get(normalise(name), set()) for name in names]
        if not names or any(identity in found for found in bearers) or identity in self.lookalikes(given):
            return Match(target=identity)
        return Match(candidates=sorted({identity}.union(*bearers)), why=why)

    def lookalikes(self, given):
        return sorted({pk for key in NAMES if given.get(key) for pk in self._lookalikes.of(given[key])})

    @cached_property
    def _lookalikes(self):
        things = self.references.rows.values()
        return Lookalikes((thing.pk, getattr(thing, key) or "") for thing in things for key in NAMES)

    def _by_names(self, given):
        """By full names; by short ones only where no full name is known."""
        for keys in (columns("name"), columns("short_name")):
            named = set()
            for key in keys:
                if given.get(key):
                    named |= self.references.by_name.get(normalise(given[key]), set())
            if named or any(given.get(key) for key in columns("name")):
                return named
        return set()

    def identities(self, given, target):
        yield from super().identities(given, target)
        if slug := given.get("slug"):
            yield "slug", slug.lower()
        if not target:
            for key in columns("name"):
                if given.get(key):
                    yield "name", normalise(given[key])

    def is_same_name(self, thing, key, value):
        """A former name means the organisation: it does not bring the old name back."""
        if key not in NAMES or not value or not self.get(thing, key):
            return False
        return thing.pk in self.references.by_name.get(normalise(value), ())

    def conflicts(self, given, target):
        other = self.by_slug.get((given.get("slug") or "").lower(), target)
        if other in (None, target):
            return {}
        return {
            "slug": _("%(organisation)s already has this address name.") % {"organisation": self.label(other)}
        }

    def label(self, identity):
        thing = self.references.rows[identity]
        return f"{thing.name or thing.slug} ({thing.get_kind_display()})"

    @classmethod
    def caption(cls, given):
        return next((given[key] for key in (*NAMES, "slug") if given.get(key)), "")

    def load(self, ids, *, lock=False):
        found = super().load(ids, lock=lock)
        for kind, model in MODELS.items():
            own = [identity for identity, thing in found.items() if thing.kind == kind]  # type: ignore[attr-defined]
            # Schools and institutes have columns of their own.
            found |= {thing.pk: thing for thing in model.objects.filter(pk__in=own)}
        return found

    def keys(self, thing):
        others = set().union(*(own for model, own in ONLY.items() if not isinstance(thing, model)))
        return [key for key in super().keys(thing) if key not in others]

    def inapplicable(self, thing, key):
        if key in ONLY[School]:
            return _("Only a school has this; empty the cell.")
        return _("Only a Carnot institute has this; empty the cell.")

    def new_instance(self, given):
        return MODELS.get(given.get("kind"), Organisation)()

    def set_values(self, thing, given):
        given = dict(given)
        if thing.pk is None and not given.get("slug"):
            given["slug"] = propose_slug(self.caption(given), 80)
        super().set_values(thing, given)

    def validate(self, thing, keys):
        problems = super().validate(thing, keys)
        if thing.pk and "kind" in keys:
            problems["kind"] = _("The kind of an organisation cannot change; add the new one as a new row.")
        if not thing.pk:
            problems |= self.conflicts({"slug": thing.slug}, None)
        return problems

    def _validate_one(self, thing, key):
        if key == "slug" and not thing.slug:
            raise ValidationError(_("Give an address name: small letters, digits and hyphens."))
        super()._validate_one(thing, key)

    def tables(self):
        return [Organisation, *MODELS.values()]

    def owned(self):
        return {FormerName}
