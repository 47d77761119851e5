from collections.abc import Sequence
from datetime import UTC, datetime

from .markup import xml
from .table import EXPORT_KEYWORD

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    # Also in the values of settings, where a program that does not know the prefix ignores them.
    "ooo": "http://openoffice.org/2004/office",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
_VERSION = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items()) + ' office:version="1.2"'

CONTENT = f"""{_DECLARATION}<office:document-content {_VERSION}><office:automatic-styles>\
<style:style style:name="sheet" style:family="table"><style:table-properties table:display="true"/>\
</style:style>%(styles)s</office:automatic-styles><office:body><office:spreadsheet>"""

END = """<table:database-ranges><table:database-range table:name="__Anonymous_Sheet_DB__0" \
table:target-range-address="%(range)s" table:display-filter-buttons="true"/></table:database-ranges>\
</office:spreadsheet></office:body></office:document-content>"""


def column_styles(widths: Sequence[int]) -> str:
    return "".join(
        f'<style:style style:name="co{index}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 0.22:.2f}cm"/></style:style>'
        for index, width in enumerate(widths)
    )


_YEAR = '<number:year number:style="long"/>'
_MONTH = '<number:month number:style="long"/>'
_DAY = '<number:day number:style="long"/>'
_DATE = f"{_YEAR}<number:text>-</number:text>{_MONTH}<number:text>-</number:text>{_DAY}"
_HOURS = '<number:hours number:style="long"/>'
_MINUTES = '<number:minutes number:style="long"/>'
_TIME = f"<number:text> </number:text>{_HOURS}<number:text>:</number:text>{_MINUTES}"


def _style(name: str, parent: str = "Default", data: str = "", properties: str = "") -> str:
    shown_by = f' style:data-style-name="{data}"' if data else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell" '
        f'style:parent-style-name="{parent}"{shown_by}>{properties}</style:style>'
    )


# Common styles: their names, and so what they mean, survive being saved by LibreOffice.
STYLES = "".join(
    [
        f"{_DECLARATION}<office:document-styles {_VERSION}><office:styles>",
        # As text, so that a telephone number typed below stays as it is typed.
        '<number:text-style style:name="as-text"><number:text-content/></number:text-style>',
        f'<number:date-style style:name="as-day">{_DATE}</number:date-style>',
        f'<number:date-style style:name="as-moment">{_DATE}{_TIME}</number:date-style>',
        '<style:style style:name="Default" style:family="table-cell"/>',
        _style("text", data="as-text"),
        _style("header", "text", properties='<style:text-properties fo:font-weight="bold"/>'),
        _style("wrapped", "text", properties='<style:table-cell-properties fo:wrap-option="wrap"/>'),
        _style("day", data="as-day"),
        _style("moment", data="as-moment"),
        "</office:styles></office:document-styles>",
    ]
)


def _setting(name: str, kind: str, value: object) -> str:
    return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'


# The header stays in sight: the sheet is split, for good, below its first row.
SETTINGS = f"""{_DECLARATION}<office:document-settings {_VERSION}><office:settings>\
<config:config-item-set config:name="ooo:view-settings">\
<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>\
{_setting("ViewId", "string", "view1")}\
<config:config-item-map-named config:name="Tables">\
<config:config-item-map-entry config:name="%(sheet)s">\
{_setting("HorizontalSplitMode", "short", 0)}\
{_setting("VerticalSplitMode", "short", 2)}\
{_setting("VerticalSplitPosition", "int", 1)}\
{_setting("ActiveSplitRange", "short", 2)}\
{_setting("PositionBottom", "int", 1)}\
</config:config-item-map-entry></config:config-item-map-named>\
{_setting("ActiveTable", "string", "%(sheet)s")}\
</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>\
</office:settings></office:document-settings>"""

MANIFEST = f"""{_DECLARATION}<manifest:manifest manifest:version="1.2" \
xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">\
<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{MIME}"/>\
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>\
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>\
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>\
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>\
</manifest:manifest>"""


def meta(title: str) -> str:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f"{_DECLARATION}<office:document-meta {_VERSION}><office:meta><dc:title>{xml(title)}</dc:title>"
        f"<meta:keyword>{EXPORT_KEYWORD}</meta:keyword>"
        f"<meta:creation-date>{now}</meta:creation-date></office:meta></office:document-meta>"
    )
