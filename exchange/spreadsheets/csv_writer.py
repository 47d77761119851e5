import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from .guard import guard
from .table import Column, Value, as_text, cells

CHUNK = 64 * 1024


def write_csv(
    columns: Sequence[Column], rows: Iterable[Iterable[Value]], separator: str = ";", *, marked: bool = True
) -> Iterator[bytes]:
    """The file in pieces: UTF-8, with the mark by which Excel knows it or without, dates as ISO 8601."""
    buffer = io.StringIO()
    # Every text is quoted: no separator but ours can be taken for one.
    writer = csv.writer(buffer, delimiter=separator, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    buffer.write("\ufeff" if marked else "")
    writer.writerow([guard(str(column.header)) for column in columns])
    for _number, values in cells(columns, rows):
        writer.writerow([_written(value) for value in values])
        if buffer.tell() > CHUNK:
            yield _taken(buffer)
    yield _taken(buffer)


def _written(value: Value) -> str | int | float:
    if type(value) is str:
        return guard(value)
    if type(value) is int or type(value) is float:
        return value
    return as_text(value)


def _taken(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return piece
