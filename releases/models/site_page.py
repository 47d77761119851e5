import re

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import languages
from common.analysis import text_of

from ..texts.fields import RichTextField

# What the office has still to fill in stands in square brackets: [name of the publication director].
_BLANK = re.compile(r"\[[^\[\]]+\]")


class SitePage(models.Model):
    """What the law asks of a site; a migration made one of each kind."""

    class Key(models.TextChoices):
        LEGAL = "legal", _("Legal notice")
        PRIVACY = "privacy", _("Privacy")
        ACCESSIBILITY = "accessibility", _("Accessibility statement")

    class Conformance(models.TextChoices):
        """In the words that the French accessibility rules (RGAA) give it."""

        NONE = "none", _("not compliant")
        PARTIAL = "partial", _("partially compliant")
        FULL = "full", _("fully compliant")

    key = models.CharField(_("page"), max_length=20, choices=Key, unique=True, editable=False)
    body = RichTextField(
        _("text"),
        help_text=_("Square brackets name what is still to be filled in: replace them, brackets included."),
    )
    conformance = models.CharField(
        _("compliance status"),
        max_length=10,
        choices=Conformance,
        blank=True,
        help_text=_(
            "At the foot of every page. “Partially compliant” needs a valid audit in which at least half "
            "of the criteria are met, “fully compliant” one in which all are; without an audit a site is "
            "“not compliant”. Say the same in the text."
        ),
    )

    class Meta:
        verbose_name = _("page required by law")
        verbose_name_plural = _("pages required by law")
        ordering = ["id"]
        default_permissions = ("view", "change")

    def __str__(self):
        return self.get_key_display()

    def get_absolute_url(self):
        return reverse(self.key)

    def clean(self):
        if self.key == self.Key.ACCESSIBILITY and not self.conformance:
            raise ValidationError({"conformance": _("Every page of the site has to say its status.")})

    def text_in(self, language: str) -> tuple[str, str]:
        """(language, body): what the law asks is said in another language rather than not at all."""
        codes = [language, *languages.others(language)]
        texts = [(code, getattr(self, languages.column_in(code, "body"))) for code in codes]
        return next((text for text in texts if text[1]), (language, ""))

    def blanks(self) -> list[str]:
        """What is still to be filled in, in any language."""
        texts = (getattr(self, column) or "" for column in languages.columns("body"))
        return [blank for text in texts for blank in _BLANK.findall(text_of(text))]
