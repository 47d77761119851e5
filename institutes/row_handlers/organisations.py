from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.characters import normalise
from common.languages import columns
from common.slugs import propose_slug
from exchange.importing.matches import Match
from exchange.importing.row_handler import RowHandler
from exchange.importing.row_sentences import lost_letters_sentence
from exchange.spelling import Lookalikes

from ..models import FormerName, Institute, Organisation, School
from ..organisation_names import OrganisationNames
from ..resources import OrganisationResource

NAMES = (*columns("name"), *columns("short_name"))
MODELS = {model.own_kind: model for model in (School, Institute)}
COLUMNS_BY_MODEL = {
    School: {"relation", "cities", *columns("presentation")},
    Institute: set(columns("presentation")),
}


class OrganisationHandler(RowHandler):
    resource_class = OrganisationResource
    match_keys = ("id", "slug", *NAMES)
    unique_keys = ("id", "slug")
    name_columns = NAMES

    references: OrganisationNames

    def load_index(self):
        self.by_slug = {instance.slug.lower(): instance.pk for instance in self.references.rows.values()}

    def find(self, cleaned):
        by_slug = self.by_slug.get((cleaned.get("slug") or "").lower())
        if identity := cleaned.get("id"):
            return self._by_number(identity, by_slug, cleaned)
        if by_slug:
            why = _("The address name belongs to an organisation with a different name.")
            return self._match_if_named(by_slug, cleaned, why)
        named = self._by_names(cleaned)
        if len(named) == 1:
            return Match(target=named.pop())
        if named:
            return Match(
                candidates=sorted(named), why=_("The names of this row belong to several organisations.")
            )
        return Match(candidates=self.lookalikes(cleaned), why=lost_letters_sentence())

    def _by_number(self, identity, by_slug, cleaned):
        if identity not in self.references.rows:
            return self.unknown_number()
        if by_slug not in (None, identity):
            return Match(
                candidates=[identity, by_slug],
                why=_("The number and the address name belong to different organisations."),
            )
        why = _("The number belongs to an organisation with a different name.")
        return self._match_if_named(identity, cleaned, why)

    def _match_if_named(self, identity, cleaned, why):
        """A new name may be right; that it is another organisation's is as likely."""
        names = [cleaned[key] for key in NAMES if cleaned.get(key)]
        known = [self.references.by_name.get(normalise(name), set()) for name in names]
        if not names or any(identity in found for found in known) or identity in self.lookalikes(cleaned):
            return Match(target=identity)
        return Match(candidates=sorted({identity}.union(*known)), why=why)

    def lookalikes(self, cleaned):
        return sorted(
            {pk for key in NAMES if cleaned.get(key) for pk in self._lookalikes.match(cleaned[key])}
        )

    @cached_property
    def _lookalikes(self):
        instances = self.references.rows.values()
        return Lookalikes(
            (instance.pk, getattr(instance, key) or "") for instance in instances for key in NAMES
        )

    def _by_names(self, cleaned):
        """By full names; by short ones only where no full name is known."""
        for keys in (columns("name"), columns("short_name")):
            named = set()
            for key in keys:
                if cleaned.get(key):
                    named |= self.references.by_name.get(normalise(cleaned[key]), set())
            if named or any(cleaned.get(key) for key in columns("name")):
                return named
        return set()

    def identities(self, cleaned, target):
        yield from super().identities(cleaned, target)
        if slug := cleaned.get("slug"):
            yield "slug", slug.lower()
        if not target:
            for key in columns("name"):
                if cleaned.get(key):
                    yield "name", normalise(cleaned[key])

    def is_same_name(self, instance, key, value):
        """A former name means the organisation: it does not bring the old name back."""
        if key not in NAMES or not value or not self.get(instance, key):
            return False
        return instance.pk in self.references.by_name.get(normalise(value), ())

    def conflicts(self, cleaned, target):
        other = self.by_slug.get((cleaned.get("slug") or "").lower(), target)
        if other in (None, target):
            return {}
        return {
            "slug": _("%(organisation)s already has this address name.") % {"organisation": self.label(other)}
        }

    def label(self, identity):
        instance = self.references.rows[identity]
        return f"{instance.name or instance.slug} ({instance.get_kind_display()})"

    @classmethod
    def caption(cls, cleaned):
        return next((cleaned[key] for key in (*NAMES, "slug") if cleaned.get(key)), "")

    def load(self, ids, *, lock=False):
        found = super().load(ids, lock=lock)
        for kind, model in MODELS.items():
            own = [identity for identity, instance in found.items() if instance.kind == kind]  # type: ignore[attr-defined]
            # Schools and institutes have columns of their own.
            found |= {instance.pk: instance for instance in model.objects.filter(pk__in=own)}
        return found

    def keys(self, instance):
        own = COLUMNS_BY_MODEL.get(type(instance), set())
        others = set().union(*COLUMNS_BY_MODEL.values()) - own
        return [key for key in super().keys(instance) if key not in others]

    def inapplicable(self, instance, key):
        if key in COLUMNS_BY_MODEL[Institute]:
            return _("Only schools and Carnot institutes have this; empty the cell.")
        return _("Only schools have this; empty the cell.")

    def new_instance(self, cleaned):
        return MODELS.get(cleaned.get("kind"), Organisation)()

    def set_values(self, instance, cleaned):
        cleaned = dict(cleaned)
        if instance.pk is None and not cleaned.get("slug"):
            cleaned["slug"] = propose_slug(self.caption(cleaned), 80)
        super().set_values(instance, cleaned)

    def validate(self, instance, keys):
        problems = super().validate(instance, keys)
        if instance.pk and "kind" in keys:
            problems["kind"] = _("The kind of an organisation cannot change; add the new one as a new row.")
        if not instance.pk:
            problems |= self.conflicts({"slug": instance.slug}, None)
        return problems

    def _validate_one(self, instance, key):
        if key == "slug" and not instance.slug:
            raise ValidationError(_("Give an address name: small letters, digits and hyphens."))
        super()._validate_one(instance, key)

    def tables(self):
        return [Organisation, *MODELS.values()]

    def owned_models(self):
        return {FormerName}
