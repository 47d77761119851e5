from django.utils.translation import gettext as _

from common.fields import field_of
from exchange.importing.matches import Match
from exchange.importing.row_handler import RowHandler

from ..models import Institute, Organisation, School
from ..organisation_names import OrganisationNames
from ..resources import LabelAwardResource, MembershipResource

KINDS = {"institute": Institute, "school": School}


class LinkHandler(RowHandler):
    pair: tuple[str, str]
    references: OrganisationNames

    def load_index(self):
        self.by_pair, self.pairs = {}, {}
        fields = [field_of(self.model, key).attname for key in self.pair]
        for identity, *pair in self.model._default_manager.order_by().values_list("pk", *fields):
            self.pairs[identity] = tuple(pair)
            self.by_pair[tuple(pair)] = identity

    def find(self, cleaned):
        if wrong := self._wrong_kinds(cleaned):
            return Match(refused=wrong)
        by_pair = self.by_pair.get(self._pair(cleaned))
        if identity := cleaned.get("id"):
            if identity not in self.pairs:
                return self.unknown_number()
            if by_pair not in (None, identity):
                return Match(
                    candidates=[identity, by_pair],
                    why=_("The number and the names refer to different entries."),
                )
            if self._is_other(identity, cleaned):
                return Match(candidates=[identity], why=_("The number belongs to another entry."))
            return Match(target=identity)
        if missing := [key for key in self.pair if cleaned.get(key) is None]:
            return Match(refused=dict.fromkeys(missing, _("This cell may not be empty.")))
        return Match(target=by_pair)

    def _is_other(self, identity, cleaned):
        pairs = zip(self._pair(cleaned), self.pairs[identity], strict=True)
        return any(one not in (None, known) for one, known in pairs)

    def _wrong_kinds(self, cleaned):
        refused = {}
        for key, model in KINDS.items():
            organisation = self.references.rows.get(cleaned.get(key))
            if organisation and organisation.kind != model.own_kind:
                refused[key] = _("%(name)s is not a %(kind)s.") % {
                    "name": organisation,
                    "kind": Organisation.Kind(model.own_kind).label,  # type: ignore[arg-type]
                }
        return refused

    def _pair(self, cleaned):
        return tuple(cleaned.get(key) for key in self.pair)

    def identities(self, cleaned, target):
        yield from super().identities(cleaned, target)
        if None not in self._pair(cleaned):
            yield "pair", self._pair(cleaned)

    def conflicts(self, cleaned, target):
        other = self.by_pair.get(self._pair(cleaned), target)
        if other in (None, target):
            return {}
        return {self.pair[1]: _("There is already an entry for this: %(row)s.") % {"row": self.label(other)}}

    def label(self, identity):
        first, second = self.pairs[identity]
        return f"{self.references.rows[first]} – {self.references.rows.get(second, second)}"

    @classmethod
    def caption(cls, cleaned):
        return " – ".join(filter(None, (cleaned.get(key) for key in cls.pair)))


class MembershipHandler(LinkHandler):
    resource_class = MembershipResource
    match_keys = ("id", "institute", "school")
    pair = ("institute", "school")


class LabelAwardHandler(LinkHandler):
    resource_class = LabelAwardResource
    match_keys = ("id", "institute", "year")
    pair = ("institute", "year")

    def label(self, identity):
        institute, year = self.pairs[identity]
        return f"{self.references.rows[institute]} {year}"
