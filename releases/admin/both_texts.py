"""What somebody else saved of a text while it was being typed: both are kept."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _

from common import initial_digests
from common.modeladmin.edit_conflicts import show_initial, without_markup

from ..texts.richtext import CleanHTML, clean_html
from ..workflow.seen_texts import text_seen
from .conflicts import TextConflict, text_conflict

# Sent by scripts: {column: the body that was typed over}.
SEEN_TEXTS = "seen_texts"


class BothTextsMixin:
    """For the form of a release."""

    instance: Any
    fields: Any
    data: Any
    add_prefix: Any
    before: dict[str, str | None]
    conflicts: list[TextConflict]

    def _keep_both(self):
        """Per text saved in between: take theirs where this form did not touch it, else show both."""
        sent = initial_digests.unpack(self.data.get(self.add_prefix(initial_digests.NAME), ""))
        opened = sent.digests if sent else {}
        sentences = []
        for name, saved in self.before.items():
            if opened.get(name) == initial_digests.digest(saved) or self._typed(name) == (saved or ""):
                continue
            field = self.fields[name]
            if field.disabled or initial_digests.digest(self._typed(name)) == opened.get(name):
                show_initial(field)
                sentences.append(
                    _("“%(field)s”: you had not changed it; the form now shows the saved text.")
                    % {"field": field.label}
                )
            else:
                sentences.append(self._both_changed(name, opened.get(name)))
        return sentences

    def _both_changed(self, name, opened):
        base = text_seen(self.instance, name, opened, self._seen_text(name)) if self._is_body(name) else None
        conflict = self._conflict(name, base)
        if conflict and base is not None:
            self._show_together(conflict)
        if conflict and conflict.is_settled:
            sentence = _(
                "“%(field)s”: you have both changed it, in different paragraphs; the form shows both."
            )
            return sentence % {"field": self.fields[name].label}
        sentence = _("“%(field)s”: you have both changed it. Your text is kept below; the saved one is:")
        return self._beside(sentence, name, conflict)

    def _is_body(self, name):
        return getattr(self.fields[name], "holds_markup", False)

    def _seen_text(self, name):
        try:
            return str(json.loads(self.data.get(SEEN_TEXTS, ""))[name])
        except (ValueError, TypeError, KeyError, RecursionError):
            return ""

    def _conflict(self, name, base=None):
        typed = self._typed(name)
        # What the cleaner refused is said beside its field.
        if self._is_body(name) and not isinstance(typed, CleanHTML):
            return None
        return text_conflict(name, self.fields[name], typed, self.before[name] or "", base)

    def _show_together(self, conflict):
        self.data = self.data.copy()
        self.data[self.add_prefix(conflict.name)] = conflict.together

    def _beside(self, sentence, name, conflict):
        if conflict:
            self.conflicts.append(conflict)
        field = self.fields[name]
        saved = without_markup(field, self.before[name] or "") or "–"
        return format_html('{} <span class="saved-text">{}</span>', sentence % {"field": field.label}, saved)

    def _typed(self, name):
        value = self.data.get(self.add_prefix(name), "").replace("\r\n", "\n").strip()
        if not name.startswith("body_"):
            return value
        try:
            return clean_html(value)
        except ValidationError:  # the field says so
            return value
