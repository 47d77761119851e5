from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import formats, timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import dates, languages
from common.fields import CharField, NameField, TextField
from common.search import Level, Searched
from common.slugs import LENGTH, SlugField, propose_slug
from institutes.models import Contact, Institute, School

from ..texts.fields import RichTextField
from .boilerplate import Boilerplate
from .edition import Address, Edition
from .following import TO_READ, FollowsSource
from .states import ReleaseQuerySet, Status
from .translation_state import TranslationStateField, compared_columns, state_columns

# The texts of one language, in the order in which they are read.
TEXTS = ("title", "subtitle", "standfirst", "city", "body", "slug")
# Without these a language is not a release.
REQUIRED_TEXTS = ("title", "standfirst", "city", "body")


class ReferenceCounter(models.Model):
    """The last number given in a year: numbers of deleted releases are not given again."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    last = models.PositiveIntegerField(_("last number given"), default=0)

    def __str__(self):
        return f"{self.year}: {self.last}"

    @classmethod
    def next_reference(cls, year: int) -> str:
        with transaction.atomic():
            cls.objects.get_or_create(year=year)
            counter = cls.objects.select_for_update().get(year=year)
            counter.last += 1
            # Fixtures bring references of their own, past the counter.
            while Release.objects.filter(reference=_reference(year, counter.last)).exists():
                counter.last += 1
            counter.save(update_fields=["last"])
            return _reference(year, counter.last)


def _reference(year: int, number: int) -> str:
    return f"CP-{year}-{number:03}"


def source_language_choices():
    return settings.LANGUAGES


def default_language():
    return settings.LANGUAGE_CODE


class Release(FollowsSource, Searched):
    SEARCHED = {
        "reference": Level.TITLE,
        "title": Level.TITLE,
        "subtitle": Level.STANDFIRST,
        "standfirst": Level.STANDFIRST,
        "city": Level.STANDFIRST,
        "body": Level.BODY,
    }

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press_release", _("Press release")
        MEDIA_ALERT = "media_alert", _("Media alert")
        STATEMENT = "statement", _("Statement")
        PRESS_KIT = "press_kit", _("Press kit")

    reference = models.CharField(
        _("reference"),
        max_length=20,
        unique=True,
        editable=False,
        help_text=_("Given once, at the first save."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PRESS_RELEASE)
    source_language = models.CharField(
        _("written in"),
        max_length=10,
        choices=source_language_choices,
        default=default_language,
        help_text=_("The language that the others are translated from."),
    )
    issued_on = dates.DayField(
        _("date of issue"),
        null=True,
        blank=True,
        help_text=_("The date in the dateline. Empty: the day on which it goes live."),
    )
    embargo_until = dates.MomentField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Paris time. No language can go live before this moment."),
    )
    institutes = models.ManyToManyField(
        Institute, blank=True, related_name="releases", verbose_name=_("Carnot institutes")
    )
    schools = models.ManyToManyField(School, blank=True, related_name="releases", verbose_name=_("schools"))
    topics: models.ManyToManyField = models.ManyToManyField(
        "Topic", blank=True, related_name="releases", verbose_name=_("topics")
    )
    contacts = models.ManyToManyField(Contact, through="ReleaseContact", related_name="releases")
    boilerplates = models.ManyToManyField(
        Boilerplate, through="releases.ReleaseBoilerplate", related_name="releases"
    )
    city = NameField(
        _("city"), max_length=80, blank=True, help_text=_("The place in the dateline, for example Paris.")
    )
    title = CharField(
        _("title"), max_length=200, blank=True, help_text=_("One line, without a final full stop.")
    )
    subtitle = CharField(_("subtitle"), max_length=250, blank=True)
    slug = SlugField(
        _("address name"),
        max_length=120,
        blank=True,
        help_text=_("The last part of the page's address; proposed from the title."),
    )
    standfirst = TextField(
        _("standfirst"),
        max_length=1200,
        blank=True,
        help_text=_("Two or three sentences that say it all to those who read no further."),
    )
    body = RichTextField(_("body"), blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False
    )
    # After the texts, which are clean then.
    translation_state = TranslationStateField(_("state of the translation"))
    # Whether approved texts contradict those of the source: releases/workflow/contradictions.py.
    differs = models.BooleanField(_("differs from its source"), default=False, editable=False)
    # {"en": {"title": "…", …}}: the source texts that each translation was made from.
    translated_from = models.JSONField(default=dict, editable=False)
    # {fingerprint of a finding: who dismissed it, when and why}; releases/workflow/dismissals.py.
    dismissed = models.JSONField(default=dict, editable=False)
    revision = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("Increases with each save; used to detect conflicting edits.")
    )
    # The mark of the form that it was added by: the same form, sent again, makes no second release.
    form_token = models.UUIDField(null=True, unique=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    begun_on = models.DateField(default=timezone.localdate, editable=False)
    # What has no date yet stands at the day on which it was begun. Kept, so that lists follow an index.
    listed_on = models.GeneratedField(
        expression=Coalesce("issued_on", "begun_on"), output_field=models.DateField(), db_persist=True
    )
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")
        ordering = ["-listed_on", "-id"]
        indexes = [
            models.Index(fields=["listed_on", "id"], name="release_in_order"),
            models.Index(fields=["issued_on"], name="release_by_date"),
            *(
                models.Index(fields=[f"status_{code}", "listed_on", "id"], name=f"release_by_status_{code}")
                for code, _name in settings.LANGUAGES
            ),
            *(
                models.Index(
                    fields=[f"translation_state_{code}", "listed_on", "id"],
                    name=f"release_translation_{code}",
                )
                for code, _name in settings.LANGUAGES
            ),
            *(
                models.Index(
                    fields=["id"],
                    name=f"release_differs_{code}",
                    condition=models.Q(**{f"differs_{code}": True}),
                )
                for code, _name in settings.LANGUAGES
            ),
        ]
        permissions = [
            ("approve_release", _("Can approve and return releases")),
            ("override_approval", _("Can approve a release they submitted, with a reason")),
            ("withdraw_release", _("Can withdraw releases")),
            ("export_release", _("Can export the list of releases")),
            ("write_every_language", _("Can write in every language")),
            *(
                (f"write_{code}", format_lazy(_("Can write in {language}"), language=name))
                for code, name in ((code, languages.SPOKEN.get(code, code)) for code in languages.LANGUAGES)
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.any_title()}".strip()

    def save(self, *args, **kwargs):
        with transaction.atomic():
            if not self.reference:
                year = (self.issued_on or timezone.localdate()).year
                self.reference = ReferenceCounter.next_reference(year)
            named = kwargs.get("update_fields")
            if named and compared_columns() & set(named):
                kwargs["update_fields"] = {*named, *state_columns()}
            if not named:
                saved = Release.objects.select_for_update().filter(pk=self.pk)
                self.revision = (saved.values_list("revision", flat=True).first() or 0) + 1
            super().save(*args, **kwargs)

    def clean(self):
        self.propose_slugs()
        self.check_consistency()

    def propose_slugs(self):
        for language in languages.LANGUAGES:
            column, proposed = (
                languages.column_in(language, "slug"),
                propose_slug(self.text("title", language)),
            )
            # The form proposes it too, while a title is typed, and knows no other release.
            if getattr(self, column) in ("", None, proposed):
                setattr(self, column, self.free_slug(language, proposed))

    def free_slug(self, language: str, slug: str) -> str:
        """A copy of a release has its title; another address is proposed than it has."""
        if not slug:
            return ""
        year, number = self._year_in(language), 1
        numbered = slug
        while self._others_at(language, year, numbered).exists():
            number += 1
            numbered = f"{slug[: LENGTH - len(str(number)) - 1]}-{number}"
        return numbered

    def check_consistency(self):
        """With itself and with others; raises ValidationError."""
        if not self.any_title():
            column = languages.column_in(self.source_language, "title")
            sentence = _("Give the release a title in at least one language.")
            raise ValidationError({column: ValidationError(sentence, code=languages.IN_NO_LANGUAGE)})
        self.check_dates()

    def check_dates(self):
        """The embargo, and the addresses, which have a year in them; raises ValidationError."""
        self._check_embargo()
        self._check_addresses()

    def _check_addresses(self):
        """An address once given is not asked about again, so that nobody is kept from saving by it."""
        saved = Release.objects.filter(pk=self.pk).first()
        for language in languages.LANGUAGES:
            slug, year = self.text("slug", language), self._year_in(language)
            if saved and (saved.text("slug", language), saved._year_in(language)) == (slug, year):
                continue
            self.check_address(language, slug)

    def check_address(self, language: str, slug: str) -> None:
        """Refuses one that another release has."""
        year = self._year_in(language)
        if slug and (holder := self._others_at(language, year, slug).first()):
            sentence = _(
                "“%(name)s” already has this address (%(year)s/%(slug)s); capital letters "
                "make no difference. Change this address name."
            )
            names = {"name": holder, "year": year, "slug": slug}
            raise ValidationError({languages.column_in(language, "slug"): sentence % names})

    def _year_in(self, language):
        """The year in the address of this language, as far as it is known."""
        if self.issued_on:
            return self.issued_on.year
        claimed = Address.objects.filter(release=self.pk, language=language) if self.pk else ()
        return min((address.year for address in claimed), default=timezone.localdate().year)

    def _others_at(self, language, year, slug):
        """Other releases that have this address, or would have it if they were approved this year."""
        in_year = Q(issued_on__year=year)
        if year == timezone.localdate().year:
            in_year |= Q(issued_on__isnull=True, addresses__isnull=True)
        same_slug = Q(**{f"{languages.column_in(language, 'slug')}__iexact": slug})
        claimed = Address.objects.filter(language=language, year=year, slug__iexact=slug)
        others = Release.objects.exclude(pk=self.pk)
        if self.form_token:
            # The same form, sent twice at the same moment, is no other release.
            others = others.exclude(form_token=self.form_token)
        return others.filter(same_slug & in_year | Q(pk__in=claimed.values("release")))

    def _check_embargo(self):
        """An embargo set after the approval holds for what is scheduled, too."""
        coming = Edition.objects.filter(release=self.pk, live_from__gt=timezone.now()).live_or_scheduled()
        early = coming.filter(live_from__lt=self.embargo_until).first() if self.embargo_until else None
        if early:
            sentence = _(
                "%(language)s is scheduled for %(when)s, before the embargo ends. "
                "Cancel the schedule first, or approve it for later."
            )
            when = formats.date_format(timezone.localtime(early.live_from), "DATETIME_FORMAT")
            names = {"language": languages.own_name(early.language), "when": when}
            raise ValidationError({"embargo_until": sentence % names})

    def text(self, field: str, language: str) -> str:
        """The desk's text of that language and no other; '' where there is none."""
        return getattr(self, languages.column_in(language, field)) or ""

    def texts(self, language: str) -> dict[str, str]:
        return {field: self.text(field, language) for field in TEXTS}

    def has_text(self, language: str) -> bool:
        return any(self.text(field, language) for field in TO_READ)

    def is_finished(self, language: str) -> bool:
        return all(self.text(field, language) for field in REQUIRED_TEXTS)

    def any_title(self) -> str:
        first = [self.source_language, *languages.others(self.source_language)]
        return next((title for code in first if (title := self.text("title", code))), "")

    def status_in(self, language: str) -> Status:
        return Status(getattr(self, languages.column_in(language, "status")) or Status.DRAFT)


class ReleaseContact(models.Model):
    release = models.ForeignKey(Release, models.CASCADE, related_name="contact_lines")
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="release_lines", verbose_name=_("contact")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "contact"],
                name="contact_once_a_release",
                violation_error_message=_("This contact is already in the release."),
            )
        ]

    def __str__(self):
        return str(self.contact)
