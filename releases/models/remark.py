from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import CharField, NameField, TextField
from common.models import ByActor

from .version import DeletedDraft

LONGEST_TEXT = 2_000
LONGEST_QUOTATION = 300


class RemarkQuerySet(models.QuerySet["Remark"]):
    def first_of_threads(self):
        return self.filter(reply_to=None)

    def open(self):
        """Not answered for good: the first ones of their threads."""
        return self.first_of_threads().filter(resolved_at=None)


class Remark(ByActor):
    """What somebody says of a release, of a text or of some words of it, or replies to such a remark."""

    release = models.ForeignKey(
        "Release", models.CASCADE, null=True, related_name="remarks", verbose_name=_("release")
    )
    deleted_draft = models.ForeignKey(DeletedDraft, models.CASCADE, null=True, related_name="remarks")
    # Of the first remark, never of a reply; '' where it is about all languages, or about no text.
    language = models.CharField(_("language"), max_length=10, blank=True)
    # A text without its language: “title”.
    field = models.CharField(_("field"), max_length=40, blank=True)
    # As it stood then.
    quotation = CharField(_("quoted words"), max_length=LONGEST_QUOTATION, blank=True)
    text = TextField(_("text"))
    at = models.DateTimeField(_("at"))
    # Came with a return to the author.
    is_return = models.BooleanField(default=False)
    reply_to = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    resolved_at = models.DateTimeField(_("resolved on"), null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("resolved by")
    )
    resolved_by_name = NameField(_("resolved by"), max_length=200, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        # Who may see, change or approve a release: releases/workflow/remarks.py.
        default_permissions = ()
        ordering = ["at", "id"]
        indexes = [
            models.Index(
                fields=["release"],
                name="remark_open",
                condition=models.Q(reply_to__isnull=True, resolved_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(release__isnull=False, deleted_draft__isnull=True)
                | models.Q(release__isnull=True, deleted_draft__isnull=False),
                name="remark_of_one",
            )
        ]

    def __str__(self):
        return f"{self.actor_name} {self.at:%Y-%m-%d %H:%M}"
