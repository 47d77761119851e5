"""Texts of the files that a form of a release shows, by the names by which they are kept and saved."""

from collections.abc import Iterable, Iterator
from typing import Any

from common import initial_digests

from ..models import Attachment
from ..workflow import file_texts


def writable(formsets: Iterable[Any]) -> list[str]:
    return [name for name, _line, _column in _shown(formsets)]


def digests(formsets: Iterable[Any]) -> dict[str, str]:
    """As saved, also where the form was refused."""
    return {name: initial_digests.digest(line.initial.get(column)) for name, line, column in _shown(formsets)}


def refused(formsets: Iterable[Any]) -> list[str]:
    """They wait for whoever corrects them."""
    return [name for name, line, column in _shown(formsets) if line.is_bound and column in line.errors]


def _shown(formsets) -> Iterator[tuple[str, Any, str]]:
    for formset in formsets:
        for line in formset.initial_forms if formset.model is Attachment else ():
            for column in file_texts.COLUMNS:
                if column in line.fields and line.instance.pk:
                    yield file_texts.name_of(line.instance.pk, column), line, column
