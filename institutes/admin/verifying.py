"""What the buttons of a contact do to have it verified, and say."""

import logging

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.mail_addresses import validate_address

from ..models import Contact
from ..people import verification

logger = logging.getLogger(__name__)


def verify(request, contact: Contact) -> None:
    verification.verify(contact, request.user)
    messages.success(request, _("%(name)s: verified today.") % {"name": contact})


def ask(request, contact: Contact) -> None:
    """Sends the person a link to their own details, in a language they speak."""
    if not contact.email or contact.objected_on:
        messages.error(request, _("No mail was sent: this person has no address, or objects."))
        return
    try:
        # What is stored may be older than the check of today.
        validate_address(contact.email)
        _send(request, contact)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except OSError:
        logger.exception("The mail to contact %s was not sent", contact.pk)
        sentence = _("The mail could not be sent, and nothing has changed. Try again, or tell the operator.")
        messages.error(request, sentence)
    else:
        messages.success(request, _("A link was sent to %(email)s.") % {"email": contact.email})


# A mail that does not go out leaves the link before it working, and no line in the timeline.
@transaction.atomic
def _send(request, contact):
    secret = verification.make_link(contact, request.user)
    with override(verification.language_for(contact)):
        address = request.build_absolute_uri(reverse("own_details", args=[secret]))
        text = render_to_string(
            "institutes/own_details_mail.txt",
            {"contact": contact, "address": address, "days": verification.LINK_LIFETIME.days},
        )
        send_mail(_("Your details in our press directory"), text, None, [contact.email])
