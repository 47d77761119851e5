"""OpenDocument written as it goes: the library builds the whole document in memory first, a gigabyte for
50,000 rows."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from .markup import escape_odf, xml
from .ods_parts import CONTENT, END, MANIFEST, MIME, SETTINGS, STYLES, column_styles, meta
from .table import MAX_LINKS, Column, Kind, Row, Value, as_text, link, sheet_names, with_widths

SHEET_ROWS = 1_048_576
CELL_STYLES = {Kind.DATE: "day", Kind.DATETIME: "moment", Kind.NUMBER: "Default"}


def write_ods(
    file: BinaryIO,
    columns: Sequence[Column],
    rows: Iterable[Iterable[Value]],
    about: Sequence[tuple[str, str]] = (),
    title: str = "Export",
    about_title: str = "About",
) -> None:
    lines, widths = with_widths(columns, rows)
    names = sheet_names(title, about_title)
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        # First and not compressed: it is how programs recognise the file.
        package.writestr("mimetype", MIME, ZIP_STORED)
        with package.open("content.xml", "w") as content:
            for markup in _content(columns, widths, lines, about, names):
                content.write(markup.encode())
        package.writestr("styles.xml", STYLES)
        package.writestr("meta.xml", meta(names[0]))
        package.writestr("settings.xml", SETTINGS % {"sheet": xml(names[0])})
        package.writestr("META-INF/manifest.xml", MANIFEST)


def _content(columns, fitted, lines: Iterable[Row], about, names) -> Iterator[str]:
    yield CONTENT % {"styles": column_styles([*fitted, 30, 90])}
    yield f'<table:table table:name="{xml(names[0])}" table:style-name="sheet">'
    for index, column in enumerate(columns):
        yield _column(index, CELL_STYLES.get(column.kind, "text"))
    headers = "".join(_text(column.header, "header") for column in columns)
    yield f"<table:table-header-rows><table:table-row>{headers}</table:table-row></table:table-header-rows>"
    last = 1
    writers = [_writer(column.kind) for column in columns]
    links = _Links()
    for last, values in lines:  # noqa: B007
        markup = [write(value, links) for write, value in zip(writers, values, strict=True)]
        yield f"<table:table-row>{''.join(markup)}</table:table-row>"
    yield _below(last, len(columns))
    yield "</table:table>"
    if about:
        yield from _about(about, names[1], len(columns))
    yield END % {"range": _range(names[0], len(columns), last)}


class _Links:
    left = MAX_LINKS


def _about(about: Iterable[tuple[str, str]], name: str, first_style: int) -> Iterator[str]:
    yield f'<table:table table:name="{xml(name)}" table:style-name="sheet">'
    yield _column(first_style, "text") + _column(first_style + 1, "text")
    for label, value in about:
        yield f"<table:table-row>{_text(label, 'header')}{_text(value, 'wrapped')}</table:table-row>"
    yield "</table:table>"


def _below(last: int, width: int) -> str:
    """The rows that are still empty, so that what people type there takes the style of its column."""
    cell = f'<table:table-cell table:number-columns-repeated="{width}"/>'
    return f'<table:table-row table:number-rows-repeated="{SHEET_ROWS - last}">{cell}</table:table-row>'


def _column(index: int, style: str) -> str:
    return f'<table:table-column table:style-name="co{index}" table:default-cell-style-name="{style}"/>'


def _range(sheet: str, width: int, height: int) -> str:
    letters = ""
    while width:
        width, remainder = divmod(width - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    quoted = "'" + sheet.replace("'", "''") + "'"
    return xml(f"{quoted}.A1:{quoted}.{letters}{height}")


def _writer(kind: Kind) -> Callable[[Value, _Links], str]:
    links_here = kind in (Kind.EMAIL, Kind.URL)
    # A text among dates or numbers has to say that it is one.
    text_style = "" if kind.is_text else "text"

    def write(value: Value, links: _Links) -> str:
        if value is None or value == "":
            return "<table:table-cell/>"
        if type(value) is not str:
            return _typed(value, kind)
        if links_here and links.left and (target := link(value, kind)):
            links.left -= 1
            return _linked(value, target)
        return _text(value, text_style)

    return write


def _typed(value: Value, kind: Kind) -> str:
    if isinstance(value, datetime):
        return _cell("date", "date-value", value.isoformat(), as_text(value), "moment")
    if isinstance(value, date):
        return _cell("date", "date-value", value.isoformat(), as_text(value), "day")
    return _cell("float", "value", str(value), str(value))


def _cell(kind: str, attribute: str, value: str, shown: str, style: str = "") -> str:
    return (
        f'<table:table-cell{_styled(style)} office:value-type="{kind}" office:{attribute}="{value}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def _styled(style: str) -> str:
    return f' table:style-name="{style}"' if style else ""


def _linked(value: str, target: str) -> str:
    return (
        '<table:table-cell office:value-type="string"><text:p>'
        f'<text:a xlink:type="simple" xlink:href="{xml(target)}">{xml(value)}</text:a>'
        "</text:p></table:table-cell>"
    )


# White space that XML readers collapse, and line breaks, which are paragraphs.
_EXACT = re.compile(r"[\r\t]")
_SPACED = re.compile(r"^ | $|  |[\t\n\r]")


def _text(value: str, style: str = "") -> str:
    text = escape_odf(str(value))
    exact = ""
    if not _SPACED.search(text):
        paragraphs = f"<text:p>{xml(text)}</text:p>"
    else:
        # A paragraph cannot hold a carriage return, and LibreOffice loses its tabs; an attribute holds both.
        exact = f' office:string-value="{xml(text)}"' if _EXACT.search(text) else ""
        paragraphs = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in _LINE.split(text))
    return (
        f'<table:table-cell{_styled(style)} office:value-type="string"{exact}>{paragraphs}</table:table-cell>'
    )


_LINE = re.compile(r"\r\n|\r|\n")
_SPACES = re.compile(r"^ +| +$|  +|\t")


def _spaced(line: str) -> str:
    return _SPACES.sub(_space, xml(line).replace("&#9;", "\t"))


def _space(found: re.Match[str]) -> str:
    return "<text:tab/>" if found[0] == "\t" else f'<text:s text:c="{len(found[0])}"/>'
