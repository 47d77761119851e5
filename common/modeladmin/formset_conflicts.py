"""Lines of a form, which somebody else may add, change or take out while they are on the screen."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from ..typing_bases import InlineMixinBase, ModelAdminMixinBase
from .edit_conflicts import show_initial, who_and_when
from .line_counts import CountedLines

# So many lines before the bound, the head of the lines says it.
NEARLY_ALL = 10
# So many lines beyond the bound are shown again when they are refused; Django makes a thousand of them.
SHOWN_BEYOND = 10


class ConflictCheckedFormSet(CountedLines, forms.BaseInlineFormSet):
    """What others added stands among the lines that were sent, as it is saved."""

    default_error_messages = {
        "too_many_forms": gettext_lazy(
            "At most %(num)d of these can be saved together. Take some out: nothing that you wrote is lost."
        )
    }
    was_checked = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Existing rows above the limit are kept.
        self.max_num = max(self.max_num, len(self.get_queryset()))
        self.absolute_max = self.max_num + SHOWN_BEYOND
        self.added_by_others = self._lines_not_sent()
        if self.added_by_others:
            self._insert(self.added_by_others)

    def _lines_not_sent(self):
        if not (self.is_bound and self.instance.pk and self.management_form.is_valid()):
            return []
        sent = range(min(self.initial_form_count(), self.total_form_count()))
        keys = {self.data.get(self._key_of(number)) for number in sent}
        return [row for row in self.get_queryset() if str(row.pk) not in keys]

    def _key_of(self, number):
        return f"{self.add_prefix(number)}-{self.model._meta.pk.name}"  # type: ignore[union-attr]

    def _insert(self, rows):
        """After the lines that were saved, before those that are new in this form."""
        first = self.initial_form_count()
        self.data = _renumbered(self.data, self.prefix, first, len(rows))
        self.files = _renumbered(self.files or MultiValueDict(), self.prefix, first, len(rows))
        for number, row in enumerate(rows, first):
            self.data[self._key_of(number)] = str(row.pk)  # type: ignore[index]
        for name in (INITIAL_FORM_COUNT, TOTAL_FORM_COUNT):
            total = int(self.data[f"{self.prefix}-{name}"]) + len(rows)
            self.data[f"{self.prefix}-{name}"] = str(total)  # type: ignore[index]
        del self.management_form

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        if self.is_bound and i < self.initial_form_count() and form.instance.pk is None:
            # It stays out, and keeps nobody from saving the rest.
            form.was_removed = form.empty_permitted = True
            form.has_changed = lambda: False
        if form.instance.pk and form.instance in self.added_by_others:
            _leave_as_saved(form)
        return form

    def full_clean(self):
        super().full_clean()
        self.was_checked = self.is_bound

    @property
    def initial_forms(self):
        """Without those that were taken out, unless somebody is to read what they had typed there."""
        return [form for form in super().initial_forms if not _was_removed(form) or form.errors]

    def get_queryset(self):
        """The admin shows each line beside its row: both are as many."""
        if not self.was_checked:
            return super().get_queryset()
        return [None if _was_removed(form) else form.instance for form in self.initial_forms]

    @property
    def is_nearly_full(self) -> bool:
        return self.initial_form_count() > self.max_num - NEARLY_ALL

    def report_concurrent_changes(self) -> None:
        """On the page of a refused form."""
        if not self.is_bound:
            return
        for form in self.initial_forms:
            if form.instance in self.added_by_others:
                form.add_error(None, _added(self._logged("added"), form.instance))
        removed = sum(map(_was_removed, self.forms))
        for change in list(self._logged("deleted"))[:removed]:
            sentence = _("“%(line)s” was removed meanwhile by %(who)s.")
            self.non_form_errors().append(sentence % {"line": change.line, "who": change.who})

    def _logged(self, act):
        return _logged(self.instance, act, self.model)


class UniqueLines(ConflictCheckedFormSet):
    """A line that somebody else added in between is refused a second time in words."""

    def clean(self):
        super().clean()
        if not self.added_by_others:
            return
        others = self.model._default_manager.filter(pk__in=[row.pk for row in self.added_by_others])  # type: ignore[union-attr]
        for constraint in self.model._meta.constraints:  # type: ignore[union-attr]
            columns = set(getattr(constraint, "fields", ()))
            if self.fk.name in columns:
                self._refuse_taken(others, columns - {self.fk.name}, constraint.get_violation_error_message())

    def _refuse_taken(self, others, columns, sentence):
        for form in self.forms:
            sent = {name: form.cleaned_data.get(name) for name in columns if form.is_valid()}
            to_go = self.can_delete and self._should_delete_form(form)  # type: ignore[attr-defined]
            if sent and None not in sent.values() and not to_go and others.filter(**sent).exists():
                form.add_error(None, sentence)


class BoundedInline(InlineMixinBase):
    """As many lines as one form can send."""

    max_num = 100

    def get_formset(self, request, obj=None, **kwargs):
        # Who may add no line loses none either: what is sent beyond those that are there is passed over.
        bounded = self.has_add_permission(request, obj)
        return super().get_formset(request, obj, **{"validate_max": bounded, **kwargs})


class FormSetConflictMixin(ModelAdminMixinBase):
    """For a ModelAdmin, in front of its base class."""

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        for inline, formset in zip(inline_instances, formsets, strict=True):
            if not isinstance(formset, ConflictCheckedFormSet):
                continue
            formset.report_concurrent_changes()
            # Django writes 0 where this person may add none.
            if inline.max_num and formset.is_nearly_full:
                names = {"lines": inline.model._meta.verbose_name_plural, "number": formset.max_num}
                inline.verbose_name_plural = _("%(lines)s (%(number)d at most)") % names
        return super().get_inline_formsets(request, formsets, inline_instances, obj)


def _was_removed(form):
    return getattr(form, "was_removed", False)


def _leave_as_saved(form):
    form._errors = ErrorDict()
    form.cleaned_data = {}
    form.changed_data = []
    for field in form.fields.values():
        show_initial(field)


def _renumbered(sent, prefix, first, by):
    """Of what a browser sent, the lines from the first on have that much higher numbers."""
    a_line = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,6}})-(.+)", re.DOTALL)
    renumbered: MultiValueDict = MultiValueDict()
    for name, values in sent.lists():
        found = a_line.fullmatch(name)
        if found and int(found[1]) >= first:
            name = f"{prefix}-{int(found[1]) + by}-{found[2]}"
        renumbered.setlist(name, values)
    return renumbered


class Logged(NamedTuple):
    line: str
    who: str


def _added(changes, row):
    with override(None):  # as the log writes it
        name = str(row)
    who = next((change.who for change in changes if change.line == name), None)
    if who is None:
        return _("This line was added meanwhile. It is kept.")
    return _("This line was added meanwhile by %(who)s. It is kept.") % {"who": who}


def _logged(parent, act, model) -> Iterator[Logged]:
    """Lines of this kind that were added or deleted with a form, the last first."""
    entries = LogEntry.objects.filter(
        content_type=get_content_type_for_model(parent),
        object_id=str(parent.pk),
        change_message__contains=f'"{act}"',
    )
    with override(None):
        kind = str(model._meta.verbose_name)
    for entry in entries.select_related("user").order_by("-action_time", "-pk"):
        who = who_and_when(entry)
        for change in json.loads(entry.change_message):
            if change.get(act, {}).get("name") == kind:
                yield Logged(change[act]["object"], who)
