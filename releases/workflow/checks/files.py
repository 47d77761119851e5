from django.utils.translation import gettext_lazy as _

from ...models import Attachment
from ...models.edition import ROOT
from ...texts.richtext import linked_files_in, pictures_in
from .groups import LINKS
from .links import of_boilerplate
from .registry import BLOCKS, check

SHOWN = _("The text shows “%(file)s”, which is not attached to this release.")
LINKED = _("The text links to “%(file)s”, which is not attached to this release.")
SHOWN_NOWHERE = _("The text shows “%(file)s”, which is not attached to any release.")
LINKED_NOWHERE = _("The text links to “%(file)s”, which is not attached to any release.")
NO_PICTURE = _("The text shows “%(file)s” as a picture, but it is not one: insert a link to it instead.")


@check("attached", BLOCKS, _("Files and pictures that are not attached"), LINKS, always=True)
def attached(text, limits):
    own = {attachment.path: attachment.kind for attachment in text.attachments}
    for problem in _problems(text.text("body"), own, SHOWN, LINKED):
        yield text.finding(problem, "body")
    for boilerplate in text.boilerplates:
        html = text.text_of(boilerplate, "body")
        for problem in _problems(html, _attached_anywhere(html), SHOWN_NOWHERE, LINKED_NOWHERE):
            yield of_boilerplate(boilerplate, problem)


def _attached_anywhere(html):
    """The files of a boilerplate are attached to whichever release they came with."""
    names = [ROOT + path for path in (*pictures_in(html), *linked_files_in(html))]
    found = Attachment.objects.filter(file__in=names) if names else ()
    return {attachment.path: attachment.kind for attachment in found}


def _problems(html, known, shown, linked):
    for sentence, paths in ((shown, pictures_in(html)), (linked, linked_files_in(html))):
        for path in sorted(set(paths) - set(known)):
            yield sentence % {"file": _file_name(path)}
    for path in sorted(set(pictures_in(html)) & set(known)):
        if known[path] != Attachment.Kind.PICTURE:
            yield NO_PICTURE % {"file": _file_name(path)}


def _file_name(path):
    return path.rpartition("/")[2]
