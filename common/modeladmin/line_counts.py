"""How many lines came in with a form: what the page says of it, and what is there."""

import re

from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from ..typing_bases import FormSetMixinBase

_NUMBER = re.compile(r"[0-9]{1,7}")


class CountedLines(FormSetMixinBase):
    """For a formset, in front of its base class: lines that a page only claims are none."""

    damage = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self._correct_counts()

    def _correct_counts(self):
        """Afterwards the form can be sent again as it is shown."""
        total, initial = self._claimed(TOTAL_FORM_COUNT), self._claimed(INITIAL_FORM_COUNT)
        numbers = self._numbers_sent()
        sent = max(numbers, default=-1) + 1
        if total is None or initial is None:
            self.damage = _(
                "These lines came in incomplete, and nothing was saved. Compare them with what you typed, "
                "then save again."
            )
        elif total != max(sent, initial):
            self.damage = _(
                "Lines that the page announced: %(claimed)d; lines that came in: %(sent)d. Nothing was "
                "saved: compare them with what you typed, then save again."
            ) % {"claimed": total, "sent": sent}
        else:
            return
        if initial is None:
            pk = self.model._meta.pk.name  # type: ignore[union-attr]
            initial = sum(bool(self.data.get(f"{self.add_prefix(number)}-{pk}")) for number in numbers)
        # A form without any field comes as a plain dict.
        self.data = self.data.copy() if self.data else MultiValueDict()  # type: ignore[attr-defined]
        self.data[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = str(max(sent, initial))
        self.data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = str(initial)

    def _claimed(self, name):
        sent = str(self.data.get(f"{self.prefix}-{name}", "")).strip()
        return int(sent) if _NUMBER.fullmatch(sent) else None

    def _numbers_sent(self):
        a_line = re.compile(rf"{re.escape(str(self.prefix))}-([0-9]{{1,6}})-[A-Za-z]")
        found = (a_line.match(name) for name in (*self.data, *(self.files or ())))
        return {int(line[1]) for line in found if line}

    def full_clean(self):
        super().full_clean()
        if self.damage:
            self.non_form_errors().append(self.damage)
