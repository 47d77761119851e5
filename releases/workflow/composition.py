import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, override

from common.pictures import size_of
from institutes.models import Contact, Institute, Merge, Organisation, School

from ..models import Attachment, Edition, Release
from ..models.edition import CLOSING_FIELDS, ROOT
from ..models.edition_document import without_people
from ..texts.richtext import linked_files_in, pictures_in
from .prefetching import editions_of, with_edition_sources

# What a copy of an edition does not take over.
NEW_IN_EVERY_EDITION = frozenset(
    {"id", "number", "live_from", "live_until", "change_note", "is_minor", "approved_at", "approved_by"}
    | CLOSING_FIELDS
)


def compose(release: Release, language: str, live_from: datetime.datetime | None = None) -> Edition:
    """An unsaved edition of the desk as it stands: what approval keeps and what a preview shows."""
    release, live_from = with_edition_sources(release), live_from or timezone.now()
    issued_on = release.issued_on or _first_day(release, language) or timezone.localdate(live_from)
    texts = release.texts(language)
    del texts["slug"]
    with override(language):
        document = _document(release, language, issued_on)
    return Edition(
        release=release,
        language=language,
        reference=release.reference,
        kind=release.kind,
        issued_on=issued_on,
        live_from=live_from,
        document=document,
        **texts,
    )


def compose_preview(release: Release, language: str, live_from: datetime.datetime | None = None) -> Edition:
    """The same to look at before it is written: the page has a heading all the same."""
    edition = compose(release, language, live_from)
    edition.title = edition.title or gettext("No title yet")
    return edition


def parts_of(release: Release, language: str) -> dict[str, Any]:
    """What an approval would copy, part by part, to compare one day with another.

    A file is known by its path, which no other file ever has.
    """
    release = with_edition_sources(release)
    day = release.issued_on or _first_day(release, language) or timezone.localdate()
    with override(language):
        document = _kept_elsewhere(release, language, day)
        attachments = [
            [line.path, line.is_lead_picture, line.alt or "", line.caption or "", line.credit, line.licence]
            for line in release.attachments.all()
        ]
    # A merger of two contacts changes their numbers, not what they say.
    contacts = [{key: value for key, value in line.items() if key != "id"} for line in document["contacts"]]
    topics = sorted(topic.pk for topic in release.topics.all())
    return {
        "texts": [release.kind, release.texts(language)],
        "dates": [release.issued_on, release.embargo_until],
        "contacts": contacts,
        "boilerplates": document["boilerplates"],
        "organisations": [document["organisations"], topics],
        "attachments": attachments,
    }


def with_contacts_of_today(edition: Edition) -> Edition:
    """An unsaved copy of an edition with renewed_document()."""
    copied = {
        field.attname: getattr(edition, field.attname)
        for field in Edition._meta.concrete_fields
        if field.attname not in NEW_IN_EVERY_EDITION
    }
    return Edition(**copied | {"document": renewed_document(edition, contacts_of_today([edition]))})


def renewed_document(edition: Edition, contacts: dict[int, Contact]) -> dict[str, Any]:
    """With the contacts of today; who left the directory stays as printed.

    Who objects is in no new edition; a director is otherwise named as on the day of the text.
    """
    document = without_people(
        edition.document, {pk for pk, contact in contacts.items() if contact.objected_on}
    )
    with override(edition.language):
        entries = [
            _contact(contacts[entry["id"]], edition.language, edition.issued_on)
            if entry.get("id") in contacts
            else entry
            for entry in document["contacts"]
        ]
    # Two contacts that became one since are one line.
    repeated = [entry in entries[:place] and "id" in entry for place, entry in enumerate(entries)]
    document["contacts"] = [entry for entry, again in zip(entries, repeated, strict=True) if not again]
    return document


def contacts_of_today(editions: Iterable[Edition]) -> dict[int, Contact]:
    """By the number that an edition knows: a contact merged since is the one that was kept."""
    keys = {person["id"] for edition in editions for person in _people_in(edition) if person.get("id")}
    kept = numbers_of_today(keys)
    contacts = Contact.objects.select_related("organisation").prefetch_related(
        "phone_numbers", "organisation__former_names"
    )
    found = contacts.in_bulk({kept.get(key, key) for key in keys})
    return {key: found[kept.get(key, key)] for key in keys if kept.get(key, key) in found}


