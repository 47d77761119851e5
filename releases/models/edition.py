import datetime
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from common import moments
from common.compiled_queries import Parameter
from common.fields import CharField, NameField, TextField
from common.search import Level, Searched, Text, keep_words
from common.search.days import word_of
from common.search.index import purge
from common.slugs import SlugField
from institutes.models import Organisation

from ..texts.fields import DocumentField, RichTextField, clean_document
from ..texts.richtext import ALLOW_LIST, clean_html
from .edition_document import texts_around, without_people
from .interval import Interval
from .rendered import forget_rendered
from .sections import INDEXES_OF_SECTIONS

# The folder of the files that releases show; the record names them without it.
ROOT = "attachments/"
# All that may happen to an edition after the day it was approved.
CLOSING_FIELDS = frozenset({"live_until", "withdrawal_note", "withdrawn_at", "withdrawn_by"})


class Address(models.Model):
    """A public address, claimed by a release for ever: later editions may move, the old one redirects."""

    release = models.ForeignKey("Release", models.PROTECT, related_name="addresses")
    language = models.CharField(_("language"), max_length=10)
    year = models.PositiveSmallIntegerField(_("year"))
    slug = SlugField(_("address name"), max_length=120)

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(fields=["language", "year", "slug"], name="address_claimed_once")
        ]

    def __str__(self):
        return self.get_absolute_url()

    def get_absolute_url(self):
        with override(self.language):
            return reverse("release", kwargs={"year": self.year, "slug": self.slug})


class EditionQuerySet(models.QuerySet):
    def live(self, at: datetime.datetime | Parameter | None = None, language: str | Parameter | None = None):
        """What the public sees at that moment, now if the page shows no other: the only way to its texts and
        files."""
        at = at or moments.moment()
        live = self.filter(Q(live_until__isnull=True) | Q(live_until__gt=at), live_from__lte=at)
        return live.filter(language=language) if language else live

    def ever_live(self, at: datetime.datetime | None = None):
        """Live now or before: not what is scheduled, nor what was replaced or withdrawn before its hour."""
        at = at or moments.moment()
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")), live_from__lte=at)

    def withdrawn(self, at: datetime.datetime | None = None):
        """Editions that were public and were taken back: their address explains, and shows no text.

        A withdrawal is never for later: today's clock is not asked, for it may have been set back since.
        """
        taken_back = self.filter(withdrawn_at__gte=F("live_from"))
        at = at or moments.asked()
        return taken_back.filter(withdrawn_at__lte=at) if at else taken_back

    def with_online_since(self):
        """Adds online_since: when readers first had this language of the release, in whatever words."""
        seen = self.model.objects.ever_live().filter(
            release=OuterRef("release"), language=OuterRef("language")
        )
        return self.annotate(online_since=Subquery(seen.order_by("live_from").values("live_from")[:1]))

    def live_or_scheduled(self, at: datetime.datetime | None = None):
        """Live or scheduled: what a withdrawal or a newer edition closes."""
        at = at or timezone.now()
        ends_later = Q(live_until__gt=at) & Q(live_until__gt=F("live_from"))
        return self.filter(Q(live_until__isnull=True) | ends_later)

    def update(self, **values):
        if forbidden := values.keys() - CLOSING_FIELDS:
            raise TypeError(f"An edition never changes; refused: {', '.join(sorted(forbidden))}")
        return super().update(**values)

    update.alters_data = True

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        if update_conflicts:
            raise TypeError("An edition never changes; refused: update_conflicts.")
        return super().bulk_create(objs, *args, **kwargs)

    def forget_people(self, ids: set[int]) -> list["Edition"]:
        """The one change of a record that the law asks for: a person's copy becomes “removed”."""
        changed = []
        for edition in self.only("document", "release_id", "language", "reference").iterator():
            document = without_people(edition.document, ids)
            if document != edition.document:
                super(EditionQuerySet, self.model.objects.filter(pk=edition.pk)).update(document=document)
                keep_words(self.model, pk=edition.pk)
                forget_rendered(edition.pk)
                changed.append(edition)
        if changed:
            purge(self.model)
        return changed

    forget_people.alters_data = True

    def cleaned_before(self):
        """Kept under an allow-list that has changed since."""
        return self.exclude(document__allow_list=ALLOW_LIST)

    def clean_again(self) -> bool:
        """The other change of a record: what today's allow-list refuses is taken out. Whether any was."""
        [edition] = self.only("body", "document")
        body, document = clean_html(edition.body), clean_document(edition.document)
        changed = (body, document) != (edition.body, edition.document)
        super().update(body=body, document=document | {"allow_list": ALLOW_LIST})
        keep_words(self.model, pk=edition.pk)
        forget_rendered(edition.pk)
        return changed

    clean_again.alters_data = True

    def delete(self):
        raise TypeError("An edition is never deleted; withdraw it.")

    delete.alters_data = True
    delete.queryset_only = True


