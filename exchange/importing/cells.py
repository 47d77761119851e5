import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from common.characters import tidy
from common.forms import refuse_what_would_be_lost

from ..references import References
from ..resources import SheetResource
from ..spreadsheets import NO_RESULT

# What no database keeps, and the sign that something was lost on the way.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
LOST = "\ufffd"
# What spreadsheet programs write where a formula failed, in English and in French.
_FAILED = re.compile(
    r"#(N/A|N/D|REF!|VALUE!|VALEUR!|NAME\?|NOM\?|DIV/0!|NUM!|NOMBRE!|NULL!|NUL!|SPILL!|CALC!)|Err:\d{3}"
)
# Cells of few different values are understood once.
REMEMBERED = 5_000
SHORT = 200


class Cleaner:
    """Cleans the cells of one import."""

    def __init__(self, resource: SheetResource, references: References):
        self.resource, self.references = resource, references
        self.columns = resource.importable_columns()
        self._known: dict[str, dict[str, Any]] = defaultdict(dict)
        # By language, for their sentences.
        self._refused: dict[tuple[str | None, str, str], ValidationError] = {}

    def value(self, key: str, raw: Any) -> Any:
        """Raises ValidationError with a sentence that says what to write instead."""
        known = self._known[key]
        word = raw if isinstance(raw, str) else repr(raw)
        if word in known:
            return known[word]
        if len(word) > SHORT:
            return plain(self._clean(key, raw))
        for remembered in (known, self._refused):
            if len(remembered) >= REMEMBERED:
                remembered.clear()
        asked = (get_language(), key, word)
        if asked not in self._refused:
            try:
                known[word] = plain(self._clean(key, raw))
                return known[word]
            except ValidationError as refusal:
                self._refused[asked] = refusal
        raise self._refused[asked]

    def _clean(self, key, raw):
        texts = [raw.strip()] if isinstance(raw, str) else [text.strip() for text in _texts(raw)]
        for text in filter(_may_lose_something, texts):
            _refuse_what_would_be_lost(text)
        if NO_RESULT in texts:
            raise ValidationError(
                _(
                    "This cell contains a formula, but the file does not contain its result: open "
                    "the file in a spreadsheet program and save it there, or type the value "
                    "itself."
                )
            )
        if failed := next(filter(_FAILED.fullmatch, texts), None):
            raise ValidationError(
                _("“%(text)s” is the error of a formula; type the value itself.") % {"text": failed}
            )
        return self.columns[key].clean({key: raw}, names=self.references)


def _texts(raw: Any) -> Iterator[str]:
    """The text of a cell, or of all the cells that were made one value."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, tuple | list):
        for part in raw:
            yield from _texts(part)
    elif isinstance(raw, dict):
        yield from _texts(list(raw.values()))


def with_losses(found: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """{column: sentence} for cells of which cleaning would take something away.

    To be asked before they are understood or compared: afterwards it is not seen any more.
    """
    problems = {}
    for key, raw in found:
        if isinstance(raw, str) and not (raw.isascii() and raw.isprintable()):
            try:
                # Letters that the file has lost already may be known from what is there: spelling.py.
                _refuse_what_would_be_lost(raw.replace(LOST, "?"))
            except ValidationError as refusal:
                problems[key] = str(refusal.message)
    return problems


def _may_lose_something(text):
    """Most cells are plain: a tenth of the time."""
    return not (text.isascii() and text.isprintable())


def _refuse_what_would_be_lost(text):
    refuse_what_would_be_lost(_UNSTORABLE.sub(LOST, text))


def is_empty(raw: Any) -> bool:
    if not isinstance(raw, str):
        return raw is None
    # Hardly any cell begins with another sign, and cleaning takes away none of these.
    return not ("!" <= raw[:1] <= "~" or tidy(raw))


def _members(values: list | None) -> set:
    """A number to add comes with its labels."""
    return {value["number"] if isinstance(value, dict) else value for value in values or []}


def filled_cells(values: list, first: int) -> list[tuple[int, Any]]:
    """(place, value) of the cells from that place on that hold something."""
    return [(place, values[place]) for place in range(first, len(values)) if not is_empty(values[place])]


def extra_cells_sentence(number: int, extra_cells: list[tuple[int, Any]], *, is_separated: bool) -> str:
    shown = [
        _("%(cell)s “%(text)s”")
        % {"cell": f"{get_column_letter(place + 1)}{number}", "text": text(value)[:60]}
        for place, value in extra_cells[:3]
    ]
    if is_separated:
        # Mostly an unquoted text that contains the separator: the cells after it are shifted.
        sentence = _(
            "This row has more cells than there are column names: %(cells)s. In a CSV file, put quotation "
            "marks around a text that contains the separator."
        )
    else:
        sentence = _(
            "This row has more cells than there are column names: %(cells)s. Name their columns in the "
            "first row, or empty these cells."
        )
    return sentence % {"cells": ", ".join(shown)}


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def text(raw: Any) -> str:
    """As the person saw it, for the copy of the refused rows."""
    if raw is None:
        return ""
    written = raw if isinstance(raw, str) else str(plain(raw))
    return written if written.isprintable() else _UNSTORABLE.sub(LOST, written)


def same(kind: str, old: Any, new: Any) -> bool:
    """Case of an e-mail, order of several values, spaces and NULL make no difference."""
    if old == new:
        return True
    if isinstance(old, list) or isinstance(new, list):
        return _members(old) == _members(new)
    if isinstance(old, bool) or isinstance(new, bool):
        return bool(old) == bool(new)
    if isinstance(old, str) or isinstance(new, str):
        old, new = tidy(old or ""), tidy(new or "")
        return old.lower() == new.lower() if kind == "email" else old == new
    return old == new
