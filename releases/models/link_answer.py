from typing import cast

from django.core.cache import cache
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import CharField

SECONDS = 10
KEY = "links-that-fail"
# More are not told of.
MOST_FAILING = 5_000
LONGEST_ADDRESS = 1_000


class LinkAnswerQuerySet(models.QuerySet):
    def failing(self) -> dict[str, "LinkAnswer"]:
        """{address: its answer}, as they were some seconds ago at most."""
        return cast(dict[str, LinkAnswer], cache.get_or_set(KEY, self._read_failing, SECONDS))

    def _read_failing(self):
        failing = self.exclude(problem="").order_by("-asked_at", "-pk")[:MOST_FAILING]
        return {answer.address: answer for answer in cast("models.QuerySet[LinkAnswer]", failing)}


class LinkAnswer(models.Model):
    """What an address outside of this site answered when `check_links` asked it last."""

    class Problem(models.TextChoices):
        GONE = "gone", _("it says that there is no such page")
        REFUSED = "refused", _("it refuses to show the page")
        BROKEN = "broken", _("it answers with an error")
        SILENT = "silent", _("it does not answer")
        NOT_PUBLIC = "not_public", _("it is not an address of the public network")
        ASTRAY = "astray", _("it leads on too many times")

    address = CharField(_("address"), max_length=LONGEST_ADDRESS, unique=True)
    problem = models.CharField(_("problem"), max_length=20, choices=Problem, blank=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    asked_at = models.DateTimeField(_("asked at"))

    objects = LinkAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer of a link")
        verbose_name_plural = _("answers of links")
        ordering = ["address"]
        default_permissions = ()

    def __str__(self):
        return self.address
