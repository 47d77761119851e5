"""What a trial says of a row or of its letters."""

from django.utils.translation import gettext as _


def duplicate_sentence(number: int, *, differs: bool) -> str:
    if differs:
        return _("The e-mail is in row %(number)s too, under another name.") % {"number": number}
    return _("Row %(number)s seems to be about the same entry.") % {"number": number}


def lost_letters_sentence() -> str:
    return _(
        "The “?” seem to replace letters lost in a wrong encoding: type them again, or save the file "
        "as CSV UTF-8 or XLSX."
    )
