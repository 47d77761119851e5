import secrets

from django.db import models


class FileStore(models.Model):
    """One row: which folder of files belongs to this database, and when it was last swept."""

    mark = models.CharField(max_length=64, default=secrets.token_urlsafe)
    swept_at = models.DateTimeField(null=True)

    def __str__(self):
        return self.mark
