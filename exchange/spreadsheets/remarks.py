from collections import defaultdict
from collections.abc import Iterator
from enum import Enum, auto

from django.utils.translation import gettext_lazy as _

MAX_NAMED = 20


class Remark(Enum):
    HIDDEN = auto()
    MERGED = auto()
    WIDE = auto()
    FORMULA = auto()
    REPAIRED = auto()
    UNDECODABLE = auto()
    TRUNCATED = auto()


SENTENCES = {
    Remark.HIDDEN: _("Hidden rows are read too: %(rows)s."),
    Remark.MERGED: _(
        "Merged cells apply to each of their rows; these rows take a value from a row above: %(rows)s."
    ),
    Remark.WIDE: _(
        "In these rows a cell is merged over several columns: %(rows)s. What it says is taken for the "
        "first of them only; if it belongs to others too, split the cell in the file and fill in each."
    ),
    Remark.FORMULA: _("These rows contain formulas whose results are not in the file: %(rows)s."),
    Remark.REPAIRED: _("Wrongly encoded accents were repaired in these rows (Ã© to é): %(rows)s."),
    Remark.UNDECODABLE: _("These rows contain bytes that could not be decoded, shown as \ufffd: %(rows)s."),
    Remark.TRUNCATED: _(
        "These vCards are incomplete, as in a truncated file; check them, and whether others are "
        "missing: %(rows)s."
    ),
}


class Remarks:
    def __init__(self) -> None:
        self._rows: dict[Remark, list[int]] = defaultdict(list)
        self._counts: dict[Remark, int] = defaultdict(int)

    def add(self, remark: Remark, row: int, times: int = 1) -> None:
        named = self._rows[remark]
        if named and named[-1] == row:
            return
        self._counts[remark] += times
        named.extend(range(row, row + min(times, MAX_NAMED - len(named))))

    def sentences(self) -> Iterator[str]:
        for remark, rows in self._rows.items():
            more = " …" if self._counts[remark] > len(rows) else ""
            yield SENTENCES[remark] % {"rows": ", ".join(map(str, rows)) + more}
