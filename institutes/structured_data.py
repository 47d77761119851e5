"""An institute or a school in the words of schema.org."""

from collections.abc import Iterable

from django.urls import reverse

from common.structured_data import Data, press_contact, thing, with_origin

from .models import FormerName, Organisation
from .templatetags.network import web_address


def data_of(shown: Organisation, contacts: Iterable[Data], origin: str) -> Data:
    """As its page shows it, with these press contacts."""
    data = thing(
        "Organization",
        name=shown.name,
        alternateName=[name for name in (shown.short_name, *_former_names(shown)) if name],
        description=getattr(shown, "presentation", ""),
        url=shown.get_absolute_url(),
        sameAs=web_address(shown.website),
        logo=reverse("logo", args=[shown.slug]) if shown.logo else "",
        contactPoint=[press_contact(contact) for contact in contacts],
    )
    return with_origin(data, origin)


def _former_names(shown):
    """Not other spellings: they are for imports and searches."""
    former = (FormerName.Kind.RENAMED, FormerName.Kind.MERGED)
    return [each.name for each in shown.former_names.all() if each.kind in former]
