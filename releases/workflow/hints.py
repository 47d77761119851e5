from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import languages
from common.exceptions import FieldReason

from ..models import Attachment, Release
from ..texts.checks import links_in
from .own_pages import missing_pages
from .parity import parity_reasons
from .prefetching import with_prefetched_lines


def hints(release: Release, language: str) -> list[str]:
    release, sentences = with_prefetched_lines(release), []
    if not release.contact_lines.all():
        sentences.append(FieldReason(_("No press contact is given."), "contact_lines"))
    sentences += _of_boilerplates(release, language)
    column = languages.column_in(language, "alt")
    pictures = [line for line in release.attachments.all() if line.kind == Attachment.Kind.PICTURE]
    if count := sum(not (getattr(line, column) or "").strip() for line in pictures):
        sentence = ngettext(
            "%(count)d picture has no text alternative in this language.",
            "%(count)d pictures have no text alternative in this language.",
            count,
        )
        sentences.append(FieldReason(sentence % {"count": count}, "attachments"))
    return [*sentences, *_of_links(release, language), *parity_reasons(release, language)]


def _of_boilerplates(release, language):
    """One without a text in this language is left out of what readers see."""
    lines = release.boilerplate_lines.all()
    if not lines:
        return [FieldReason(_("No boilerplate is given."), "boilerplate_lines")]
    column = languages.column_in(language, "body")
    sentence = _("The boilerplate “%(boilerplate)s” has no text in this language and is not shown.")
    lacking = [line.boilerplate for line in lines if not getattr(line.boilerplate, column)]
    return [
        FieldReason(sentence % {"boilerplate": boilerplate}, "boilerplate_lines") for boilerplate in lacking
    ]


def _of_links(release, language):
    """Nothing is refused: a release still to come may be meant."""
    column = languages.column_in(language, "body")
    in_text = _(
        "The link “%(words)s” leads to “%(address)s”: at present, this page does not exist on the site."
    )
    in_boilerplate = _(
        "The boilerplate “%(boilerplate)s” links to “%(address)s”: at present, this page does not "
        "exist on the site."
    )
    found = [(in_text, None, link) for link in links_in(release.text("body", language))]
    for boilerplate in (line.boilerplate for line in release.boilerplate_lines.all()):
        links = links_in(getattr(boilerplate, column) or "")
        found += [(in_boilerplate, boilerplate, link) for link in links]
    missing = missing_pages(address for _sentence, _boilerplate, (_words, address) in found)
    sentences = [
        FieldReason(
            sentence % {"boilerplate": boilerplate, "words": words, "address": address},
            "boilerplate_lines" if boilerplate else column,
        )
        for sentence, boilerplate, (words, address) in found
        if address in missing
    ]
    return list(dict.fromkeys(sentences))
