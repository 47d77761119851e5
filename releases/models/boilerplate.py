from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import CharField
from common.search import Searched, SearchedQuerySet
from institutes.models import Organisation

from ..texts.fields import RichTextField


class Boilerplate(Searched):
    SEARCHED = ("title", "body")

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

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("boilerplate")
        verbose_name_plural = _("boilerplates")
        ordering = ["id"]

    def __str__(self):
        return self.title or f"#{self.pk}"


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
