"""Texts of editions that were replaced since, without the files that no live edition shows any more."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.translation import gettext, override

from ..models import Edition, EditionFile
from ..texts.richtext import linked_files_in, pictures_in
from .lookup import Approved

_PICTURE = re.compile(r'<img[^<>]*\ssrc="/files/([^"]+)"[^<>]*>')
_ALT = re.compile(r'\salt="([^"]*)"')
_LINK = re.compile(r'<a[^<>]*\shref="/files/([^"#?]+)[^<>]*>')


def texts_of(*approved: Approved) -> list[Edition]:
    """In the order in which they are asked for."""
    keys = [edition.pk for edition in approved]
    found = Edition.objects.ever_live().filter(pk__in=keys).select_related("address").order_by().in_bulk()
    editions = [found[key] for key in keys]
    public = _public(set().union(*map(_files_of, editions)))
    for edition in editions:
        _leave_out_others(edition, public)
    return editions


def _markup_of(edition):
    return [edition.body, *(line["body"] for line in edition.boilerplates)]


def _files_of(edition):
    markup = "".join(_markup_of(edition))
    return {*(file["path"] for file in edition.attachments), *pictures_in(markup), *linked_files_in(markup)}


def _public(paths: Iterable[str]) -> set[str]:
    live = Edition.objects.live().order_by()
    files = (
        EditionFile.objects.filter(path__in=paths, edition__in=live) if paths else EditionFile.objects.none()
    )
    return set(files.values_list("path", flat=True))


def _leave_out_others(edition, public):
    with override(edition.language):
        edition.body = _without_others(edition.body, public)
        boilerplates = [
            line | {"body": _without_others(line["body"], public)} for line in edition.boilerplates
        ]
    attachments = [file for file in edition.attachments if file["path"] in public]
    edition.document = edition.document | {"attachments": attachments, "boilerplates": boilerplates}


def _without_others(markup, public):
    markup = _PICTURE.sub(lambda tag: tag[0] if tag[1] in public else _in_words(tag[0]), markup)
    return _LINK.sub(lambda tag: tag[0] if tag[1] in public else "<a>", markup)


def _in_words(tag):
    alt = _ALT.search(tag)
    words = gettext("[Picture that is not public any more]")
    return f"<em>{escape(words)}{' ' + alt[1] if alt and alt[1] else ''}</em>"
