"""XML as a stream of events: memory stays small whatever the document's shape, and a document that
defines anything of its own (DOCTYPE), as every XML bomb does, is refused where it begins to."""

from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from .table import MAX_READ_TEXT, UnreadableFile, damaged

CHUNK = 128 * 1024
# The parser starts again at the beginning of a tag that no chunk has ended.
MAX_TAG = 1024 * 1024
# The parser never forgets a name.
MAX_NAMES = 10_000
Attributes = dict[str, str]


def local(name: str) -> str:
    return name[name.rfind(" ") + 1 :]


class Actions(dict[str, Any]):
    """What to do by an element's name: with its namespace, or without it where several namespaces mean
    the same, as in workbooks (transitional and strict)."""

    def __missing__(self, name: str) -> Any:
        self[name] = action = self.get(local(name))
        return action


class Handler:
    """Calls the action of each element, and keeps the text between two of them while it is listening."""

    def __init__(self) -> None:
        self.starts = Actions()
        self.ends = Actions()
        self.listening = False
        self._pieces: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if action := self.starts[name]:
            action(attributes)

    def end(self, name: str) -> None:
        if action := self.ends[name]:
            action()

    def data(self, piece: str) -> None:
        if self.listening:
            self.keep(piece)

    def keep(self, piece: str) -> None:
        self._length += len(piece)
        if self._length > MAX_READ_TEXT:
            raise too_long()
        self._pieces.append(piece)

    def take_text(self) -> str:
        text = "".join(self._pieces)
        self._pieces, self._length = [], 0
        return text


def too_long() -> UnreadableFile:
    return UnreadableFile(
        _("A cell of this file holds more than %(limit)s characters, and no spreadsheet program writes that.")
        % {"limit": MAX_READ_TEXT}
    )


def feed(stream: IO[bytes], handler: Handler) -> Iterator[None]:
    """Stops after every chunk, so that the caller can take what the handler has found."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.data
    given = 0
    while chunk := stream.read(CHUNK):
        parser.Parse(chunk, False)
        given += len(chunk)
        if given - parser.CurrentByteIndex > MAX_TAG or len(parser.intern) > MAX_NAMES:
            raise damaged()
        yield
    parser.Parse(b"", True)
    yield


def elements(stream: IO[bytes], *names: str) -> list[tuple[str, Attributes]]:
    """The elements of these names, in the order of the document, their attributes without namespaces."""
    found: list[tuple[str, Attributes]] = []

    def keep(name: str) -> Callable[[Attributes], None]:
        return lambda attributes: found.append(
            (name, {local(key): value for key, value in attributes.items()})
        )

    handler = Handler()
    handler.starts |= {name: keep(name) for name in names}
    for _chunk in feed(stream, handler):
        pass
    return found


def _refuse(*_declaration: object) -> None:
    raise UnreadableFile(
        _("This file contains definitions (DOCTYPE) that no spreadsheet program writes, and was not opened.")
    )
