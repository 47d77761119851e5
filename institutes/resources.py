from collections.abc import Sequence

from django.db.models import QuerySet, TextField
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.dates import PAST
from common.email_parsing import words_beside_address
from common.languages import columns
from exchange.columns import LANGUAGES, ColumnField, choice, day, id_column, translated_columns
from exchange.readers import as_text
from exchange.resources import People, SheetResource
from exchange.widgets import (
    Email,
    PhoneNumbers,
    Prose,
    Reference,
    SpokenLanguages,
    TextList,
    Website,
    WholeNumber,
    YesNo,
)

from . import address_book
from .columns import organisations as organisation_columns
from .columns import readers, widgets
from .columns.objections import is_about_calls, may_be_objection, may_hold_objections
from .columns.recognising import (
    UNCERTAIN,
    column_by_alias,
    is_alias,
    is_id_header,
    known_as,
    refine_by_content,
)
from .models import Contact, LabelAward, Membership, Organisation, School
from .organisation_names import OrganisationNames


class DirectoryResource(SheetResource):
    """Cells may name an organisation, and rows may be about people."""

    reference_model = Organisation

    def references(self):
        return OrganisationNames()

    def contacts(self, queryset: QuerySet, keys: Sequence[str]) -> QuerySet[Contact]:
        """Whom a file of these rows and columns is about, those who object included."""
        return Contact.objects.none()

    def people(self, queryset, keys):
        contacts = self.contacts(queryset, keys)
        withheld = contacts.filter(objected_on__isnull=False).count()
        return People(contacts.count() - withheld, withheld)


class ContactResource(DirectoryResource):
    name = "contact"
    vcard_keys = address_book.KEYS
    columns = {
        "id": id_column(_("contact number in the press room")),
        "first_name": ColumnField(_("first name"), "first_name", widgets.Name()),
        "last_name": ColumnField(_("last name"), "last_name", widgets.LastName()),
        **translated_columns("job_title", _("job title")),
        "organisation": ColumnField(
            _("organisation"),
            "organisation",
            Reference(may_be_empty=True),
            reader=readers.organisation("organisation_id"),
        ),
        "email": ColumnField(_("e-mail"), "email", Email(), kind="email"),
        "phones": ColumnField(
            _("telephone numbers"),
            "numbers",
            PhoneNumbers(),
            kind="phone",
            reader=readers.numbers,
        ),
        "languages": ColumnField(
            _("languages spoken"),
            "languages",
            SpokenLanguages(),
            reader=as_text("languages"),
        ),
        "is_press_contact": ColumnField(_("press contact"), "is_press_contact", YesNo()),
        "is_public": ColumnField(_("public"), "is_public", YesNo()),
        "data_source": ColumnField(_("where the data came from"), "data_source"),
        "data_collected_on": ColumnField(_("collected on"), "data_collected_on", day(PAST), kind="date"),
        "legal_basis": ColumnField(_("legal basis"), "legal_basis", choice(Contact.LegalBasis)),
        "verified_on": ColumnField(_("verified on"), "verified_on", day(PAST), kind="date", importable=False),
        "verified_by": ColumnField(_("verified by"), "verified_by", importable=False),
    }
    import_only = {
        "full_name": ColumnField(_("first and last name together"), "full_name"),
        "full_name_reversed": ColumnField(_("last name, then first name"), "full_name"),
        "job_title": ColumnField(_("job title (language detected)"), "job_title"),
        "email_other": ColumnField(_("another e-mail, where the first is empty"), "email", repeats=True),
        "email_label": ColumnField(_("label of the next e-mail"), "label", repeats=True),
        "phone": ColumnField(_("number to add"), "numbers", kind="phone", repeats=True),
        "phone_mobile": ColumnField(_("number to add: mobile"), "numbers", kind="phone", repeats=True),
        "phone_office": ColumnField(_("number to add: office"), "numbers", kind="phone", repeats=True),
        "phone_main": ColumnField(_("number to add: switchboard"), "numbers", kind="phone", repeats=True),
        "phone_extension": ColumnField(
            _("extension of the preceding number"), "numbers", kind="phone", repeats=True
        ),
        "phone_label": ColumnField(_("label of the next number"), "label", repeats=True),
        "objected_on": ColumnField(
            _("objected on"), "objected_on", widgets.Objection(LANGUAGES), kind="date", repeats=True
        ),
        "not_a_person": ColumnField(_("name of an organisation or a group"), "last_name"),
        "consent": ColumnField(_("consent (only a refusal is used)"), "objected_on", repeats=True),
        "status": ColumnField(_("status (only an objection is used)"), "status", repeats=True),
    }

    class Meta:
        model = Contact

    def recognise(self, header):
        key = super().recognise(header) or column_by_alias(header)
        return key if key in self.columns or key in self.import_only else None

    def knows(self, header):
        return super().knows(header) or is_alias(header)

    def is_id_header(self, header):
        return is_id_header(header)

    def column_needs_review(self, key):
        return may_hold_objections(key) or key.startswith("email")

    def cell_needs_review(self, key, text):
        if key.startswith("email"):
            key, text = "", words_beside_address(text)
        return may_be_objection(key, text)

    def why_not_needed(self, header):
        if is_about_calls(header):
            return gettext(
                "An objection to calls or the like, not to e-mails: left out, unless you choose otherwise."
            )
        if self._is_private(header):
            return gettext("A private number: left out, unless you choose a meaning for it.")
        is_known = column_by_alias(header) == "ignored" or known_as(header, *UNCERTAIN)
        return gettext("Not needed here.") if is_known else super().why_not_needed(header)

    def is_always_listed(self, header):
        return self._is_private(header) or is_about_calls(header)

    def _is_private(self, header):
        return column_by_alias(header) == "private"

    def refine_by_content(self, headers, keys, rows):
        return refine_by_content(headers, keys, rows)

    def get_queryset(self):
        # Out of every file, whoever asks: the people who object.
        return (
            Contact.objects.who_do_not_object()
            .select_related("organisation")
            .prefetch_related("phone_numbers")
        )

    def exportable_rows(self, queryset):
        return queryset.filter(objected_on__isnull=True)

    def vcards(self, ids, site):
        return address_book.vcards(ids, site)

    def contacts(self, queryset, keys):
        return Contact.objects.filter(pk__in=queryset.order_by().values("pk"))


