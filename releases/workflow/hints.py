from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import languages

from ..models import Attachment, Release


def hints(release: Release, language: str) -> list[str]:
    sentences = []
    if not release.contact_lines.exists():
        sentences.append(_("No press contact is given."))
    if not release.boilerplate_lines.exists():
        sentences.append(_("No boilerplate is given."))
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
