from typing import cast

from django.core.cache import cache
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import CharField

# So long may what an office has switched off be told by another process.
SECONDS = 10
KEY = "check-settings"


Chosen = dict[str, tuple[bool, dict[str, int]]]


class CheckSettingQuerySet(models.QuerySet):
    def chosen(self) -> Chosen:
        """{name of a check: whether it is on, its limits}, as they were some seconds ago at most."""
        return cast(Chosen, cache.get_or_set(KEY, self._read, SECONDS))

    def _read(self):
        return {name: (is_on, limits) for name, is_on, limits in self.values_list("name", "is_on", "limits")}


class CheckSetting(models.Model):
    """Of a check, where the office has chosen otherwise than the registry."""

    name = CharField(_("name"), max_length=60, unique=True)
    is_on = models.BooleanField(_("on"), default=True)
    limits = models.JSONField(_("limits"), default=dict, blank=True)

    objects = CheckSettingQuerySet.as_manager()

    class Meta:
        verbose_name = _("check before publishing")
        verbose_name_plural = _("checks before publishing")
        ordering = ["name"]
        default_permissions = ("change",)

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        cache.delete(KEY)

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        cache.delete(KEY)
        return deleted
