from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import NameField, TextField
from common.models import ByActor

from .contact import Contact


class ContactEvent(ByActor):
    """The timeline of one person's contact. An erasure keeps the act and takes the name out."""

    class Kind(models.TextChoices):
        OBJECTED = "objected", _("objection recorded")
        OBJECTION_REMOVED = "objection_removed", _("objection taken back")
        EXPORTED = "exported", _("all data on this person exported")
        VERIFIED = "verified", _("verified")
        ASKED = "asked", _("asked by mail to verify")
        ANSWERED = "answered", _("answered by the person")
        CORRECTED = "corrected", _("corrected from the answer")
        DECLINED = "declined", _("answer not applied")
        MERGED = "merged", _("merged with another contact")
        UNMERGED = "unmerged", _("merge undone")
        ERASED = "erased", _("erased")

    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, related_name="events", verbose_name=_("contact")
    )
    contact_name = NameField(_("contact"), max_length=200)
    kind = models.CharField(_("act"), max_length=20, choices=Kind)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    note = TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("contact event")
        verbose_name_plural = _("contact events")
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.contact_name} {self.get_kind_display()}"


class VerificationLink(models.Model):
    """A link by mail with which a person confirms or corrects their own details; works once."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="verification_links")
    # SHA-256 of the secret: who reads the database cannot open anybody's contact.
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = NameField(max_length=200)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    # What was sent through it, accepted or not: one who tries too often closes it.
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self):
        return f"{self.contact} {self.created_at:%Y-%m-%d}"


class VerificationReply(models.Model):
    """What a person says of their own details, waiting for a contact manager."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        ACCEPTED = "accepted", _("applied to the contact")
        DECLINED = "declined", _("not applied")

    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="verification_replies", verbose_name=_("contact")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    # {"job_title_fr": {"from": "…", "to": "…"}}; empty: the details are right as they are.
    changes = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PENDING)
    decided_by = NameField(_("decided by"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.contact} {self.at:%Y-%m-%d}"
