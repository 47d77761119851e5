from collections import defaultdict

from django.utils.translation import gettext as _

from common.characters import normalise
from common.languages import columns
from exchange.importing.matches import Match
from exchange.importing.row_handler import RowHandler

from .resources import TermResource

FORMS = columns("form")


class TermHandler(RowHandler):
    resource_class = TermResource
    match_keys = ("id", *FORMS)

    def load_index(self):
        self.forms, self.by_form = {}, defaultdict(set)
        for identity, *forms in self.model._default_manager.order_by().values_list("pk", *FORMS):
            self.forms[identity] = dict(zip(FORMS, forms, strict=True))
            for key, form in self.forms[identity].items():
                if form:
                    self.by_form[key, normalise(form)].add(identity)

    def find(self, cleaned):
        if identity := cleaned.get("id"):
            return Match(target=identity) if identity in self.forms else self.unknown_number()
        named = [self.by_form[key, form] for key, form in _forms_of(cleaned)]
        same = set.intersection(*named) if named else set()
        if len(same) == 1:
            return Match(target=same.pop())
        why = _("A term has the same form in one language, and another one in the other.")
        return Match(candidates=sorted(same.union(*named)), why=why)

    def identities(self, cleaned, target):
        yield from super().identities(cleaned, target)
        if forms := _forms_of(cleaned):
            yield "forms", *forms

    def label(self, identity):
        return " / ".join(filter(None, self.forms[identity].values()))

    @classmethod
    def caption(cls, cleaned):
        return " / ".join(filter(None, map(cleaned.get, FORMS)))


def _forms_of(cleaned):
    return [(key, normalise(cleaned[key])) for key in FORMS if cleaned.get(key)]
