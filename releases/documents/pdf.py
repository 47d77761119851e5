"""A4, as it is laid on a desk or sent to an editor: the words of the page under a letterhead."""

import ctypes
import importlib.util
from functools import cache
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from common.pdf.making import TooMuch, pdf_of

from ..models import DocumentFile
from ..models.edition import ROOT
from .kinds import Kind, NotMade, Source

STATIC = Path(settings.BASE_DIR, "static")
STYLE, MARK, FONTS = "css/pdf.css", "img/mark.svg", "fonts"
# Before the names of our own files: no host, in a scheme in which "../" is understood.
OWN = "https://own.invalid"
# Pango and what it comes with.
LIBRARIES = (
    *("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libgobject-2.0.so.0"),
    *("libharfbuzz.so.0", "libfontconfig.so.1"),
)
MADE_WITH = (
    *("common/pdf", "templates/releases", "templates/institutes", "institutes/templatetags"),
    *(f"static/{name}" for name in (STYLE, MARK)),
)


def write(source: Source, file: BinaryIO) -> None:
    context = {"edition": source.edition, "source": source, "style": f"{OWN}/{STYLE}"}
    html = render_to_string("releases/documents/pdf.html", context)
    try:
        file.write(pdf_of(html, source.origin, _files(source)))
    except TooMuch as error:
        raise NotMade(str(error)) from error


def _files(source):
    own = {f"{OWN}/{path.relative_to(STATIC)}": path for path in _own_files()}
    shown = {
        source.origin + reverse("file", kwargs={"path": line["path"]}): default_storage.path(
            ROOT + line["path"]
        )
        for line in source.edition.shown_files
    }
    return {**own, **shown}


def _own_files():
    return [STATIC / STYLE, STATIC / MARK, *(STATIC / FONTS).glob("*.woff2")]


def lacks() -> str:
    missing = _missing()
    return _("the server has no %(names)s") % {"names": ", ".join(missing)} if missing else ""


@cache
def _missing() -> list[str]:
    """Asked when the site starts, so without loading WeasyPrint, which takes as long as all the rest."""
    if importlib.util.find_spec("weasyprint") is None:
        return ["WeasyPrint"]
    return [name for name in LIBRARIES if not _is_there(name)]


def _is_there(library):
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


PDF = Kind(DocumentFile.Kind.PDF, "pdf", "application/pdf", write, MADE_WITH, lacks, shown_in_browser=True)
