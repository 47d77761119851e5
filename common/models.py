import secrets
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import NameField
from .stored_files import StoredFileField, kept_path


class ByActor(models.Model):
    """Something that somebody did; the name is a copy, and outlives the account."""

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    actor_name = NameField(_("by"), max_length=200)

    class Meta:
        abstract = True


class FileStore(models.Model):
    """One row: which folder of files belongs to this database, and when it was last swept."""

    mark = models.CharField(max_length=64, default=secrets.token_urlsafe)
    swept_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.mark


class Clock(models.Model):
    """One row, written by triggers alone: see common/clock/."""

    ONLY = 1

    version = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.version)


class Session(AbstractBaseSession):
    """Knows whose it is, so that all of one account can be ended at once."""

    account = models.CharField(max_length=40, blank=True, db_index=True)

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls):
        # The engine reads this module.
        return import_module(settings.SESSION_ENGINE).SessionStore


class Attempts(models.Model):
    """How much of a bound is used up; without any name or address in clear."""

    key = models.CharField(max_length=64, unique=True)
    # Seconds since 1970: from then on it is as if nobody had tried.
    clears_at = models.FloatField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.key


class KeptFile(models.Model):
    """Came with a form that was refused, and waits for the form to be sent again by the same person."""

    token = models.CharField(max_length=64, unique=True, default=secrets.token_urlsafe)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Which form; it checks the file again.
    purpose = models.CharField(max_length=100)
    file = StoredFileField(upload_to=kept_path, max_length=200)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        default_permissions = ()
        ordering = ["created_at", "id"]

    def __str__(self):
        return self.name


class Presence(models.Model):
    """Somebody has a page open; see common/presence.py."""

    # The mark that the page gave itself.
    page = models.CharField(max_length=40)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # What it shows: a model and a key.
    subject = models.CharField(max_length=100, db_index=True)
    language = models.CharField(max_length=10, blank=True)
    since = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "account"], name="presence_once_a_page")]

    def __str__(self):
        return f"{self.subject} {self.page}"