def numbers_of_today(keys: set[int]) -> dict[int, int]:
    """Of contacts that were merged into others since: {number: that of the one that was kept}."""
    merges = Merge.objects.filter(undone_at__isnull=True, kept__isnull=False, removed__id__in=keys)
    return dict(merges.values_list("removed__id", "kept_id"))


def _people_in(edition):
    return [*edition.contacts, *(line.get("director") or {} for line in edition.organisation_lines)]


def organisations_of(release: Release) -> list[Organisation]:
    return [*release.institutes.all(), *release.schools.all()]


def is_day_open(release: Release, language: str) -> bool:
    """Whether the date of issue is that of the day on which the text goes live."""
    return not (release.issued_on or _first_day(release, language))


def _first_day(release, language):
    """A correction keeps the date under which the text first went out."""
    now = timezone.now()
    seen = [edition for edition in editions_of(release, language) if edition.interval.was_live(now)]
    return min(seen, key=lambda edition: edition.number).issued_on if seen else None


def _document(release: Release, language: str, day: datetime.date) -> dict[str, Any]:
    attachments = [_attachment(attachment) for attachment in release.attachments.all()]
    document = {**_kept_elsewhere(release, language, day), "attachments": attachments}
    if files := _files_of_boilerplates(release, document["boilerplates"]):
        document["boilerplate_files"] = files
    return document


def _files_of_boilerplates(release: Release, lines: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Those attached to another release, which the boilerplate brings along."""
    html = "".join(line["body"] for line in lines)
    names = [ROOT + path for path in {*pictures_in(html), *linked_files_in(html)}]
    found = Attachment.objects.filter(file__in=names).exclude(release=release) if names else ()
    return [_attachment(attachment) for attachment in found]


def _kept_elsewhere(release: Release, language: str, day: datetime.date) -> dict[str, Any]:
    """Of a release that was read by with_edition_sources()."""
    return {
        "contacts": [_contact(line.contact, language, day) for line in release.contact_lines.all()],
        "boilerplates": [
            {"title": line.boilerplate.title, "body": line.boilerplate.body}
            for line in release.boilerplate_lines.all()
            if line.boilerplate.body
        ],
        "organisations": [
            *(_institute(institute, language, day) for institute in release.institutes.all()),
            *(_school(school, language, day) for school in release.schools.all()),
        ],
    }


def _contact(contact: Contact, language: str, day: datetime.date) -> dict[str, Any]:
    organisation = contact.organisation
    return {
        "id": contact.pk,
        "name": contact.full_name,
        "job_title": contact.job_title,
        "organisation": organisation.name_on(day, language) if organisation else "",
        "email": contact.email,
        "languages": contact.languages,
        "phones": [
            {"number": phone.dialled, "display": phone.display(language), "label": phone.label}
            for phone in contact.phone_numbers.all()
        ],
    }


def _organisation(organisation: Organisation, language: str, day: datetime.date) -> dict[str, Any]:
    return {
        "slug": organisation.slug,
        "kind": organisation.kind,
        "name": organisation.name_on(day, language),
        "website": organisation.website,
    }


def _institute(institute: Institute, language: str, day: datetime.date) -> dict[str, Any]:
    director = institute.public_director
    return _organisation(institute, language, day) | {
        "director": _director(director) if director else None,
        "labelled_since": institute.labelled_since,
        "schools": [
            {
                "slug": line.school.slug,
                "name": line.school.name_on(day, language),
                "role": line.role,
            }
            for line in institute.memberships.all()
        ],
    }


def _director(director: Contact) -> dict[str, Any]:
    return {"id": director.pk, "name": director.full_name, "job_title": director.job_title}


def _school(school: School, language: str, day: datetime.date) -> dict[str, Any]:
    return _organisation(school, language, day) | {"relation": school.relation}


def _attachment(attachment: Attachment) -> dict[str, Any]:
    width, height = _dimensions(attachment)
    return {
        "path": attachment.path,
        "name": attachment.file_name,
        "kind": attachment.kind,
        "mime_type": attachment.mime_type,
        "size": attachment.size,
        "width": width,
        "height": height,
        "alt": attachment.alt or "",
        "caption": attachment.caption or "",
        "credit": attachment.credit,
        "licence": attachment.licence,
        "is_lead_picture": attachment.is_lead_picture,
    }


def _dimensions(attachment: Attachment) -> tuple[int | None, int | None]:
    if attachment.kind != Attachment.Kind.PICTURE:
        return None, None
    with attachment.file.open("rb") as file:
        return size_of(file)
