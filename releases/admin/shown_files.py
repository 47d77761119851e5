"""A file goes, or becomes a document, only when no text shows it any more."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common import languages

from ..models import Attachment, Boilerplate
from ..models.edition import ROOT
from ..texts.addresses import is_picture
from ..texts.richtext import clean_html, linked_files_in, pictures_in


def boilerplates_with(path: str) -> Iterator[tuple[Boilerplate, str]]:
    """Each boilerplate that shows a file or links to it, and the column that does."""
    for column in languages.columns("body"):
        for boilerplate in Boilerplate.objects.filter(**{f"{column}__contains": path}):
            if path in _files_in(getattr(boilerplate, column)):
                yield boilerplate, column


def lost_file_problems(html: str) -> list[str]:
    """Of a text without attachments of its own: files that are attached to no release."""
    paths = sorted(_files_in(_clean(html)))
    kept = Attachment.objects.filter(file__in=[f"{ROOT}{path}" for path in paths])
    sentence = _(
        "“%(file)s” is not attached to any release: it was deleted, or its address is wrong. Take "
        "it out of this text, or insert it with the address shown beside an attachment."
    )
    lost = set(paths) - {attachment.path for attachment in kept}
    return [sentence % {"file": _name(path)} for path in paths if path in lost]


def deletion_problems(paths: Iterable[str], bodies: dict[str, str]) -> list[str]:
    """Why files cannot go; `bodies` by language, as they are to be saved."""
    texts = {language: _clean(html) for language, html in bodies.items()} if paths else {}
    return [
        problem
        for path in paths
        for problem in (
            *(_in_text(path, language) for language, html in texts.items() if path in _files_in(html)),
            *(in_boilerplate(path, *found) for found in boilerplates_with(path)),
        )
    ]


def replacement_problems(replaced: dict[str, str], bodies: dict[str, str]) -> list[str]:
    """Of files that replace others, {old path: new name}, which no text could show as its picture."""
    documents = {path: name for path, name in replaced.items() if not is_picture(name.lower())}
    texts = {language: _clean(html) for language, html in bodies.items()} if documents else {}
    return [
        _no_picture(path, name, language)
        for path, name in documents.items()
        for language, html in texts.items()
        if path in pictures_in(html)
    ]


def _in_text(path, language):
    sentence = _("“%(file)s” is still in the text (%(language)s). Take it out of the text, or keep the file.")
    return sentence % {"file": _name(path), "language": languages.own_name(language)}


def in_boilerplate(path: str, boilerplate: Boilerplate, column: str) -> str:
    sentence = _(
        "“%(file)s” is still in the boilerplate “%(boilerplate)s” (%(language)s). Take it out of "
        "that text first."
    )
    language = languages.own_name(languages.language_of(column) or "")
    return sentence % {"file": _name(path), "boilerplate": boilerplate, "language": language}


def _no_picture(path, name, language):
    sentence = _(
        "“%(new)s” is not a picture, and the text (%(language)s) shows “%(file)s”. Choose a "
        "picture, or take “%(file)s” out of the text first."
    )
    return sentence % {"new": name, "file": _name(path), "language": languages.own_name(language)}


def _name(path):
    return path.rpartition("/")[2]


def _files_in(html):
    return {*pictures_in(html), *linked_files_in(html)}


def _clean(html):
    try:
        return clean_html(html)
    except ValidationError:  # its field says so
        return ""
