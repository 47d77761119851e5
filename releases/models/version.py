import datetime
from collections.abc import Iterator
from typing import Any, cast

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.compressed import CompressedJSONField
from common.fields import CharField
from common.models import ByActor

from .edition import ROOT

# How long a deleted draft can be recovered.
KEPT_FOR = datetime.timedelta(days=31)
# In the place of a contact who was erased.
REMOVED = {"removed": True}


class DeletedDraft(ByActor):
    """What stays of a release that was deleted, beside its versions, for as long as it can be recovered."""

    # Its key, which no other release is given.
    release_key = models.BigIntegerField(unique=True)
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    title = CharField(_("title"), max_length=200, blank=True)
    at = models.DateTimeField(_("deleted on"), default=timezone.now, db_index=True)
    created_at = models.DateTimeField()
    begun_on = models.DateField()

    class Meta:
        verbose_name = _("deleted draft")
        verbose_name_plural = _("deleted drafts")
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.reference} {self.title}".strip()

    @property
    def kept_until(self) -> datetime.datetime:
        return self.at + KEPT_FOR


class VersionQuerySet(models.QuerySet["Version"]):
    def with_people(self, ids: set[int]) -> Iterator["Version"]:
        """Without their texts."""
        for version in self.defer("texts").iterator():
            if any(line.get("id") in ids for line in version.lines["contacts"]):
                yield version

    def forget_people(self, ids: set[int]) -> set[int]:
        """The keys of the releases that named them; of a deleted draft there is none."""
        touched = list(self.with_people(ids))
        for version in touched:
            contacts = version.lines["contacts"]
            version.lines["contacts"] = [REMOVED if line.get("id") in ids else line for line in contacts]
            version.save(update_fields=["lines"])
        return {version.release_id for version in touched if version.release_id}

    forget_people.alters_data = True  # type: ignore[attr-defined]


class Version(ByActor):
    """A release as it stood after a save. Those that were saved by themselves are gathered into sittings."""

    release = models.ForeignKey(
        "Release", models.CASCADE, null=True, related_name="versions", verbose_name=_("release")
    )
    deleted_draft = models.ForeignKey(DeletedDraft, models.CASCADE, null=True, related_name="versions")
    # When the sitting began; of a save by hand, its moment.
    began_at = models.DateTimeField()
    at = models.DateTimeField(_("at"))
    is_automatic = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(_("revision"))
    # Names of columns and lines that differ from the version before.
    changed = models.JSONField(default=list)
    # See releases/workflow/snapshots.py.
    texts = CompressedJSONField()
    lines = models.JSONField(default=dict)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["release", "-at", "-id"], name="version_of_release")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(release__isnull=False, deleted_draft__isnull=True)
                | models.Q(release__isnull=True, deleted_draft__isnull=False),
                name="version_of_one",
            )
        ]

    def __str__(self):
        return f"{self.actor_name} {self.at:%Y-%m-%d %H:%M}"

    @property
    def snapshot(self) -> dict[str, Any]:
        return cast(dict[str, Any], self.texts) | cast(dict[str, Any], self.lines)


class VersionFile(models.Model):
    """Which stored files a version shows: they stay as long as it does."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="files")
    path = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "path"], name="version_file_once")]

    def __str__(self):
        return self.path


def referenced_in_versions(names: set[str]) -> set[str]:
    paths = {name.removeprefix(ROOT) for name in names if name.startswith(ROOT)}
    shown = VersionFile.objects.filter(path__in=paths).values_list("path", flat=True)
    return {ROOT + path for path in shown}
