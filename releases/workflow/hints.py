from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import languages

from ..models import Attachment, Release


def hints(release: Release, language: str) -> list[str]:
    sentences = []
    if not release.contact_lines.exists():
        sentences.append(_("No press contact is given."))
    sentences += _of_boilerplates(release, language)
    column = languages.column_in(language, "alt")
    pictures = release.attachments.filter(kind=Attachment.Kind.PICTURE).values_list(column, flat=True)
    if count := sum(not (text or "").strip() for text in pictures):
        sentence = ngettext(
            "%(count)d picture has no text alternative in this language.",
            "%(count)d pictures have no text alternative in this language.",
            count,
        )
        sentences.append(sentence % {"count": count})
    return sentences


def _of_boilerplates(release, language):
    """One without a text in this language is left out of what readers see."""
    lines = list(release.boilerplate_lines.select_related("boilerplate"))
    if not lines:
        return [_("No boilerplate is given.")]
    column = languages.column_in(language, "body")
    sentence = _("The boilerplate “%(boilerplate)s” has no text in this language and is not shown.")
    lacking = [line.boilerplate for line in lines if not getattr(line.boilerplate, column)]
    return [sentence % {"boilerplate": boilerplate} for boilerplate in lacking]
