import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from common import dates
from common.fields import NameField, TextField, URLField
from common.languages import IN_NO_LANGUAGE, columns
from common.pictures import CleanFile
from common.search import Level, Searched, SearchedQuerySet
from common.slugs import SlugField, refuse_taken
from common.stored_files import StoredFileField
from common.uploads import validate_image


class LogoFile(CleanFile):
    instance: "Organisation"

    @property
    def url(self):
        # The form may show the organisation with another slug, which is not saved yet.
        stored = Organisation.objects.filter(logo=self.name).values_list("slug", flat=True).first()
        return reverse("logo", kwargs={"slug": stored or self.instance.slug})


class LogoField(StoredFileField):
    """Uploads have no public folder: the address of a logo is that of the view that shows it."""

    attr_class = LogoFile


class Organisation(Searched):
    SEARCHED = {"name": Level.TITLE, "short_name": Level.TITLE}

    class Kind(models.TextChoices):
        SCHOOL = "school", _("school")
        INSTITUTE = "institute", _("Carnot institute")
        NETWORK = "network", _("network")
        AGENCY = "agency", _("agency")
        MINISTRY = "ministry", _("ministry")
        COMPANY = "company", _("company")
        OTHER = "other", _("other")

    own_kind: "Organisation.Kind | None" = None

    name = NameField(_("name"), max_length=200)
    short_name = NameField(_("short name"), max_length=60, blank=True)
    slug = SlugField(
        _("address name"), max_length=80, unique=True, help_text=_("The last part of the page's address.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    website = URLField(_("website"), blank=True)
    logo = LogoField(
        _("logo"),
        upload_to="logos/",
        blank=True,
        validators=[validate_image],
        help_text=_("PNG, JPEG or WebP, at most 25 MB."),
    )

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["slug"]
        permissions = [
            ("export_organisation", _("Can export organisations, memberships and awards")),
            ("import_organisation", _("Can import organisations, memberships and awards")),
        ]
        constraints = [models.UniqueConstraint(Lower("slug"), name="organisation_slug_any_case")]

    def __str__(self):
        return self.short_name or self.name or self.slug

    def save(self, *args, **kwargs):
        if self.own_kind:
            self.kind = self.own_kind
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        page = {self.Kind.INSTITUTE: "institute", self.Kind.SCHOOL: "school"}.get(self.Kind(self.kind))
        return reverse(page, kwargs={"slug": self.slug}) if page else self.website

    def clean(self):
        _require_name(self)
        refuse_taken(self.slug, "slug", Organisation.objects.exclude(pk=self.pk))

    @property
    def former_name_list(self) -> list[str]:
        return [former.name for former in self.former_names.all()]

    def name_on(self, day: datetime.date, language: str) -> str:
        """The name borne on that day: the earliest recorded new name that came after it, else today's."""
        later = [former for former in self.renamings if day < former.until]
        with override(language):
            return min(later, key=lambda f: (f.until, f.pk)).name if later else self.name

    @cached_property
    def renamings(self) -> list["FormerName"]:
        """Given beforehand where many organisations are named."""
        return [former for former in self.former_names.all() if former.kind == FormerName.Kind.RENAMED]


class FormerName(Searched):
    SEARCHED = {"name": Level.TITLE}

    class Kind(models.TextChoices):
        RENAMED = "renamed", _("former name")
        MERGED = "merged", _("organisation merged into this one")
        SPELLING = "spelling", _("other spelling")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="former_names", verbose_name=_("organisation")
    )
    name = NameField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.RENAMED)
    until = dates.DayField(
        _("until"),
        within=dates.SCHOOLS,
        null=True,
        blank=True,
        help_text=_("The first day of the name that followed."),
    )

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = [models.F("until").desc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="renamed") | models.Q(until__isnull=False),
                name="former_name_has_its_day",
                violation_error_message=_("A former name needs the day on which it was given up."),
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        _require_name(self)


def _require_name(organisation):
    names = columns("name")
    if not any(getattr(organisation, column) for column in names):
        sentence = _("Give the name in at least one language.")
        raise ValidationError({names[0]: ValidationError(sentence, code=IN_NO_LANGUAGE)})


class SchoolQuerySet(SearchedQuerySet):
    def still_there(self):
        """Not those that have been merged into another: their pages stay, lists leave them out."""
        return self.filter(merged_into__isnull=True)


class School(Organisation):
    class Relation(models.TextChoices):
        SCHOOL = "school", _("school of the network")
        SUBSIDIARY = "subsidiary", _("subsidiary")
        STRATEGIC_PARTNER = "strategic_partner", _("strategic partner")
        AFFILIATED = "affiliated", _("affiliated school")

    own_kind = Organisation.Kind.SCHOOL

    relation = models.CharField(
        _("relation to the network"), max_length=20, choices=Relation, default=Relation.SCHOOL
    )
    cities = NameField(_("cities"), max_length=200, blank=True, help_text=_("Separated by commas."))
    presentation = TextField(
        _("presentation"), blank=True, help_text=_("A few sentences for the school's page.")
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_schools",
        verbose_name=_("merged into"),
    )
    merged_on = dates.DayField(
        _("merged on"),
        within=dates.SCHOOLS,
        null=True,
        blank=True,
        help_text=_("The first day on which it was no longer a school."),
    )
    # What a merger moved and removed, for its undo; renaming.py writes and reads it.
    merger = models.JSONField(default=dict, editable=False)

    objects = SchoolQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True, merged_on__isnull=True)
                | models.Q(merged_into__isnull=False, merged_on__isnull=False),
                name="merged_school_has_its_day",
                violation_error_message=_("Give both: the school it was merged into, and the day."),
            )
        ]

    def save(self, *args, **kwargs):
        if self.merger and self.merger["successor"] != self.merged_into_id:
            # Corrected by hand in the form: there is nothing left to undo.
            self.merger = {}
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.merged_into and self in (self.merged_into, self.merged_into.merged_into):
            raise ValidationError({"merged_into": _("A school cannot be merged into itself.")})


class Institute(Organisation):
    own_kind = Organisation.Kind.INSTITUTE

    presentation = TextField(
        _("presentation"), blank=True, help_text=_("A few sentences for the institute's page.")
    )
    director = models.ForeignKey(
        "Contact",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="directed_institutes",
        verbose_name=_("director"),
        help_text=_("A second position goes into the person’s own job title."),
    )
    schools = models.ManyToManyField(
        School, through="Membership", related_name="institutes", verbose_name=_("schools")
    )

    class Meta:
        verbose_name = _("Carnot institute")
        verbose_name_plural = _("Carnot institutes")
        ordering = ["slug"]

    @property
    def public_director(self):
        """The director, where the person may be shown."""
        director = self.director
        return director if director and director.is_public and not director.objected_on else None

    @property
    def labelled_since(self) -> int | None:
        return min((award.year for award in self.awards.all()), default=None)
