from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common import dates, languages
from common.fields import CharField
from common.search import Level, Searched, SearchedQuerySet
from institutes.models import Organisation

from ..texts.fields import RichTextField


class Boilerplate(Searched):
    SEARCHED = {"title": Level.TITLE, "body": Level.BODY}

    title = CharField(_("title"), max_length=200, help_text=_("For example: About Institut Mines-Télécom."))
    body = RichTextField(_("text"), blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="boilerplates",
        verbose_name=_("organisation"),
    )
    reviewed_on = dates.DayField(
        _("reviewed on"),
        within=dates.PAST,
        default=timezone.localdate,
        help_text=_("The day on which somebody last wrote it, or read it and found it right."),
    )

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("boilerplate")
        verbose_name_plural = _("boilerplates")
        ordering = ["id"]

    def __str__(self):
        return self.any_title() or f"#{self.pk}"

    def clean(self):
        """A release shows the boilerplates that have a text in its language, each under its title."""
        texts = {code: self._in(code, "body") for code in languages.LANGUAGES}
        headless = [code for code, body in texts.items() if body and not self._in(code, "title")]
        if headless:
            sentence = _("Readers see this text under its title: give the title in this language, too.")
            raise ValidationError({languages.column_in(code, "title"): sentence for code in headless})
        if not any(self._in(code, "title") for code in texts):
            first = languages.columns("title")[0]
            sentence = _("Give the title in at least one language.")
            raise ValidationError({first: ValidationError(sentence, code=languages.IN_NO_LANGUAGE)})

    def any_title(self) -> str:
        titles = (self.title, *(self._in(code, "title") for code in languages.LANGUAGES))
        return next(filter(None, titles), "")

    def _in(self, language, field):
        return getattr(self, languages.column_in(language, field)) or ""


class ReleaseBoilerplate(models.Model):
    release = models.ForeignKey("Release", models.CASCADE, related_name="boilerplate_lines")
    boilerplate = models.ForeignKey(Boilerplate, models.PROTECT, verbose_name=_("boilerplate"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("boilerplate")
        verbose_name_plural = _("boilerplates")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "boilerplate"],
                name="boilerplate_once_a_release",
                violation_error_message=_("This boilerplate is already in the release."),
            )
        ]

    def __str__(self):
        return str(self.boilerplate)
