from django.core.exceptions import ValidationError

from common.modeladmin.formset_conflicts import ConflictCheckedFormSet

from ..models.edition import ROOT
from .shown_files import deletion_problems, replacement_problems


class ReleaseLines(ConflictCheckedFormSet):
    """Lines of a release, which somebody else may change or take out while they are on the screen."""

    unique_field = ""  # the field whose value stands in one line of a release at most

    def clean(self):
        """Django leaves out constraints of the parent."""
        others = [getattr(row, self.unique_field) for row in self.added_by_others]
        taken = {getattr(value, "pk", value) for value in others}
        for form in self.forms:
            value = form.cleaned_data.get(self.unique_field) if hasattr(form, "cleaned_data") else None
            if not value or self._is_ticked(form):
                continue
            if (key := getattr(value, "pk", value)) in taken:
                form.add_error(
                    self.unique_field, self.model._meta.constraints[0].get_violation_error_message()
                )
            taken.add(key)

    def _is_ticked(self, form):
        return self.can_delete and self._should_delete_form(form)

    def save(self, commit=True):
        # Out of one another's way: two lines may exchange what only one may have at a time.
        changed = [form.instance.pk for form in self.initial_forms if form.has_changed()]
        self.model.objects.filter(pk__in=filter(None, changed)).delete()
        return super().save(commit)


class ContactLines(ReleaseLines):
    unique_field = "contact"


class BoilerplateLines(ReleaseLines):
    unique_field = "boilerplate"


class AttachmentLines(ReleaseLines):
    unique_field = "is_lead_picture"

    def clean(self):
        super().clean()
        bodies = getattr(self.instance, "typed_bodies", {})
        problems = deletion_problems(self._to_go(), bodies) + replacement_problems(self._replaced(), bodies)
        if problems:
            raise ValidationError(problems, code="shown")

    def _to_go(self):
        return [path for path, form in self._saved() if self._is_ticked(form)]

    def _replaced(self):
        """{path of the old file: name of the new one}"""
        new = {
            path: form.cleaned_data.get("file") for path, form in self._saved() if "file" in form.changed_data
        }
        kept = {path: file for path, file in new.items() if file and path not in self._to_go()}
        return {path: file.name for path, file in kept.items()}

    def _saved(self):
        for form in self.initial_forms:
            if form.initial.get("file") and hasattr(form, "cleaned_data"):
                yield form.initial["file"].name.removeprefix(ROOT), form
