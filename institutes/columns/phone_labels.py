from functools import lru_cache

from django.utils.translation import override, pgettext_lazy

from common.fields import field_of
from common.languages import LANGUAGES, columns

from ..models import PhoneNumber
from .recognising import PHONE_KINDS, spelling

LABELS = {
    "phone_mobile": pgettext_lazy("telephone", "Mobile"),
    "phone_office": pgettext_lazy("telephone", "Office"),
    "phone_main": pgettext_lazy("telephone", "Switchboard"),
}
MAX_LABEL: int = field_of(PhoneNumber, "label").max_length or 0


def kind_of(label: str) -> str:
    """Nothing for a word that no program uses."""
    return PHONE_KINDS.get(spelling(label.lstrip("* ")), "")


@lru_cache(maxsize=1000)
def labels_of(kind: str, label: str) -> dict[str, str]:
    """The label in each language; a word of the file's own is the same in all."""
    found = {}
    for language, column in zip(LANGUAGES, columns("label"), strict=True):
        with override(language):
            found[column] = str(LABELS.get(kind, ""))
    if label and spelling(label) not in PHONE_KINDS and len(label) <= MAX_LABEL:
        found = dict.fromkeys(found, label)
    return {column: text for column, text in found.items() if text}