class Edition(Searched):
    """One language of one release as it was approved: the record that the public reads."""

    SEARCHED = {
        "reference": Level.TITLE,
        "title": Level.TITLE,
        "subtitle": Level.STANDFIRST,
        "standfirst": Level.STANDFIRST,
        "city": Level.STANDFIRST,
        "body": Level.BODY,
    }
    SEARCH_DAY = "issued_on"

    release = models.ForeignKey("Release", models.PROTECT, related_name="editions", verbose_name=_("release"))
    language = models.CharField(_("language"), max_length=10)
    number = models.PositiveIntegerField(_("number"))
    address = models.ForeignKey(Address, models.PROTECT, related_name="editions", verbose_name=_("address"))
    reference = models.CharField(_("reference"), max_length=20, db_index=True)
    kind = models.CharField(_("kind"), max_length=20)
    city = NameField(_("city"), max_length=80)
    issued_on = models.DateField(_("date"))
    title = CharField(_("title"), max_length=200)
    subtitle = CharField(_("subtitle"), max_length=250, blank=True)
    standfirst = TextField(_("standfirst"))
    body = RichTextField(_("body"))
    # Contacts, boilerplates, organisations and attachments as they stood; see workflow/composition.py.
    document = DocumentField(_("document"), default=dict)
    organisations: models.ManyToManyField = models.ManyToManyField(
        Organisation,
        through="EditionOrganisation",
        related_name="editions",
        verbose_name=_("organisations"),
    )
    topics = models.ManyToManyField("Topic", related_name="editions", verbose_name=_("topics"))
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True)
    change_note = TextField(_("change note"), blank=True)
    is_minor = models.BooleanField(_("minor change"), default=False)
    approved_at = models.DateTimeField(_("approved at"))
    approved_by = NameField(_("approved by"), max_length=200)
    withdrawal_note = TextField(_("public explanation"), blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    withdrawn_by = NameField(_("withdrawn by"), max_length=200, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-issued_on", "-live_from", "-id"]
        indexes = [
            # In the order of a list; pages are skipped, and choices counted, without reading rows.
            models.Index(
                fields=["language", "-issued_on", "-live_from", "-id", "live_until", "kind"],
                name="edition_list",
            ),
            *INDEXES_OF_SECTIONS,
            # What the record's clock asks for.
            models.Index(fields=["live_from"], name="edition_begins"),
            models.Index(fields=["live_until"], name="edition_ends"),
            models.Index(
                fields=["language", "withdrawn_at"],
                name="edition_taken_back",
                condition=Q(withdrawn_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["release", "language", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["release", "language"], condition=Q(live_until__isnull=True), name="one_open_edition"
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gte=F("live_from")),
                name="edition_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.language} {self.number}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            changed = set(kwargs.get("update_fields") or ())
            if not changed or changed - CLOSING_FIELDS:
                raise TypeError("An edition never changes; approve a correction instead.")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return self.address.get_absolute_url()

    def delete(self, *args, **kwargs):
        raise TypeError("An edition is never deleted; withdraw it.")

    def search_language(self, column):
        return self.language

    def search_texts(self):
        day = Text(Level.TITLE, None, word_of(self.issued_on))
        return [*super().search_texts(), day, *texts_around(self.document, self.language)]

    @property
    def interval(self) -> Interval:
        return Interval(self.live_from, self.live_until, self.withdrawn_at)

    @property
    def place_in_lists(self) -> dict[str, Any]:
        """`through_defaults` of organisations.set() and add()."""
        return {"language": self.language, "issued_on": self.issued_on, "live_from": self.live_from}

    @property
    def slug(self) -> str:
        return self.address.slug

    @property
    def year(self) -> int:
        return self.address.year

    @property
    def correction(self) -> dict | None:
        """The notice that stands above the text: number, date and note of the last correction."""
        notice = self.document.get("correction")
        return notice and {**notice, "date": datetime.date.fromisoformat(notice["date"])}

    @property
    def contacts(self) -> list[dict]:
        return self.document.get("contacts", [])

    @property
    def boilerplates(self) -> list[dict]:
        return self.document.get("boilerplates", [])

    @property
    def organisation_lines(self) -> list[dict]:
        return self.document.get("organisations", [])

    @property
    def attachments(self) -> list[dict]:
        return self.document.get("attachments", [])

    @property
    def taken_down(self) -> list[dict]:
        """What is told in the place of attachments that had to go."""
        return self.document.get("taken_down", [])

    @property
    def shown_files(self) -> list[dict]:
        return shown_files(self.document)

    @property
    def lead_picture(self) -> dict | None:
        return next((a for a in self.attachments if a["is_lead_picture"]), None)


def shown_files(document: dict) -> list[dict]:
    """The attachments, and what boilerplates show or link to."""
    return [*document.get("attachments", []), *document.get("boilerplate_files", [])]


def referenced_in_record(names: set[str]) -> set[str]:
    """Files that an edition shows, or has shown: its day may be asked for again."""
    paths = {name.removeprefix(ROOT) for name in names if name.startswith(ROOT)}
    shown = EditionFile.objects.filter(path__in=paths).values_list("path", flat=True)
    return {ROOT + path for path in shown}


class EditionFile(models.Model):
    """Which files an edition shows: a file is public while one of its editions is live."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="files")
    path = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "path"], name="edition_file_once")]

    def __str__(self):
        return self.path


class EditionOrganisation(models.Model):
    """Which organisations an edition is about; with its place in a list, so that theirs is read in order."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="organisation_places")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="edition_places")
    language = models.CharField(max_length=10)
    issued_on = models.DateField()
    live_from = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "language", "-issued_on", "-live_from", "-edition"],
                name="edition_organisation_list",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "organisation"], name="edition_organisation_once")
        ]

    def __str__(self):
        return f"{self.edition_id} {self.organisation_id}"
