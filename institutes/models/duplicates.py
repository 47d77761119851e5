from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import NameField
from common.models import ByActor

from .contact import Contact


class Merge(ByActor):
    """Two contacts made one, with all that is needed to take it back."""

    at = models.DateTimeField(_("at"), auto_now_add=True)
    kept = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="merges")
    kept_name = NameField(_("kept"), max_length=200)
    # Columns of both contacts as they were, and every reference that moved or had to go.
    kept_before = models.JSONField(default=dict)
    kept_after = models.JSONField(default=dict)
    removed = models.JSONField(default=dict)
    references = models.JSONField(default=list)
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = NameField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-at", "-id"]

    def __str__(self):
        return self.kept_name


class NotDuplicates(models.Model):
    """Two contacts that somebody looked at and found to be two people; first is the lower id."""

    first = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    second = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    decided_by = NameField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="not_duplicates_once")]

    def __str__(self):
        return f"{self.first} ≠ {self.second}"
