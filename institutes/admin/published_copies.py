from django.contrib import messages
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..people import data_holders


def inform_about_published_copies(request, contact):
    """The record keeps what it said; whoever may can bring live releases up to date."""
    for holder in data_holders.registered():
        if places := data_holders.count_of(holder.public_places(contact)):
            sentence = ngettext(
                "Shown in %(number)d published release, which keeps the old details.",
                "Shown in %(number)d published releases, which keep the old details.",
                places,
            ) % {"number": places}
            link = format_html(
                '{} <a href="{}">{}</a>',
                sentence,
                holder.update_url(contact),
                _("Review the published releases"),
            )
            messages.info(request, link)
