import uuid

from django.db import models
from django.urls import reverse
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from common.fields import CharField
from common.pictures import CleanFile
from common.slugs import propose_slug
from common.stored_files import StoredFileField
from common.uploads import IMAGES, sniff, validate_attachment

from .edition import ROOT


def attachment_path(attachment, filename: str) -> str:
    """A folder nobody can guess; a file that replaces another never takes its place."""
    stem, _dot, extension = get_valid_filename(filename).rpartition(".")
    # An address with letters beyond ASCII is written in two ways, and a text would lose its picture.
    return f"{ROOT}{uuid.uuid4()}/{propose_slug(stem)[-60:] or 'file'}.{extension.lower()}"


class AttachmentFile(CleanFile):
    """Uploads have no folder of their own on the site: a view serves them."""

    # Asked only where there is a file.
    name: str
    _committed: bool

    @property
    def url(self) -> str:
        return reverse("file", kwargs={"path": self.name.removeprefix(ROOT)})


class AttachmentFileField(StoredFileField):
    attr_class = AttachmentFile


class Attachment(models.Model):
    class Kind(models.TextChoices):
        PICTURE = "picture", _("picture")
        DOCUMENT = "document", _("document")

    release = models.ForeignKey(
        "Release", models.CASCADE, related_name="attachments", verbose_name=_("release")
    )
    file = AttachmentFileField(
        _("file"), upload_to=attachment_path, max_length=200, validators=[validate_attachment]
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.DOCUMENT, editable=False)
    size = models.PositiveBigIntegerField(_("size"), default=0, editable=False, help_text=_("In bytes."))
    mime_type = models.CharField(_("type"), max_length=100, blank=True, editable=False)
    alt = CharField(
        _("text alternative"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for those who do not see it. Not the caption again."),
    )
    caption = CharField(
        _("caption"),
        max_length=300,
        blank=True,
        help_text=_("Shown under the picture, or the document's title."),
    )
    credit = CharField(_("credit"), max_length=150, blank=True)
    licence = CharField(_("licence"), max_length=150, blank=True)
    is_lead_picture = models.BooleanField(
        _("lead picture"), default=False, help_text=_("Shown at the top; one at most.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["release"],
                condition=models.Q(is_lead_picture=True),
                name="one_lead_picture",
                violation_error_message=_("Another attachment is already the lead picture of this release."),
            )
        ]

    def __str__(self):
        return self.file_name

    def save(self, *args, **kwargs):
        is_new = self.file and not self.file._committed
        if is_new:
            # Its size is that of what is kept, which may be less than what came.
            self.file.save(self.file.name, self.file.file, save=False)
        if is_new or (self.file and not self.mime_type):
            found = sniff(self.file)
            self.kind = self.Kind.PICTURE if found in IMAGES else self.Kind.DOCUMENT
            self.mime_type = found.mime if found else ""
            self.size = self.file.size
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return self.file.url

    @property
    def path(self) -> str:
        """The storage name without its folder, as it stands in the address and in the record."""
        return self.file.name.removeprefix(ROOT)

    @property
    def file_name(self) -> str:
        return self.file.name.rpartition("/")[2]
