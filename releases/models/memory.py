from django.db import models

from common.fields import CharField, TextField

from .edition import Edition


class MemoryPair(models.Model):
    """Words that were approved as the translation of one another; a row for each direction."""

    release = models.ForeignKey("Release", models.CASCADE, related_name="+")
    language = CharField(max_length=10)
    text = TextField()
    other_language = CharField(max_length=10)
    other_text = TextField()
    # Of `text`, but for typography.
    digest = CharField(max_length=32)
    # Of `other_text`.
    other_edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["digest", "language", "other_language"], name="memory_exact")]

    def __str__(self):
        return f"{self.language} {self.other_language} {self.digest}"


class MemoryKey(models.Model):
    """Texts that have one in common are alike: releases/texts/memory/keys.py."""

    pair = models.ForeignKey(MemoryPair, models.CASCADE, related_name="keys")
    key = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["key", "pair"], name="memory_near")]

    def __str__(self):
        return str(self.key)


class ToRemember(models.Model):
    """A release that was approved since: whoever approves does not wait for the memory."""

    release = models.OneToOneField("Release", models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.release_id)


class ForgottenText(models.Model):
    """Words that named somebody who was erased: the record may still say them, the memory never again."""

    digest = CharField(max_length=32, unique=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.digest
