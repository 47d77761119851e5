from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.languages import LANGUAGES, column_in, own_column
from exchange.widgets import Choice

from ..models import Organisation
from . import other_program_organisation_headers as headers
from . import recognising
from .recognising import known_as, table

NAMES, SHORT_NAMES = table(headers.NAMES), table(headers.SHORT_NAMES)
WEBSITES, KINDS = table({"website": headers.WEBSITES}), table({"kind": headers.KINDS})
CITIES, IGNORED = table({"cities": headers.CITIES}), table({"ignored": headers.IGNORED})
_KIND = Choice(Organisation.Kind, LANGUAGES)


def column_by_alias(header: str) -> str:
    """The key of the column here, or nothing."""
    for names, field in ((NAMES, "name"), (SHORT_NAMES, "short_name")):
        if language := known_as(header, names):
            return own_column(field) if language == "any" else column_in(language, field)
    return ""


def is_alias(header: str) -> bool:
    """A list of organisations has columns of lists of people, too: telephone, e-mail, notes."""
    own = column_by_alias(header) or known_as(header, WEBSITES, KINDS, CITIES, IGNORED)
    return bool(own) or recognising.is_alias(header)


def may_be_chosen(header: str) -> bool:
    """Whether a column that is left out may be of use to somebody."""
    return bool(known_as(header, KINDS, CITIES))


def why_left_out(header: str, cities: str) -> str:
    """Nothing for what no table has; `cities` is the header of ours."""
    if known_as(header, CITIES):
        return _("Only schools have cities here: left out, unless you choose “%(column)s”.") % {
            "column": cities
        }
    if known_as(header, KINDS):
        allowed = ", ".join(str(label) for label in Organisation.Kind.labels)
        return _("Left out, unless you choose otherwise: few of its cells are one of: %(allowed)s.") % {
            "allowed": allowed
        }
    return _("Not needed here.") if is_alias(header) and not column_by_alias(header) else ""


def refine_by_content(texts: Sequence[str], keys: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The keys, with those that the name alone could not give; `rows` are cells as text."""
    settled = list(keys)
    for place, header in enumerate(texts):
        key = known_as(header, WEBSITES, KINDS)
        if not key or key in settled:
            continue
        cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
        if sum(map(_CONTENT_CHECKS[key], cells)) * 2 > len(cells):
            settled[place] = key
    return settled


def _is_kind(cell: str) -> bool:
    try:
        return bool(_KIND.clean(cell))
    except ValidationError:
        return False


def _is_address(cell: str) -> bool:
    return "." in cell and len(cell.split()) == 1


_CONTENT_CHECKS = {"kind": _is_kind, "website": _is_address}
