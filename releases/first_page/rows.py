"""What the blocks have in common."""

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse

from common import languages
from common.first_page import Link

# Of each kind; the lists of the desk show the others.
SHOWN = 10


def may_see_releases(user: User) -> bool:
    return user.has_perm("releases.view_release") or user.has_perm("releases.change_release")


def signed_in(request: HttpRequest) -> User:
    return cast(User, request.user)


def listed(label: str, filtered: str) -> Link:
    """To those of a kind that are not shown: a chip of the list of releases."""
    return Link(label, f"{reverse('admin:releases_release_changelist')}?{filtered}=1")


def address_of(key: int) -> str:
    return reverse("admin:releases_release_change", args=[key])


def title_columns() -> list[str]:
    return ["reference", "source_language", *languages.columns("title")]


def title_in(release, language: str) -> tuple[str, str]:
    """The title in that language, or where it has none yet in the source’s; and which of them it is."""
    own = release.text("title", language)
    return (own, language) if own else (release.any_title() or release.reference, release.source_language)
