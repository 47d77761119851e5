from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from common import languages
from common.analysis import fold
from common.fields import NameField, TextField
from common.search import Level, Searched, SearchedQuerySet


class Term(Searched):
    """How the house writes something in each language, and how it does not."""

    SEARCHED = {"form": Level.TITLE, "other_forms": Level.BODY, "note": Level.BODY}

    class Kind(models.TextChoices):
        INSTITUTE = "institute", _("institute")
        PROGRAMME = "programme", _("programme")
        JOB_TITLE = "job_title", _("job title")
        EXPRESSION = "expression", _("expression")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.EXPRESSION)
    form = NameField(_("form of the house"), max_length=200, blank=True)
    other_forms = TextField(
        _("forms that are not the house’s"),
        blank=True,
        max_length=2_000,
        help_text=_("One per line. Plurals are found, too; they need no line of their own."),
    )
    note = TextField(_("note"), blank=True, max_length=1_000, help_text=_("Why, or when. Colleagues see it."))
    is_active = models.BooleanField(
        _("in use"), default=True, help_text=_("Texts are looked through for terms in use.")
    )

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms of the house")
        ordering = ["id"]
        permissions = [("export_term", _("Can export terms")), ("import_term", _("Can import terms"))]

    def __str__(self):
        return self.form or f"#{self.pk}"

    def forms(self) -> dict[str, str]:
        """{language: the form of the house in it}"""
        return self._in_languages("form")

    def others(self, language: str) -> list[str]:
        return lines_in(self._in_languages("other_forms").get(language, ""))

    def clean(self):
        forms = self.forms()
        if not any(forms.values()):
            sentence = _("Give the form of the house in at least one language.")
            first = languages.columns("form")[0]
            raise ValidationError({first: ValidationError(sentence, code=languages.IN_NO_LANGUAGE)})
        wrong = {
            languages.column_in(code, column): sentence
            for code, form in forms.items()
            for column, sentence in self._problems(code, form)
        }
        if wrong:
            raise ValidationError(wrong)
        if self._same().exists():
            first = next(code for code, form in forms.items() if form)
            sentence = _("There is a term with these forms already.")
            raise ValidationError({languages.column_in(first, "form"): sentence})

    def _same(self):
        """Others with its forms: two of them would be told twice."""
        columns = languages.columns("form")
        return (
            type(self).objects.filter(**{each: getattr(self, each) for each in columns}).exclude(pk=self.pk)
        )

    def _problems(self, language, form):
        others = self.others(language)
        if others and not form:
            yield "form", _("Other forms are given in this language: say which one is the house’s.")
        if form and not _has_words(form):
            yield "form", _("A form has at least one letter or digit.")
        if form in others:
            yield "other_forms", _("“%(form)s” is the form of the house.") % {"form": form}
        if signs := [each for each in others if not _has_words(each)]:
            yield "other_forms", _("“%(form)s” has no letter or digit.") % {"form": signs[0]}

    def _in_languages(self, field):
        return {code: getattr(self, languages.column_in(code, field)) or "" for code in languages.LANGUAGES}


def lines_in(text: str) -> list[str]:
    return list(dict.fromkeys(line for line in map(str.strip, text.splitlines()) if line))


def _has_words(form):
    return any(map(str.isalnum, fold(form)))
