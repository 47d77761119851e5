"""The columns of the spreadsheets, for going out and coming back in."""

from collections import OrderedDict

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from import_export import fields, resources

from . import widgets
from .languages import columns
from .matching import normalise
from .models import Contact, LabelAward, Membership, Organisation, School

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class Cell(fields.Field):
    """A column: what it is called, what kind of value its cells hold, whether a file may set it."""

    def __init__(self, label, attribute, widget=None, *, kind="text", language="", comes_in=True):
        super().__init__(attribute=attribute, widget=widget or widgets.Text())
        self.label, self.kind, self.language, self.comes_in = label, kind, language, comes_in

    def header(self) -> str:
        """In the active language; a translated column names its own: “Job title (fr)”."""
        label = capfirst(str(self.label))
        return f"{label} ({self.language})" if self.language else label


def translated(field: str, label) -> dict[str, Cell]:
    return {
        name: Cell(label, name, language=language)
        for name, language in zip(columns(field), LANGUAGES, strict=True)
    }


def day() -> widgets.Day:
    return widgets.Day(LANGUAGES)


def choice(choices) -> widgets.Choice:
    return widgets.Choice(choices, LANGUAGES)


class SheetResource(resources.ModelResource):
    """A resource whose columns are listed one by one, and recognised by their header in any language."""

    name: str
    cells: dict[str, Cell]

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.fields = OrderedDict(self.cells)
        for key, cell in self.fields.items():
            cell.column_name = key

    def recognise(self, header: str) -> str | None:
        """The key of the column with that header, in any language of the site; None when unknown."""
        return self._headers().get(normalise(header))

    def _headers(self) -> dict[str, str]:
        known = {}
        for language in LANGUAGES:
            with override(language):
                for key, cell in self.cells.items():
                    # A header without its language means the reader's own only where nothing else fits.
                    known[normalise(cell.header())] = key
                    known[normalise(key)] = key
        return known

    def export_row(self, obj, keys: list[str]) -> list:
        return [self.cells[key].export(obj) for key in keys]


class ContactResource(SheetResource):
    name = "contact"
    cells = {
        "id": Cell(_("number"), "id", widgets.WholeNumber(), kind="number"),
        "first_name": Cell(_("first name"), "first_name"),
        "last_name": Cell(_("last name"), "last_name"),
        **translated("job_title", _("job title")),
        "organisation": Cell(_("organisation"), "organisation", widgets.Named()),
        "email": Cell(_("e-mail"), "email", kind="email"),
        "phones": Cell(_("telephone numbers"), "numbers", widgets.Numbers(), kind="phone"),
        "languages": Cell(_("languages spoken"), "languages", widgets.Spoken()),
        "is_press_contact": Cell(_("press contact"), "is_press_contact", widgets.YesNo()),
        "is_public": Cell(_("public"), "is_public", widgets.YesNo()),
        "data_source": Cell(_("where the data came from"), "data_source"),
        "data_collected_on": Cell(_("collected on"), "data_collected_on", day(), kind="date"),
        "legal_basis": Cell(_("legal basis"), "legal_basis", choice(Contact.LegalBasis)),
        "verified_on": Cell(_("verified on"), "verified_on", day(), kind="date", comes_in=False),
        "verified_by": Cell(_("verified by"), "verified_by", comes_in=False),
    }

    class Meta:
        model = Contact

    def get_queryset(self):
        # Out of every file, whoever asks: the people who object.
        return (
            Contact.objects.who_do_not_object()
            .select_related("organisation")
            .prefetch_related("phone_numbers")
        )


class OrganisationResource(SheetResource):
    name = "organisation"
    cells = {
        "id": Cell(_("number"), "id", widgets.WholeNumber(), kind="number"),
        "kind": Cell(_("kind"), "kind", choice(Organisation.Kind)),
        **translated("name", _("name")),
        **translated("short_name", _("short name")),
        "slug": Cell(_("address name"), "slug"),
        "website": Cell(_("website"), "website", kind="url"),
        "relation": Cell(_("relation to the network"), "school__relation", choice(School.Relation)),
        "cities": Cell(_("cities"), "school__cities"),
        **translated("presentation", _("presentation")),
        "director": Cell(_("director"), "institute__director", comes_in=False),
        "former_names": Cell(_("former names"), "former_name_list", widgets.NamedList(), comes_in=False),
    }

    class Meta:
        model = Organisation


class MembershipResource(SheetResource):
    name = "membership"
    cells = {
        "id": Cell(_("number"), "id", widgets.WholeNumber(), kind="number"),
        "institute": Cell(_("institute"), "institute", widgets.Named()),
        "school": Cell(_("school"), "school", widgets.Named()),
        "role": Cell(_("role"), "role", choice(Membership.Role)),
        "order": Cell(_("order"), "order", widgets.WholeNumber(), kind="number"),
    }

    class Meta:
        model = Membership

    def get_queryset(self):
        return Membership.objects.select_related("institute", "school")


class LabelAwardResource(SheetResource):
    name = "labelaward"
    cells = {
        "id": Cell(_("number"), "id", widgets.WholeNumber(), kind="number"),
        "institute": Cell(_("institute"), "institute", widgets.Named()),
        "year": Cell(_("year"), "year", widgets.WholeNumber(), kind="number"),
        "announced_on": Cell(_("announced on"), "announced_on", day(), kind="date"),
        **translated("awarding_body", _("awarding body")),
    }

    class Meta:
        model = LabelAward

    def get_queryset(self):
        return LabelAward.objects.select_related("institute")


RESOURCES = {
    r.name: r for r in (ContactResource, OrganisationResource, MembershipResource, LabelAwardResource)
}
