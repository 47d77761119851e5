from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import TextField
from common.models import ByActor


class EventQuerySet(models.QuerySet):
    def of(self, release, language=None):
        events = self.filter(release=release)
        return events.filter(language=language) if language else events


class Event(ByActor):
    """One line of a release's timeline. Names are copied, so that it outlives what it tells of."""

    class Kind(models.TextChoices):
        CREATED = "created", _("created")
        EDITED = "edited", _("edited")
        SUBMITTED = "submitted", _("submitted for review")
        RETURNED = "returned", _("returned to the author")
        APPROVED = "approved", _("approved")
        REOPENED = "reopened", _("reopened")
        WITHDRAWN = "withdrawn", _("withdrawn")
        TAKEN_BACK = "taken_back", _("taken back before a decision")
        CANCELLED = "cancelled", _("schedule cancelled")
        REISSUED = "reissued", _("reissued with the current contacts")
        CONTACT_REMOVED = "contact_removed", _("contact removed")
        FILE_TAKEN_DOWN = "file_taken_down", _("took down a file")
        DELETED = "deleted", _("deleted as a draft")
        RECOVERED = "recovered", _("recovered")
        CLEANED = "cleaned", _("formatting cleaned again")
        DISMISSED = "dismissed", _("dismissed a warning")
        ASKED_AGAIN = "asked_again", _("took back the dismissal of a warning")

    release = models.ForeignKey(
        "Release", models.SET_NULL, null=True, related_name="events", verbose_name=_("release")
    )
    reference = models.CharField(_("reference"), max_length=20)
    language = models.CharField(_("language"), max_length=10, blank=True)
    kind = models.CharField(_("act"), max_length=20, choices=Kind)
    at = models.DateTimeField(_("at"), db_index=True)
    note = TextField(_("note"), blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    edition_number = models.PositiveIntegerField(_("edition"), null=True)
    # {"title_fr": {"from": "…", "to": "…"}} for an edit: who changed what, and what it was before.
    changes = models.JSONField(_("changes"), default=dict)
    # Of a submission: a digest of each part of what was submitted; see releases/workflow/submission.py.
    fingerprint = models.JSONField(default=dict, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-at", "-id"]
        # What somebody did last.
        indexes = [models.Index(fields=["actor", "-at", "-id"], name="event_by_actor")]

    def __str__(self):
        return f"{self.reference} {self.language} {self.get_kind_display()}".replace("  ", " ")
