"""What the apps above hold on a person: they register here, so that this app need not know them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.auth.models import User

from ..models import Contact


class PublicPlace(NamedTuple):
    """A public place where the person stands today."""

    label: str
    url: str
    changeable_url: str = ""


@dataclass(frozen=True)
class DataHolder:
    name: str
    # All that is held on the person, as JSON-able data, for the person's right of access.
    personal_data: Callable[[Contact], list[dict[str, Any]]]
    # {number of a contact: what keeps a copy of it}, for many contacts at once.
    names_of_copies: Callable[[set[int]], dict[int, str]]
    # Takes the person out, in the caller's transaction; returns how many places were changed.
    erase: Callable[[Contact, User], int]
    # Where the public sees the person now.
    public_places: Callable[[Contact], list[PublicPlace]]
    # The page on which those public places can be brought up to date with a changed contact.
    update_url: Callable[[Contact], str]


_holders: list[DataHolder] = []


def register(holder: DataHolder) -> None:
    _holders.append(holder)


def registered() -> list[DataHolder]:
    return list(_holders)


def count_of(places: list[PublicPlace]) -> int:
    """A release in two languages is one."""
    return len({place.changeable_url or place.url for place in places})


def public_places(contact: Contact) -> list[PublicPlace]:
    return [place for holder in _holders for place in holder.public_places(contact)]
