"""The columns of the spreadsheets, for going out and coming back in."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import cached_property

from django.contrib.auth import get_permission_codename
from django.db.models import Model, QuerySet
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from import_export import resources

from . import readers, widgets
from .matching import normalise
from .models import Contact, LabelAward, Membership, Organisation, School
from .recognising import UNCERTAIN, by_content, column_elsewhere, is_name_elsewhere, is_number, known_as
from .sheet_columns import LANGUAGES, Cell, choice, day, own_number, translated

CHUNK = 2000


class SheetResource(resources.ModelResource):
    """A resource whose columns are listed one by one, and recognised by their header in any language."""

    name: str
    cells: dict[str, Cell]
    # What files of other programs hold in place of these; it only comes in.
    elsewhere: dict[str, Cell] = {}
    # Whether its rows are people, who fit into an address book.
    has_cards = False
    # The model whose permissions count, where it is not the resource's own.
    permissions_of: type[Model] | None = None

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.fields = OrderedDict(self.cells)
        for key, cell in (self.cells | self.elsewhere).items():
            cell.column_name = key

    @classmethod
    def of(cls, request):
        """For the files of one request; a resource with addresses in it wants to know the host."""
        return cls()

    @classmethod
    def permission(cls, act: str) -> str:
        """Who may `act`, export or import: institutes.export_contact."""
        opts = (cls.permissions_of or cls._meta.model)._meta
        return f"{opts.app_label}.{get_permission_codename(act, opts)}"

    @classmethod
    def seen_by(cls, user) -> bool:
        """The trial of an import shows what is there: nobody changes by a file what they may not see."""
        opts = cls._meta.model._meta
        acts = (get_permission_codename(act, opts) for act in ("view", "change"))
        return any(user.has_perm(f"{opts.app_label}.{act}") for act in acts)

    def in_order(self, keys) -> list[str]:
        """Those of the keys that are columns, in the order of the columns."""
        return [key for key in self.cells if key in keys]

    @classmethod
    def incoming(cls) -> dict[str, Cell]:
        """What a column of a file may be."""
        return {key: cell for key, cell in cls.cells.items() if cell.comes_in} | cls.elsewhere

    def recognise(self, header: str) -> str | None:
        """The key of the column with that header, in any language of the site; None when unknown."""
        return self._headers.get(normalise(header))

    def knows(self, header: str) -> bool:
        """Whether some list of these rows could have a column of that name, needed or not."""
        return self.recognise(header) is not None or self.is_number(header)

    def marks(self, header: str) -> bool:
        """Whether only our own files have a column of that name."""
        return self.recognise(header) == "id"

    def is_number(self, header: str) -> bool:
        """Of somebody's list, an earlier export of ours among them: whose, only a person can say."""
        return is_number(header)

    def not_needed(self, header: str) -> str:
        """Why a column that lists of these rows often have is left out, unless somebody asks for it."""
        return ""

    def is_private(self, header: str) -> bool:
        return False

    def by_content(self, headers: Sequence[str], keys: Sequence[str], rows: Sequence[Sequence[str]]):
        """The keys again, after a look at the cells where a name says too little."""
        return list(keys)

    @cached_property
    def _headers(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for language in LANGUAGES:
            with override(language):
                for key, cell in self.cells.items():
                    known[normalise(cell.header())] = key
                    if key != "id":
                        known[normalise(key)] = key
        return known

    def export_row(self, obj, keys: list[str]) -> list:
        return [self.cells[key].export(obj) for key in keys]

    def may_leave(self, queryset: QuerySet) -> QuerySet:
        """Those of the rows that may be in a file at all."""
        return queryset

    def people(self, queryset: QuerySet, keys: Sequence[str]) -> QuerySet:
        """Whom a file of these rows and columns is about, those who object included."""
        return Contact.objects.none()

    def rows(self, ids: Sequence[int], keys: Sequence[str]) -> Iterator[tuple]:
        """The rows in that order, as the cells of a file; as many queries for one row as for a chunk."""
        for start in range(0, len(ids), CHUNK):
            yield from self._chunk(ids[start : start + CHUNK], [self.cells[key] for key in keys])

    def _chunk(self, ids, cells):
        lookups = list(dict.fromkeys(["pk", *(cell.reader.lookup for cell in cells)]))
        fetched = self.may_leave(self.get_queryset()).order_by().prefetch_related(None)
        found = {row[0]: row for row in readers.among(fetched, "pk", ids).values_list(*lookups)}
        rows = [found[pk] for pk in ids if pk in found]
        if not rows:
            return iter(())
        columns_read = dict(zip(lookups, zip(*rows, strict=True), strict=True))
        return zip(
            *(cell.widget.render_many(cell.reader.read(columns_read[cell.reader.lookup])) for cell in cells),
            strict=True,
        )


class ContactResource(SheetResource):
    name = "contact"
    has_cards = True
    cells = {
        "id": own_number(_("contact number in the press room")),
        "first_name": Cell(_("first name"), "first_name"),
        "last_name": Cell(_("last name"), "last_name", widgets.LastName()),
        **translated("job_title", _("job title")),
        "organisation": Cell(
            _("organisation"),
            "organisation",
            widgets.Named(may_be_empty=True),
            reader=readers.organisation("organisation_id"),
        ),
        "email": Cell(_("e-mail"), "email", widgets.Email(), kind="email"),
        "phones": Cell(
            _("telephone numbers"),
            "numbers",
            widgets.Numbers(),
            kind="phone",
            reader=readers.numbers,
        ),
        "languages": Cell(
            _("languages spoken"),
            "languages",
            widgets.Spoken(),
            reader=readers.as_text("languages"),
        ),
        "is_press_contact": Cell(_("press contact"), "is_press_contact", widgets.YesNo()),
        "is_public": Cell(_("public"), "is_public", widgets.YesNo()),
        "data_source": Cell(_("where the data came from"), "data_source"),
        "data_collected_on": Cell(_("collected on"), "data_collected_on", day(), kind="date"),
        "legal_basis": Cell(_("legal basis"), "legal_basis", choice(Contact.LegalBasis)),
        "verified_on": Cell(_("verified on"), "verified_on", day(), kind="date", comes_in=False),
        "verified_by": Cell(_("verified by"), "verified_by", comes_in=False),
    }
    elsewhere = {
        "full_name": Cell(_("first and last name together"), "full_name"),
        "full_name_reversed": Cell(_("last name, then first name"), "full_name"),
        "job_title": Cell(_("job title, its language told by its words"), "job_title"),
        "email_other": Cell(_("another e-mail, where the first is empty"), "email", repeats=True),
        "email_label": Cell(_("what the next e-mail is"), "label", repeats=True),
        "phone": Cell(_("number to add"), "numbers", kind="phone", repeats=True),
        "phone_mobile": Cell(_("number to add: mobile"), "numbers", kind="phone", repeats=True),
        "phone_office": Cell(_("number to add: office"), "numbers", kind="phone", repeats=True),
        "phone_main": Cell(_("number to add: switchboard"), "numbers", kind="phone", repeats=True),
        "phone_label": Cell(_("what the next number is"), "label", repeats=True),
        "objected_on": Cell(
            _("objected on"), "objected_on", widgets.Objection(LANGUAGES), kind="date", repeats=True
        ),
        "not_a_person": Cell(_("name of an organisation or a group"), "last_name"),
        "consent": Cell(_("consent, of which a no counts"), "objected_on", repeats=True),
        "status": Cell(_("status, of which an objection counts"), "status", repeats=True),
    }

    class Meta:
        model = Contact

    def recognise(self, header):
        key = super().recognise(header) or column_elsewhere(header)
        return key if key in self.cells or key in self.elsewhere else None

    def knows(self, header):
        return super().knows(header) or is_name_elsewhere(header)

    def not_needed(self, header):
        if self.is_private(header):
            return gettext("A private number: left out, unless you say what it is.")
        is_known = column_elsewhere(header) == "not needed" or known_as(header, *UNCERTAIN)
        return gettext("Not needed here.") if is_known else ""

    def is_private(self, header):
        return column_elsewhere(header) == "private"

    def by_content(self, headers, keys, rows):
        return by_content(headers, keys, rows)

    def get_queryset(self):
        # Out of every file, whoever asks: the people who object.
        return (
            Contact.objects.who_do_not_object()
            .select_related("organisation")
            .prefetch_related("phone_numbers")
        )

    def may_leave(self, queryset):
        return queryset.filter(objected_on__isnull=True)

    def people(self, queryset, keys):
        return Contact.objects.filter(pk__in=queryset.order_by().values("pk"))


class OrganisationResource(SheetResource):
    name = "organisation"
    cells = {
        "id": own_number(_("organisation number in the press room")),
        "kind": Cell(_("kind"), "kind", choice(Organisation.Kind)),
        **translated("name", _("name")),
        **translated("short_name", _("short name")),
        "slug": Cell(_("address name"), "slug"),
        "website": Cell(_("website"), "website", widgets.Website(), kind="url"),
        "relation": Cell(_("relation to the network"), "school__relation", choice(School.Relation)),
        "cities": Cell(_("cities"), "school__cities"),
        **translated("presentation", _("presentation"), "institute__", widgets.Prose()),
        "director": Cell(
            _("director"),
            "institute__director",
            widgets.Person(),
            comes_in=False,
            reader=readers.person("institute__director_id"),
        ),
        "former_names": Cell(
            _("former names"),
            "former_name_list",
            widgets.NamedList(),
            comes_in=False,
            reader=readers.former_names,
        ),
    }

    class Meta:
        model = Organisation

    def get_queryset(self):
        return Organisation.objects.select_related("school", "institute__director").prefetch_related(
            "former_names"
        )

    def people(self, queryset, keys):
        if "director" not in keys:
            return Contact.objects.none()
        return Contact.objects.filter(directed_institutes__in=queryset.order_by().values("pk")).distinct()


class MembershipResource(SheetResource):
    name = "membership"
    permissions_of = Organisation
    cells = {
        "id": own_number(_("membership number in the press room")),
        "institute": Cell(
            _("institute"), "institute", widgets.Named(), reader=readers.organisation("institute_id")
        ),
        "school": Cell(_("school"), "school", widgets.Named(), reader=readers.organisation("school_id")),
        "role": Cell(_("role"), "role", choice(Membership.Role)),
        "order": Cell(_("order"), "order", widgets.WholeNumber(), kind="number"),
    }

    class Meta:
        model = Membership

    def get_queryset(self):
        return Membership.objects.select_related("institute", "school")


class LabelAwardResource(SheetResource):
    name = "labelaward"
    permissions_of = Organisation
    cells = {
        "id": own_number(_("award number in the press room")),
        "institute": Cell(
            _("institute"), "institute", widgets.Named(), reader=readers.organisation("institute_id")
        ),
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
