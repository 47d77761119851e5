"""What releases hold on a person: lines at the desk, and copies frozen in the record."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.urls import reverse

from institutes.holdings import Holding, Shown
from institutes.models import Contact

from . import languages
from .models import Edition, ReleaseContact


def shown(contact: Contact) -> list[Shown]:
    """Live editions that name the person, under this card or one merged into it."""
    keys = contact.all_ids()
    live = Edition.objects.live().select_related("address").defer("body", "standfirst")
    return [
        Shown(
            f"{edition.reference} ({languages.name_of(edition.language)}): {edition.title}",
            edition.get_absolute_url(),
            reverse("admin:releases_release_change", args=[edition.release_id]),
        )
        for edition in live
        if any(line.get("id") in keys for line in edition.contacts)
    ]


def data(contact: Contact) -> list[dict[str, Any]]:
    lines = ReleaseContact.objects.filter(contact=contact).select_related("release")
    return [{"release": line.release.reference, "order": line.order} for line in lines]


def erase(contact: Contact, by: AbstractUser) -> int:
    count, _per_model = ReleaseContact.objects.filter(contact=contact).delete()
    return count


RELEASES = Holding(name="releases", data=data, erase=erase, shown=shown)