class OrganisationResource(DirectoryResource):
    name = "organisation"
    columns = {
        "id": id_column(_("organisation number in the press room")),
        "kind": ColumnField(_("kind"), "kind", choice(Organisation.Kind)),
        **translated_columns("name", _("name")),
        **translated_columns("short_name", _("short name")),
        "slug": ColumnField(_("address name"), "slug"),
        "website": ColumnField(_("website"), "website", Website(), kind="url"),
        "relation": ColumnField(_("relation to the network"), "school__relation", choice(School.Relation)),
        "cities": ColumnField(_("cities"), "school__cities"),
        **translated_columns("presentation", _("presentation"), Prose()),
        "director": ColumnField(
            _("director"),
            "institute__director",
            widgets.Person(),
            importable=False,
            reader=readers.person("institute__director_id"),
        ),
        "former_names": ColumnField(
            _("former names"),
            "former_name_list",
            TextList(),
            importable=False,
            reader=readers.former_names,
        ),
    }

    class Meta:
        model = Organisation

    def recognise(self, header):
        return super().recognise(header) or organisation_columns.column_by_alias(header) or None

    def knows(self, header):
        return super().knows(header) or organisation_columns.is_alias(header)

    def is_id_header(self, header):
        return is_id_header(header)

    def why_not_needed(self, header):
        why = organisation_columns.why_left_out(header, self.columns["cities"].header())
        return why or super().why_not_needed(header)

    def is_always_listed(self, header):
        return organisation_columns.may_be_chosen(header)

    def refine_by_content(self, headers, keys, rows):
        return organisation_columns.refine_by_content(headers, keys, rows)

    def get_queryset(self):
        rows = Organisation.objects.select_related("school", "institute__director")
        return rows.annotate(**_presentations()).prefetch_related("former_names")

    def contacts(self, queryset, keys):
        if "director" not in keys:
            return Contact.objects.none()
        return Contact.objects.filter(directed_institutes__in=queryset.order_by().values("pk")).distinct()


def _presentations():
    """Schools and institutes have theirs in tables of their own."""
    return {
        name: Coalesce(f"school__{name}", f"institute__{name}", output_field=TextField())
        for name in columns("presentation")
    }


class MembershipResource(DirectoryResource):
    name = "membership"
    permissions_of = Organisation
    columns = {
        "id": id_column(_("membership number in the press room")),
        "institute": ColumnField(
            _("institute"), "institute", Reference(), reader=readers.organisation("institute_id")
        ),
        "school": ColumnField(_("school"), "school", Reference(), reader=readers.organisation("school_id")),
        "role": ColumnField(_("role"), "role", choice(Membership.Role)),
        "order": ColumnField(_("order"), "order", WholeNumber(), kind="number"),
    }

    class Meta:
        model = Membership

    def get_queryset(self):
        return Membership.objects.select_related("institute", "school")


class LabelAwardResource(DirectoryResource):
    name = "labelaward"
    permissions_of = Organisation
    columns = {
        "id": id_column(_("award number in the press room")),
        "institute": ColumnField(
            _("institute"), "institute", Reference(), reader=readers.organisation("institute_id")
        ),
        "year": ColumnField(_("year"), "year", WholeNumber(), kind="number"),
        "announced_on": ColumnField(_("announced on"), "announced_on", day(), kind="date"),
        **translated_columns("awarding_body", _("awarding body")),
    }

    class Meta:
        model = LabelAward

    def get_queryset(self):
        return LabelAward.objects.select_related("institute")
