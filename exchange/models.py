from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.fields import CharField, NameField, TextField
from common.models import ByActor
from common.stored_files import StoredFileField

from .file_names import import_path
from .progress import Progress


class ColumnSet(models.Model):
    """The columns that one person likes to export, under a name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="column_sets")
    resource = models.CharField(max_length=40)
    name = NameField(_("name"), max_length=80)
    columns = models.JSONField(default=list)

    class Meta:
        verbose_name = _("column set")
        verbose_name_plural = _("column sets")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "resource", "name"], name="column_set_name_once")
        ]

    def __str__(self):
        return self.name


class Export(ByActor):
    """Who exported what, when and for which purpose; never deleted."""

    at = models.DateTimeField(_("at"), auto_now_add=True)
    resource = models.CharField(_("what"), max_length=40)
    file_format = models.CharField(_("format"), max_length=10)
    purpose = CharField(_("purpose"), max_length=300)
    selection = TextField(_("filter"), blank=True)
    columns = models.JSONField(_("columns"), default=list)
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    people_count = models.PositiveIntegerField(_("people"), default=0)
    withheld_count = models.PositiveIntegerField(
        _("withheld"), default=0, help_text=_("People who object, and were left out.")
    )

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.resource} {self.file_format} {self.at:%Y-%m-%d}"


# Files of a refused form, offered again; see common.kept_files.
KEPT_FOR_IMPORT = "exchange.import"


class Import(ByActor):
    class State(models.TextChoices):
        UPLOADED = "uploaded", _("read")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", _("applied")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("failed")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")

    created_at = models.DateTimeField(_("at"), auto_now_add=True)
    resource = models.CharField(_("what"), max_length=40)
    file = StoredFileField(upload_to=import_path)
    file_name = NameField(_("file"), max_length=200)
    # How the file is read: format, encoding, separator, sheet, {header of the file: column key}.
    reading = models.JSONField(default=dict)
    blank_clears_value = models.BooleanField(_("empty cells delete values"), default=False)
    valid_rows_only = models.BooleanField(_("only valid rows"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.UPLOADED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    problem = TextField(_("problem"), blank=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-id"]

    def __str__(self):
        return self.file_name

    @cached_property
    def progress(self) -> Progress:
        return Progress(self.pk)


class ImportLine(models.Model):
    """What one row of the file would do, did, and how to take it back."""

    class Kind(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        DOUBTFUL = "doubtful", _("to be decided")
        REFUSED = "refused", _("refused")

    job = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    values = models.JSONField(default=dict)
    # [{"column": key, "old": …, "new": …}] or [{"id": …, "label": …}] or, with the sentence in each language,
    # [{"column": key, "problem": sentence, "in": {language: sentence}}]
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    answer = models.CharField(max_length=20, blank=True)
    target_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["job", "kind", "number"], name="import_line_kind")]
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="import_line_once")]

    def __str__(self):
        return f"{self.number} {self.kind}"
