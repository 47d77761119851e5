"""What the desk's first page says of contacts."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.first_page import Link, Task

from .people import verification


def new_contact(request: HttpRequest) -> Iterator[Link]:
    if request.user.has_perm("institutes.add_contact"):
        yield Link(_("New contact"), reverse("admin:institutes_contact_add"))


def contacts_to_verify(request: HttpRequest) -> Iterator[Task]:
    if not request.user.has_perm("institutes.change_contact"):
        return
    if number := verification.to_verify().order_by().count():
        sentence = ngettext(
            "%(number)s press contact to verify", "%(number)s press contacts to verify", number
        )
        facts = [_("verified by nobody for a year")]
        address = reverse("admin:institutes_contact_to_verify")
        yield Task(sentence % {"number": number}, _("Verify"), address, facts)
