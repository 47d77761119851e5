"""The blocks of the desk's first page that are about releases; common/first_page.py shows them."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from common import first_page

from .calendars import calendars
from .own_work import own_work
from .remarks import remarks_to_answer
from .review import to_review
from .translations import contradicting, to_translate, to_update


def new_release(request: HttpRequest) -> Iterator[first_page.Link]:
    if request.user.has_perm("releases.add_release"):
        yield first_page.Link(_("New release"), reverse("admin:releases_release_begin"))


def register() -> None:
    first_page.register(
        tasks=[to_review, remarks_to_answer, own_work, to_update, contradicting, to_translate],
        calendars=[calendars],
        acts=[new_release],
    )
