from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import languages

from ..models import Attachment, Release
from .reading import with_lines


def hints(release: Release, language: str) -> list[str]:
    release, sentences = with_lines(release), []
    if not release.contact_lines.all():
        sentences.append(_("No press contact is given."))
    sentences += _of_boilerplates(release, language)
    column = languages.column_in(language, "alt")
    pictures = [line for line in release.attachments.all() if line.kind == Attachment.Kind.PICTURE]
    if count := sum(not (getattr(line, column) or "").strip() for line in pictures):
        sentence = ngettext(
            "%(count)d picture has no text alternative in this language.",
            "%(count)d pictures have no text alternative in this language.",
            count,
        )
        sentences.append(sentence % {"count": count})
    return sentences


def _of_boilerplates(release, language):
    """One without a text in this language is left out of what readers see."""
    lines = release.boilerplate_lines.all()
    if not lines:
        return [_("No boilerplate is given.")]
    column = languages.column_in(language, "body")
    sentence = _("The boilerplate “%(boilerplate)s” has no text in this language and is not shown.")
    lacking = [line.boilerplate for line in lines if not getattr(line.boilerplate, column)]
    return [sentence % {"boilerplate": boilerplate} for boilerplate in lacking]
