from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext, pgettext_lazy
from phonenumber_field.modelfields import PhoneNumberField
from phonenumbers import country_code_for_region

from common import dates
from common.fields import CharField, EmailField, NameField
from common.search import Level, Searched, SearchedQuerySet
from common.telephones import MAX_EXTENSION_LENGTH, with_extension

from .organisation import Organisation

E164 = r"^\+[1-9][0-9]{6,14}$"


class ContactQuerySet(SearchedQuerySet):
    def for_the_press(self):
        """People whom a journalist may call: public press contacts who do not object."""
        return self.who_do_not_object().filter(is_press_contact=True, is_public=True)

    def who_do_not_object(self):
        """The only people that an export or a mailing may hold."""
        return self.filter(objected_on__isnull=True)

    def untouched_since(self, moment):
        """Contacts that nobody has changed or verified since: what the retention report lists."""
        return self.filter(
            models.Q(verified_on__isnull=True) | models.Q(verified_on__lt=timezone.localdate(moment)),
            updated_at__lt=moment,
        )


class Contact(Searched):
    SEARCHED = {
        "first_name": Level.TITLE,
        "last_name": Level.TITLE,
        "email": Level.TITLE,
        "job_title": Level.STANDFIRST,
    }

    class LegalBasis(models.TextChoices):
        LEGITIMATE_INTEREST = "legitimate_interest", _("legitimate interest")
        CONSENT = "consent", _("consent")
        CONTRACT = "contract", _("contract")
        PUBLIC_TASK = "public_task", _("public task")

    first_name = NameField(_("first name"), max_length=80, blank=True)
    last_name = NameField(_("last name"), max_length=80)
    job_title = CharField(_("job title"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("organisation"),
    )
    email = EmailField(_("e-mail"), blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    is_press_contact = models.BooleanField(
        _("press contact"), default=False, help_text=_("Answers questions from journalists.")
    )
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("May be shown on the public pages.")
    )
    data_source = CharField(
        _("where the data came from"), max_length=200, blank=True, help_text=_("GDPR, article 14.")
    )
    data_collected_on = dates.DayField(_("collected on"), within=dates.PAST, null=True, blank=True)
    legal_basis = models.CharField(
        _("legal basis"), max_length=30, choices=LegalBasis, blank=True, help_text=_("GDPR, article 6.")
    )
    objected_on = dates.DayField(
        _("objected on"),
        within=dates.PAST,
        null=True,
        blank=True,
        help_text=_("The person objects to this use of the data: it is neither shown nor sent anywhere."),
    )

    verified_on = dates.DayField(
        _("verified on"),
        within=dates.PAST,
        null=True,
        blank=True,
        help_text=_("The day on which somebody last verified this contact."),
    )
    verified_by = NameField(_("verified by"), max_length=200, blank=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["last_name", "first_name", "id"]
        # No "delete": it would leave the copies of the contact where they are. A person leaves by erasure.
        default_permissions = ("view", "add", "change")
        permissions = [
            ("export_contact", _("Can export contacts")),
            ("import_contact", _("Can import contacts")),
            ("merge_contact", _("Can merge contacts")),
            ("erase_contact", _("Can erase contacts")),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="contact_email_once",
                violation_error_message=_("Another contact already has this e-mail address."),
            )
        ]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def all_ids(self) -> set[int]:
        """Its own, and those of the contacts merged into it: copies made before the merge bear theirs."""
        merged = self.merges.filter(undone_at__isnull=True).values_list("removed__id", flat=True)
        return {self.pk, *merged}

    @property
    def numbers(self) -> list[str]:
        return [phone.dialled for phone in self.phone_numbers.all()]


class PhoneNumber(models.Model):
    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="phone_numbers", verbose_name=_("contact")
    )
    number = PhoneNumberField(_("number"), max_length=16)
    extension = CharField(
        pgettext_lazy("telephone", "extension"),
        max_length=MAX_EXTENSION_LENGTH,
        blank=True,
        validators=[RegexValidator(r"^[0-9]+\Z", _("An extension has digits only."))],
        help_text=_("Dialled after the number of the switchboard; digits only."),
    )
    label = NameField(
        pgettext_lazy("telephone", "label"), max_length=60, blank=True, help_text=_("Office, mobile…")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("telephone number")
        verbose_name_plural = _("telephone numbers")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__regex=E164),
                name="phone_number_is_e164",
                violation_error_message=_(
                    "Write the number with its country code, for example +33 1 41 11 37 89."
                ),
            )
        ]

    def __str__(self):
        return self.display(settings.LANGUAGE_CODE)

    def display(self, language: str) -> str:
        """National form for readers at home, international for everybody else."""
        home = country_code_for_region(settings.PHONENUMBER_DEFAULT_REGION)
        at_home = language == settings.LANGUAGE_CODE and self.number.country_code == home
        shown = self.number.as_national if at_home else self.number.as_international
        if not self.extension:
            return shown
        with override(language):
            return pgettext("telephone", "%(number)s ext. %(extension)s") % {
                "number": shown,
                "extension": self.extension,
            }

    @property
    def dialled(self) -> str:
        """As a link dials it: +33175314082;ext=12."""
        return with_extension(self.number.as_e164, self.extension)
