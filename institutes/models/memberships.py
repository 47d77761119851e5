from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from common import dates
from common.fields import NameField
from common.search import Level, Searched, SearchedQuerySet

from .organisation import Institute, School


class Membership(models.Model):
    class Role(models.TextChoices):
        MEMBER = "member", _("member school")
        SUBSIDIARY = "subsidiary", _("subsidiary")
        STRATEGIC_PARTNER = "strategic_partner", _("strategic partner")

    institute = models.ForeignKey(
        Institute, models.CASCADE, related_name="memberships", verbose_name=_("institute")
    )
    school = models.ForeignKey(School, models.CASCADE, related_name="memberships", verbose_name=_("school"))
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["institute", "school"],
                name="membership_once",
                violation_error_message=_("This school is already a member of this institute."),
            )
        ]

    def __str__(self):
        return f"{self.institute} – {self.school}"


class LabelAward(Searched):
    SEARCHED = {"awarding_body": Level.TITLE}

    institute = models.ForeignKey(
        Institute, models.CASCADE, related_name="awards", verbose_name=_("institute")
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2006), MaxValueValidator(2100)]
    )
    announced_on = dates.DayField(
        _("announced on"), null=True, blank=True, help_text=_("Leave empty when only the year is known.")
    )
    awarding_body = NameField(_("awarding body"), max_length=200, blank=True)

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("label award")
        verbose_name_plural = _("label awards")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["institute", "year"],
                name="award_once_a_year",
                violation_error_message=_("This institute already has an award for this year."),
            )
        ]

    def __str__(self):
        return f"{self.institute} {self.year}"

    def clean(self):
        if self.year and self.year > dates.OFFICE.last.year:
            raise ValidationError({"year": _("This year is too far in the future for an award.")})
        if self.announced_on and self.year and self.announced_on.year != self.year:
            raise ValidationError({"announced_on": _("This day is not in the year of the award.")})
