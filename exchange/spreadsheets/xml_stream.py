"""XML as a stream of events: memory stays small whatever the document's shape, and a document that
has definitions (DOCTYPE), as every entity expansion attack needs, is refused at once."""

from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from . import limits
from .limits import Usage
from .table import UnreadableFile

CHUNK = 128 * 1024
Attributes = dict[str, str]


def local_name(name: str) -> str:
    return name[name.rfind(" ") + 1 :]


class Actions(dict[str, Any]):
    """What to do by an element's name: with its namespace, or without it where several namespaces mean
    the same, as in workbooks (transitional and strict)."""

    def __missing__(self, name: str) -> Any:
        self[name] = action = self.get(local_name(name))
        return action


class Handler:
    """Calls the action of each element, and keeps the text between two of them while it is listening."""

    def __init__(self) -> None:
        self.starts = Actions()
        self.ends = Actions()
        self.listening = False
        self.depth = 0
        self._pieces: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if action := self.starts[name]:
            action(attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        if action := self.ends[name]:
            action()

    def data(self, piece: str) -> None:
        if self.listening:
            self.keep(piece)

    def keep(self, piece: str) -> None:
        self._length += len(piece)
        if self._length > limits.CELL_CHARACTERS.most:
            raise limits.CELL_CHARACTERS.exceeded()
        self._pieces.append(piece)

    def take_text(self) -> str:
        text = "".join(self._pieces)
        self._pieces, self._length = [], 0
        return text


def feed(stream: IO[bytes], handler: Handler, usage: Usage) -> Iterator[None]:
    """Stops after every chunk, so that the caller can take what the handler has found."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.data
    fed = 0
    while chunk := stream.read(CHUNK):
        with usage.working():
            parser.Parse(chunk, False)
        fed += len(chunk)
        shape = (
            (limits.TAG, fed - parser.CurrentByteIndex),
            (limits.NAMES, len(parser.intern)),
            (limits.DEPTH, handler.depth),
        )
        for limit, size in shape:
            if size > limit.most:
                raise limit.exceeded()
        yield
    parser.Parse(b"", True)
    yield


def elements(stream: IO[bytes], *names: str) -> list[tuple[str, Attributes]]:
    """The elements of these names, in the order of the document, their attributes without namespaces."""
    found: list[tuple[str, Attributes]] = []

    def keep(name: str) -> Callable[[Attributes], None]:
        return lambda attributes: found.append(
            (name, {local_name(key): value for key, value in attributes.items()})
        )

    handler = Handler()
    handler.starts |= {name: keep(name) for name in names}
    for _chunk in feed(stream, handler, Usage()):
        if len(found) > limits.ELEMENTS.most:
            raise limits.ELEMENTS.exceeded()
    return found


def _refuse(*_declaration: object) -> None:
    raise UnreadableFile(
        _("This file contains definitions (DOCTYPE) that no spreadsheet program writes, and was not opened.")
    )
