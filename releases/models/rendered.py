"""What is made of an edition, kept beside it and made again when it is gone."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.stored_files import StoredFileField


class EditionHtml(models.Model):
    """What pages show of an edition, rendered at its approval; see releases/public/rendering.py."""

    edition = models.OneToOneField("Edition", models.CASCADE, primary_key=True, related_name="html")
    # Of the templates; what another one made is not shown.
    version = models.CharField(max_length=20)
    line = models.TextField()
    story = models.TextField()
    lead = models.TextField()
    result = models.TextField(default="")
    article = models.TextField()
    # In feeds.
    full_text = models.TextField(default="")
    structured_data = models.TextField(default="")

    def __str__(self):
        return str(self.edition)


def document_path(document: "DocumentFile", filename: str) -> str:
    return f"documents/{uuid.uuid4()}/{filename}"


class DocumentFile(models.Model):
    """A document of an edition to take away, made when it is first asked for; see releases/documents/."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        WORD = "word", "Word"
        PACK = "zip", _("Everything in one file")

    edition = models.ForeignKey("Edition", models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=10, choices=Kind)
    # Of the code and templates that made it; what another one made is not handed out.
    version = models.CharField(max_length=20)
    # Of the site, in the addresses that stand in it.
    origin = models.CharField(max_length=250)
    file = StoredFileField(upload_to=document_path, max_length=200)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "origin"], name="document_of_edition_once")
        ]

    def __str__(self):
        return self.file.name


def forget_rendered(edition: int) -> None:
    """Where its own words have changed, which they do for the law and for safety alone."""
    EditionHtml.objects.filter(edition=edition).delete()
    DocumentFile.objects.filter(edition=edition).delete()
