"""The texts that a form of the desk sends to the typographer."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.db.models import Field, Model
from django.utils.text import capfirst

from common import languages
from common.fields import field_of

from ..models import Attachment, Boilerplate, Release
from ..texts.typographer import Correction, corrected, corrections
from ..workflow.checks.terms import rules_of_terms

# {model: what is written of it in each language, in the order of its form}
FIELDS: dict[type[Model], tuple[str, ...]] = {
    Release: ("title", "subtitle", "standfirst", "city", "body"),
    Attachment: ("alt", "caption"),
    Boilerplate: ("title", "body"),
}
_OF_FILE = re.compile(r"attachments-[0-9]{1,4}-(\w+)")


class Text(NamedTuple):
    model: type[Model]
    # Of the input, which may stand in one row of several.
    name: str
    column: str
    language: str
    text: str

    @property
    def field(self) -> Field:
        return field_of(self.model, self.column)

    @property
    def is_rich(self) -> bool:
        return getattr(self.field, "holds_markup", False)

    @property
    def label(self) -> str:
        name = next(
            name for name in FIELDS[self.model] if languages.column_in(self.language, name) == self.column
        )
        return capfirst(str(field_of(self.model, name).verbose_name))

    def corrections(self) -> list[Correction]:
        return corrections(self.text, self.language, self.is_rich, rules_of_terms(self.language))

    def corrected(self, only: set[int]) -> str:
        return corrected(self.text, self.language, self.is_rich, only, rules_of_terms(self.language))

    def has_room_for(self, text: str) -> bool:
        return self.field.max_length is None or len(text) <= self.field.max_length


def text_of(model: type[Model], field: str, language: str, text: str) -> Text:
    column = languages.column_in(language, field)
    return Text(model, column, column, language, text)


def sent_texts(sent: Mapping[str, str], model: type[Model], language: str) -> Iterator[Text]:
    """Of the form of the model, then of the files that stand in it."""
    for field in FIELDS[model]:
        if (column := languages.column_in(language, field)) in sent:
            yield text_of(model, field, language, sent[column])
    if model is not Release:
        return
    of_files = [languages.column_in(language, field) for field in FIELDS[Attachment]]
    for name in sent:
        found = _OF_FILE.fullmatch(name)
        if found and found[1] in of_files:
            yield Text(Attachment, name, found[1], language, sent[name])
