"""Tables out to spreadsheets and back: XLSX, ODS and CSV that are safe to open and safe to read."""

from .csv_encoding import ENCODINGS
from .csv_encoding import name_of as encoding_name
from .csv_reader import SEPARATORS
from .csv_writer import write_csv
from .header import NONE, ROW
from .ods_writer import write_ods
from .reading import open_table
from .sheets import NO_RESULT
from .table import MAX_LINKS, MAX_TEXT, Column, Kind, Row, Table, UnreadableFile, UnwritableCell, Value, cell
from .vcard_reader import VCARD
from .xlsx_writer import write_xlsx

__all__ = [
    "ENCODINGS",
    "MAX_LINKS",
    "MAX_TEXT",
    "NONE",
    "NO_RESULT",
    "ROW",
    "SEPARATORS",
    "VCARD",
    "Column",
    "Kind",
    "Row",
    "Table",
    "UnreadableFile",
    "UnwritableCell",
    "Value",
    "cell",
    "encoding_name",
    "open_table",
    "write_csv",
    "write_ods",
    "write_xlsx",
]
