"""One ZIP file with the other documents, the text, the pictures in full size and what machines read."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, BinaryIO

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from ..models import Attachment, DocumentFile, Edition
from ..models.attachment import ROOT
from ..public.api import ninjs
from ..public.api.rows import rows
from ..public.plain_text import as_text
from .kinds import Kind, Source

FOLDERS = {Attachment.Kind.PICTURE: "pictures", Attachment.Kind.DOCUMENT: "documents"}
# Pictures and Word files are compressed already.
COMPRESSED = (".txt", ".json", ".pdf")


def pack_of(kinds: Iterable[Kind]) -> Kind:
    kinds = tuple(kinds)

    def write(source: Source, file: BinaryIO) -> None:
        with zipfile.ZipFile(file, "w") as pack:
            for kind in kinds:
                if not kind.lacks():
                    with TemporaryFile() as made:
                        kind.write(source, made)
                        made.seek(0)
                        _add(pack, source, kind.file_name(source), made)
            for name, text in _texts(source):
                _add(pack, source, name, text)
            for path, name in names_of_files(source.edition):
                # Of all that is in the pack, a piece of one file is in memory.
                with default_storage.open(ROOT + path) as stored:
                    _add(pack, source, name, stored)

    made_with = {each for kind in kinds for each in kind.made_with}
    return Kind(DocumentFile.Kind.PACK, "zip", "application/zip", write, tuple(sorted(made_with)))


def _add(pack: zipfile.ZipFile, source: Source, name: str, content: IO[bytes] | str) -> None:
    moment = timezone.localtime(source.edition.live_from)
    entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED if name.endswith(COMPRESSED) else zipfile.ZIP_STORED
    # Readable by whoever unpacks it.
    entry.external_attr = 0o644 << 16
    if isinstance(content, str):
        pack.writestr(entry, content)
        return
    with pack.open(entry, "w") as target:
        copyfileobj(content, target)


def _texts(source) -> Iterator[tuple[str, str]]:
    yield f"{source.file_name}.txt", as_text(source.edition, source.address)
    if lines := _credits(source.edition):
        yield "credits.txt", lines
    if not source.is_draft:
        [row] = rows(Edition.objects.filter(pk=source.edition.pk).order_by(), "body")
        data = ninjs.item(row, source.origin)
        yield "metadata.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def names_of_files(edition: Edition) -> list[tuple[str, str]]:
    """(path, name in the pack) of what the edition offers beside its text; each name once."""
    used: set[str] = set()
    names = []
    for line in edition.attachments:
        stem, dot, extension = f"{FOLDERS[line['kind']]}/{line['name']}".rpartition(".")
        name, number = f"{stem}{dot}{extension}", 2
        while name in used:
            name, number = f"{stem}-{number}{dot}{extension}", number + 1
        used.add(name)
        names.append((line["path"], name))
    return names


def _credits(edition):
    names = dict(names_of_files(edition))
    return "\n".join(_credit(names[line["path"]], line) for line in edition.attachments)


def _credit(name, line):
    told = [
        (gettext("Caption"), line["caption"]),
        (pgettext("of a picture", "Shows"), line["alt"]),
        (gettext("Credit"), line["credit"]),
        (gettext("Licence"), line["licence"]),
    ]
    # A colon has a space before it in French.
    lines = [gettext("%(term)s: %(text)s") % {"term": term, "text": text} for term, text in told if text]
    return "\n".join([name, *lines]) + "\n"
