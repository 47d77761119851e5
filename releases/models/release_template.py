import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from common import languages
from common.analysis import text_of
from common.fields import CharField, TextField

from ..texts.fields import RichTextField
from .release import Release

# [Name, role]
_PLACE = re.compile(r"\[[^\[\]]+\]")


class ReleaseTemplate(models.Model):
    """What a new release of some sort begins with; a migration made the first ones."""

    name = CharField(_("name"), max_length=100, help_text=_("For example: media alert."))
    kind = models.CharField(
        _("kind"), max_length=20, choices=Release.Kind, default=Release.Kind.PRESS_RELEASE
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Its place among the templates; the first one is proposed.")
    )
    standfirst = TextField(_("standfirst"), max_length=1200, blank=True)
    body = RichTextField(
        _("body"),
        blank=True,
        help_text=_(
            "Square brackets say what is to be written there, as in [Name, role]. A release in which one is "
            "left cannot be submitted."
        ),
    )

    class Meta:
        verbose_name = _("template of releases")
        verbose_name_plural = _("templates of releases")
        ordering = ["order", "id"]

    def __str__(self):
        return self.name or f"#{self.pk}"

    def text(self, field: str, language: str) -> str:
        return getattr(self, languages.column_in(language, field)) or ""


def places_in(text: str) -> list[str]:
    """What square brackets say, brackets included."""
    return _PLACE.findall(text_of(text)) if "[" in text else []


def places_left(texts: list[str]) -> list[str]:
    """Those of some template that stand in these texts still; an author's own brackets are none."""
    found = dict.fromkeys(place for text in texts for place in places_in(text))
    if not found:
        return []
    columns = [*languages.columns("standfirst"), *languages.columns("body")]
    written = " ".join(
        text or "" for row in ReleaseTemplate.objects.order_by().values_list(*columns) for text in row
    )
    known = set(places_in(written))
    return [place for place in found if place in known]
