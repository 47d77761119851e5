"""The columns of the spreadsheets, for going out and coming back in."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import ClassVar, NamedTuple

from django.contrib.auth import get_permission_codename
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export import resources
from import_export.results import Result

from common.characters import normalise

from . import datasets, readers
from .columns import LANGUAGES, ColumnField
from .references import References
from .spreadsheets import Column, Kind
from .vcards import VCard

CHUNK = 2000


class People(NamedTuple):
    """How many people a file is about, and how many it leaves out because they object."""

    named: int
    withheld: int


class SheetResource(resources.ModelResource):
    """A resource whose columns are listed one by one, and recognised by their header in any language.

    `Meta.fields` are keys of `columns`; a subclass that names fewer there has fewer columns.
    """

    name: str
    columns: dict[str, ColumnField]
    fields: dict[str, ColumnField]
    # Columns of other programs that stand in for these, and are never exported.
    import_only: dict[str, ColumnField] = {}
    # The columns that a vCard holds; none where the rows are not people.
    vcard_keys: Sequence[str] = ()
    # The model whose rows cells name.
    reference_model: type[Model] | None = None
    # The model whose permissions count, where it is not the resource's own.
    permissions_of: type[Model] | None = None

    # Plans and applies the rows of a dataset; exchange.importing.datasets, once all apps are there.
    importer: ClassVar[Callable[..., Result]]

    class Meta:
        fields: tuple[str, ...] = ()

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        columns = getattr(cls, "columns", None)
        if not columns or "Meta" not in cls.__dict__:
            return
        for key, column in (columns | cls.import_only).items():
            column.column_name = key
        wanted = cls.Meta.__dict__.get("fields") or tuple(columns)
        cls.columns = {key: columns[key] for key in wanted}
        cls.Meta.fields, cls.fields = wanted, dict(cls.columns)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # Its own copies, in their order: what one file needs may be set in them.
        self.columns = self.fields = {key: self.fields[key] for key in self._meta.fields}

    @classmethod
    def for_request(cls, request):
        """For the files of one request; a resource with addresses in it wants to know the host."""
        return cls()

    @classmethod
    def permission(cls, act: str) -> str:
        """Who may `act`, export or import: institutes.export_contact."""
        opts = (cls.permissions_of or cls._meta.model)._meta
        return f"{opts.app_label}.{get_permission_codename(act, opts)}"

    @classmethod
    def is_visible_to(cls, user) -> bool:
        """The trial of an import shows what is there: nobody changes by a file what they may not see."""
        opts = cls._meta.model._meta
        acts = (get_permission_codename(act, opts) for act in ("view", "change"))
        return any(user.has_perm(f"{opts.app_label}.{act}") for act in acts)

    def order_keys(self, keys) -> list[str]:
        """Those of the keys that are columns, in the order of the columns."""
        return [key for key in self.columns if key in keys]

    @classmethod
    def importable_columns(cls) -> dict[str, ColumnField]:
        """What a column of a file may be."""
        return {key: column for key, column in cls.columns.items() if column.importable} | cls.import_only

    def recognise(self, header: str) -> str | None:
        """The key of the column with that header, in any language of the site; None when unknown."""
        return self._headers.get(normalise(header))

    def knows(self, header: str) -> bool:
        """Whether some list of these rows could have a column of that name, needed or not."""
        return (
            self.recognise(header) is not None
            or self.is_id_header(header)
            or self.is_rejection_header(header)
        )

    def is_own_export_header(self, header: str) -> bool:
        """Whether only our own files have a column of that name."""
        return self.recognise(header) == "id"

    def is_id_header(self, header: str) -> bool:
        """Of somebody's list, an earlier export of ours among them: whose, only a person can say."""
        return False

    def why_not_needed(self, header: str) -> str:
        """Why a column that lists of these rows often have is left out, unless somebody asks for it."""
        return _("Why these rows were refused before.") if self.is_rejection_header(header) else ""

    def is_rejection_header(self, header: str) -> bool:
        """Of our own file of refused rows, in any language of the site."""
        return normalise(header) in self._reasons

    @cached_property
    def _reasons(self) -> set[str]:
        reasons = set()
        for language in LANGUAGES:
            with override(language):
                reasons.add(normalise(_("Reason")))
        return reasons

    def is_always_listed(self, header: str) -> bool:
        """Whether somebody should see a column that is not needed."""
        return False

    def column_needs_review(self, key: str) -> bool:
        """Whether any cell of that column may say what somebody has to decide."""
        return False

    def cell_needs_review(self, key: str, text: str) -> bool:
        """Whether a cell of that column may say what somebody has to decide."""
        return False

    def refine_by_content(self, headers: Sequence[str], keys: Sequence[str], rows: Sequence[Sequence[str]]):
        """The keys again, after a look at the cells where a name says too little."""
        return list(keys)

    @cached_property
    def _headers(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for language in LANGUAGES:
            with override(language):
                for key, column in self.columns.items():
                    known[normalise(column.header())] = key
                    if key != "id":
                        known[normalise(key)] = key
        return known

    def sheet_columns(self, keys: Sequence[str]) -> list[Column]:
        return [Column(key, self.columns[key].header(), Kind(self.columns[key].kind)) for key in keys]

    def exportable_rows(self, queryset: QuerySet) -> QuerySet:
        """Those of the rows that may be in a file at all."""
        return queryset

    def people(self, queryset: QuerySet, keys: Sequence[str]) -> People:
        """Whom a file of these rows and columns is about."""
        return People(0, 0)

    def vcards(self, ids: Sequence[int], site: str) -> Iterator[VCard]:
        """The rows as vCards; `site` is our host."""
        raise NotImplementedError("Only rows with `vcard_keys` become vCards.")

    def references(self) -> References:
        """The rows of another model that cells name; made once per import."""
        return References()

    def rows(self, ids: Sequence[int], keys: Sequence[str]) -> Iterator[tuple]:
        """The rows in that order, as the cells of a file; as many queries for one row as for a chunk."""
        for start in range(0, len(ids), CHUNK):
            yield from self._chunk(ids[start : start + CHUNK], [self.columns[key] for key in keys])

    def _chunk(self, ids, columns):
        lookups = list(dict.fromkeys(["pk", *(column.reader.lookup for column in columns)]))
        fetched = self.exportable_rows(self.get_queryset()).order_by().prefetch_related(None)
        found = {row[0]: row for row in readers.filter_by_ids(fetched, "pk", ids).values_list(*lookups)}
        rows = [found[pk] for pk in ids if pk in found]
        if not rows:
            return iter(())
        columns_read = dict(zip(lookups, zip(*rows, strict=True), strict=True))
        return zip(
            *(
                column.widget.render_many(column.reader.read(columns_read[column.reader.lookup]))
                for column in columns
            ),
            strict=True,
        )

    # What django-import-export calls

    def get_export_headers(self, selected_fields=None):
        return [self.columns[key].header() for key in self.order_keys(selected_fields or self.columns)]

    def get_diff_headers(self):
        return [column.name() for column in self.fields.values() if column.importable]

    def export(self, queryset=None, *, export_fields: Sequence[str] | None = None, **kwargs):
        """The columns and values of our own files, in the order of the queryset."""
        self.before_export(queryset, **kwargs)
        queryset = self.filter_export(self.get_queryset() if queryset is None else queryset, **kwargs)
        keys = self.order_keys(export_fields or self.columns)
        ids = self.exportable_rows(queryset).prefetch_related(None)
        rows = self.rows(list(readers.without_translation_rewrite(ids).values_list("pk", flat=True)), keys)
        dataset = datasets.make_dataset(self.sheet_columns(keys), rows)
        self.after_export(queryset, dataset, **kwargs)
        return dataset

    def import_data_inner(
        self, dataset, dry_run, raise_errors, using_transactions, collect_failed_rows, **kwargs
    ):
        """Never a part of the rows: what is refused or doubtful keeps all of them out."""
        return self.importer(
            dataset,
            dry_run=dry_run,
            raise_errors=raise_errors,
            collect_failed_rows=collect_failed_rows,
            **kwargs,
        )

    def import_row(self, row, instance_loader, **kwargs):
        raise NotImplementedError("Rows are planned together: import_data().")
