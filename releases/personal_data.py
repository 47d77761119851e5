from collections import Counter
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from common import languages
from institutes.models import Contact
from institutes.people.data_holders import DataHolder, PublicPlace

from . import workflow
from .models import Edition, Event, Release, ReleaseContact, Version
from .models.edition import EditionQuerySet


def editions_with(contact: Contact, editions: EditionQuerySet) -> list[Edition]:
    """Those that a minor edition would bring up to date, under this contact or one merged into it.

    A director is named as on the day of the text, and taken out when the person objects.
    """
    keys = contact.all_ids()
    found = editions.select_related("address", "release").defer("body", "standfirst")
    return [
        edition
        for edition in found
        if _copies(edition, keys) and (contact.objected_on or _as_contact(edition, keys))
    ]


def _as_contact(edition, keys):
    return [line for line in edition.contacts if line.get("id") in keys]


def _copies(edition, keys):
    directors = (line.get("director") or {} for line in edition.organisation_lines)
    return [*_as_contact(edition, keys), *(person for person in directors if person.get("id") in keys)]


def public_places(contact: Contact) -> list[PublicPlace]:
    return [
        PublicPlace(
            f"{edition.reference} ({languages.own_name(edition.language)}): {edition.title}",
            edition.get_absolute_url(),
            reverse("admin:releases_release_change", args=[edition.release_id]),
        )
        for edition in editions_with(contact, Edition.objects.live())
    ]


def personal_data(contact: Contact) -> list[dict[str, Any]]:
    """The file goes to the person: what the public never saw is said without its reference."""
    lines = ReleaseContact.objects.filter(contact=contact).select_related("release")
    keys, public = contact.all_ids(), set(Edition.objects.ever_live().values_list("pk", flat=True))
    releases = set(Edition.objects.filter(pk__in=public).values_list("release", flat=True))
    unpublished = _("not published")
    frozen = [
        {"edition": str(edition) if edition.pk in public else unpublished, "copy": copy}
        for edition in Edition.objects.defer("body", "standfirst").iterator()
        for copy in _copies(edition, keys)
    ]
    at_desk = [
        {
            "release": line.release.reference if line.release_id in releases else unpublished,
            "order": line.order,
        }
        for line in lines
    ]
    return at_desk + frozen + _in_versions(keys, releases)


def _in_versions(keys, releases):
    """Earlier states of the desk, which know a contact by the number alone."""
    found = Counter(version.release_id for version in Version.objects.with_people(keys))
    references = dict(Release.objects.filter(pk__in=found.keys() & releases).values_list("pk", "reference"))
    return [
        {"release": references.get(key or 0, _("not published")), "earlier_versions": number}
        for key, number in found.items()
    ]


def names_of_copies(ids: set[int]) -> dict[int, str]:
    named = str(Edition._meta.verbose_name)
    editions = Edition.objects.defer("body", "standfirst").iterator() if ids else ()
    return {copy["id"]: named for edition in editions for copy in _copies(edition, ids)}


def erase(contact: Contact, by: User) -> int:
    """Out of the desk, its versions and every edition; the timelines keep the act, not the name."""
    # Whoever approves or reissues holds a release: what they are writing now is waited for.
    list(Release.objects.select_for_update().order_by("pk").values_list("pk"))
    at_desk = ReleaseContact.objects.filter(contact=contact)
    touched = set(at_desk.values_list("release", flat=True))
    at_desk.delete()
    editions = Edition.objects.forget_people(contact.all_ids())
    touched |= {edition.release_id for edition in editions}
    touched |= Version.objects.forget_people(contact.all_ids())
    workflow.memory.forget(contact)
    for release in Release.objects.filter(pk__in=touched):
        workflow.log(release, Event.Kind.CONTACT_REMOVED, by)
    return len(touched)


def reissue_url(contact: Contact) -> str:
    return reverse("admin:releases_release_reissue", args=[contact.pk])


RELEASES = DataHolder(
    name="releases",
    personal_data=personal_data,
    names_of_copies=names_of_copies,
    erase=erase,
    public_places=public_places,
    update_url=reissue_url,
)
