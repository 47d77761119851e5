import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat
from zipfile import ZipFile

from .archives import is_zip_bomb

# In the types of parts and of relations of Microsoft's documents: by these their programs find what to run.
TYPES = (
    "vbaproject",
    "vbadata",
    "macroenabled",
    "macrosheet",
    "activex",
    "/oleobject",
    "template from elsewhere",
)
# A template may bring macros of its own; one that lies on the author's disk stays there.
TEMPLATE = "attachedtemplate"
REMOTE_PREFIXES = ("http:", "https:", "ftp:", "\\\\", "//")
# What Microsoft's programs call the part with the macros.
PROJECT = "vbaproject.bin"
# The folders of OpenDocument: StarBasic, its dialogs, and the other languages; and one of Microsoft's.
FOLDERS = frozenset({"basic", "dialogs", "scripts", "activex"})
# How OpenDocument calls a script, wherever that lies.
CALLS = ("vnd.sun.star.script:", "macro:")
# Microsoft's old container: an object of any program, which opens it, or a document with macros of its own.
# The workbook of a chart is a package, and is published.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OBJECT = re.compile(r"/embeddings/oleobject[^/]*$")
# In bytes: as much is unpacked, and no more.
MAX_UNPACKED = 64 * 1024 * 1024
CHUNK = 256 * 1024


class TooLarge(Exception):
    """More would have to be unpacked than anybody's document has."""


def has_macros(package: ZipFile) -> bool:
    """Or what may bring them: ActiveX controls and OLE objects.

    TooLarge when that cannot be said at a bearable cost; what a damaged package raises."""
    parts = package.infolist()
    if is_zip_bomb(parts) or any(is_zip_bomb([part]) for part in parts):
        raise TooLarge
    return any(_is_of_macros(name.lower()) for name in package.namelist()) or _has_inside(package)


def _is_of_macros(name: str) -> bool:
    return name.endswith(PROJECT) or bool(OBJECT.search(name)) or not FOLDERS.isdisjoint(name.split("/")[:-1])


def _has_inside(package: ZipFile) -> bool:
    unpacked = _Unpacked(package)
    for name in package.namelist():
        if unpacked.start(name).startswith(OLE):
            return True
        values = unpacked.attribute_values(name)
        if _declares_types(name) and any(word in value.lower() for value in values for word in TYPES):
            return True
        if _may_call_scripts(name) and any(value.lower().startswith(CALLS) for value in values):
            return True
    return False


def _declares_types(name: str) -> bool:
    return name.lower().endswith(("[content_types].xml", ".rels"))


def _may_call_scripts(name: str) -> bool:
    return name.lower().split("/")[-1] in ("content.xml", "styles.xml")


class _Unpacked:
    """The parts of a package, as long as not too much of them is asked for."""

    def __init__(self, package: ZipFile):
        self._package, self._left = package, MAX_UNPACKED

    def start(self, name: str) -> bytes:
        with self._package.open(name) as part:
            return part.read(len(OLE))

    def attribute_values(self, name: str) -> Iterator[str]:
        """The values of all attributes, of which none is hidden by how it is written."""
        values: list[str] = []
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = lambda _name, found: values.extend(_with_template_type(found.values()))
        for chunk in self._chunks(name):
            parser.Parse(chunk, False)
            yield from values
            values.clear()

    def _chunks(self, name: str) -> Iterator[bytes]:
        with self._package.open(name) as part:
            while chunk := part.read(CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise TooLarge
                yield chunk


def _with_template_type(values: Iterable[str]) -> Iterator[str]:
    yield from values
    small = [value.strip().lower() for value in values]
    targets = [value for value in small if TEMPLATE not in value]
    # The type itself begins with http, too.
    if len(targets) < len(small) and any(target.startswith(REMOTE_PREFIXES) for target in targets):
        yield TYPES[-1]


def _refuse(*_declaration: object) -> None:
    raise ValueError("no office program writes a DOCTYPE")
