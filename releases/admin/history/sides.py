"""What stands on one side of a comparison: the desk as it is, a version of it, or an edition."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Model
from django.template.defaultfilters import filesizeformat
from django.utils import formats
from django.utils.translation import gettext as _

from common import languages
from common.analysis import lines_of
from common.field_labels import in_language
from institutes.models import Contact, Organisation

from ...models import Boilerplate, Edition, Release, Topic
from ...models.release import TEXTS
from ...workflow.composition import numbers_of_today
from ...workflow.snapshots import FACTS
from .labels import label_of, moment

# What stands around the texts, in the order of the form.
AROUND = ("facts", "organisations", "topics", "contacts", "boilerplates", "attachments")


class Item(NamedTuple):
    """One line of a list; two with the same key are the same line, whatever it says now."""

    key: Any
    text: str


@dataclass(frozen=True)
class Side:
    # {language: {field: text}}
    texts: dict[str, dict[str, str]]
    around: dict[str, list[Item]] = field(default_factory=dict)


def texts_in(snapshot: Mapping[str, Any], codes: Iterable[str]) -> dict[str, dict[str, str]]:
    return {code: {name: snapshot[languages.column_in(code, name)] for name in TEXTS} for code in codes}


class Names:
    """As of today, so that who or what was renamed is no difference; what is no more keeps its old name."""

    def __init__(self, snapshots: Sequence[Mapping[str, Any]], language: str):
        self.language = language
        self.numbers = numbers_of_today(set(_keys(snapshots, "contacts")))
        self.contacts = Contact.objects.in_bulk(
            [self.numbers.get(key, key) for key in _keys(snapshots, "contacts")]
        )
        self.boilerplates = Boilerplate.objects.in_bulk(_keys(snapshots, "boilerplates"))
        self.organisations = Organisation.objects.in_bulk(_keys(snapshots, "institutes", "schools"))
        self.topics = Topic.objects.in_bulk(_keys(snapshots, "topics"))

    def contact(self, key: int | None) -> Item:
        key = self.numbers.get(key, key) if key else None
        found = self.contacts.get(key) if key else None
        return Item(key, found.full_name if found else _("a contact who is no longer in the directory"))

    def named(self, rows: Mapping[int, Model], row: Mapping[str, Any], name: str) -> Item:
        column = languages.column_in(self.language, name)
        today = getattr(rows[row["id"]], column) if row["id"] in rows else ""
        return Item(row["id"], today or row["names"].get(self.language) or _any(row["names"]))

    def lacks_text(self, row: Mapping[str, Any]) -> bool:
        found = self.boilerplates.get(row["id"])
        return bool(found and not getattr(found, languages.column_in(self.language, "body")))


def _by_words(item):
    """An edition knows no number of a boilerplate."""
    return Item(item.text, item.text)


def snapshot_of(edition: Edition) -> dict[str, Any]:
    """What an edition has in common with a version; in its language."""
    code, places = edition.language, edition.organisation_places.select_related("organisation")
    texts = {languages.column_in(code, name): getattr(edition, name) or "" for name in TEXTS}
    return {
        **texts,
        "kind": edition.kind,
        "issued_on": edition.issued_on.isoformat(),
        "institutes": [{"id": p.organisation_id, "names": {code: p.organisation.name}} for p in places],
        "schools": [],
        "topics": [{"id": topic.pk, "names": {code: topic.name}} for topic in edition.topics.order_by("pk")],
        "contacts": edition.contacts,
        "boilerplates": [{"id": None, "names": {code: line["title"]}} for line in edition.boilerplates],
        "attachments": [
            {**line, "alt": {code: line["alt"]}, "caption": {code: line["caption"]}}
            for line in edition.attachments
        ],
    }


def _any(names):
    return next(filter(None, names.values()), "–")


def _keys(snapshots, *parts):
    rows = (row for snapshot in snapshots for part in parts for row in snapshot.get(part, ()))
    return sorted({row["id"] for row in rows if row.get("id")})


def side_of_snapshot(
    snapshot: Mapping[str, Any], names: Names, codes: Sequence[str], *, is_for_print: bool = False
) -> Side:
    """`codes`: the languages that are compared, for texts of files, too.

    `is_for_print`: beside an edition, which leaves out boilerplates without a text in its language.
    """
    organisations = [
        names.named(names.organisations, row, "name")
        for row in (*snapshot["institutes"], *snapshot["schools"])
    ]
    return Side(
        texts_in(snapshot, codes),
        {
            "facts": list(_facts(snapshot)),
            "organisations": sorted(organisations, key=lambda item: item.text),
            "topics": [names.named(names.topics, row, "name") for row in snapshot["topics"]],
            "contacts": [names.contact(row.get("id")) for row in snapshot["contacts"]],
            "boilerplates": [
                _by_words(names.named(names.boilerplates, row, "title"))
                for row in snapshot["boilerplates"]
                if not (is_for_print and names.lacks_text(row))
            ],
            "attachments": [_file(row, codes) for row in snapshot["attachments"]],
        },
    )


def _facts(snapshot):
    kinds = dict(Release.Kind.choices)
    values = {
        "kind": str(kinds.get(snapshot["kind"], snapshot["kind"])),
        "source_language": languages.own_name(snapshot.get("source_language") or ""),
        "issued_on": _day(snapshot["issued_on"]),
        "embargo_until": _hour(snapshot.get("embargo_until")),
    }
    yield from (_fact(name, values[name]) for name in FACTS if name in snapshot)


def _fact(name, value):
    return Item(name, _("%(label)s: %(value)s") % {"label": label_of(name), "value": value or "–"})


def with_open_day(side: Side) -> Side:
    """What is printed as the date of issue depends on when it is approved."""
    day = _fact("issued_on", _("the day on which it goes live"))
    side.around["facts"] = [day if item.key == day.key else item for item in side.around["facts"]]
    return side


def _day(value):
    return formats.date_format(datetime.date.fromisoformat(value), "DATE_FORMAT") if value else ""


def _hour(value):
    return moment(datetime.datetime.fromisoformat(value)) if value else ""


def _file(row, codes):
    texts = [
        (in_language(label, code), row[name].get(code))
        for name, label in (("alt", _("text alternative")), ("caption", _("caption")))
        for code in codes
    ]
    return file_item(row, row["path"].rpartition("/")[2], texts)


def file_item(row: Mapping[str, Any], name: str, texts: Iterable[tuple[str, str | None]]) -> Item:
    shared = [(_("credit"), row["credit"]), (_("licence"), row["licence"])]
    said = [f"{label}: {text}" for label, text in (*texts, *shared) if text]
    lead = [_("lead picture")] if row["is_lead_picture"] else []
    return Item(row["path"], " · ".join([f"{name} ({filesizeformat(row['size'])})", *lead, *said]))


def printed(edition: Edition) -> Side:
    """All that readers are shown, as it was copied on the day; of an edition that is not saved, too."""
    texts = {name: getattr(edition, name) or "" for name in TEXTS if name != "slug"}
    document = edition.document
    facts = {"kind": edition.kind, "issued_on": edition.issued_on.isoformat()}
    return Side(
        {edition.language: {**texts, "slug": edition.slug if edition.address_id else ""}},
        {
            "facts": list(_facts(facts)),
            "organisations": [Item(line["slug"], _organisation(line)) for line in edition.organisation_lines],
            "contacts": [_contact(line) for line in edition.contacts],
            "boilerplates": [
                Item(line["title"], f"{line['title']}: {lines_of(line['body'])}")
                for line in edition.boilerplates
            ],
            "attachments": [_printed_file(line) for line in document.get("attachments", [])],
        },
    )


def _organisation(line):
    return ", ".join(filter(None, [line["name"], (line.get("director") or {}).get("name")]))


def _contact(line):
    if line.get("removed"):
        return Item(None, _("contact removed"))
    said = [line.get(part) for part in ("name", "job_title", "organisation", "email")]
    numbers = [phone["display"] for phone in line.get("phones", ())]
    return Item(line.get("id"), ", ".join(filter(None, [*said, *numbers])))


def _printed_file(line):
    texts = [(_("text alternative"), line["alt"]), (_("caption"), line["caption"])]
    return file_item(line, line["name"], texts)
