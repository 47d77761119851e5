"""Telephone numbers as their owner reads and writes them: one on each line, its label behind it."""

from django.core.exceptions import ValidationError

from common.characters import normalise
from common.languages import columns, own_column
from common.telephone_layout import international
from common.telephones import ParsedNumber, parse_numbers, split_extension

from ..columns.phone_labels import kind_of, labels_of
from ..models import Contact, PhoneNumber


def text_of(contact: Contact) -> str:
    return "\n".join(map(_line, contact.phone_numbers.all()))


def _line(phone):
    number = international(phone.dialled)
    line = _in_line(number, phone.label)
    # A label that would be read otherwise is not shown, and stays.
    return line if phone.label and _is_read_as(line, phone) else number


def _in_line(number, label):
    return f"{number} ({label})" if label else number


def _is_read_as(line, phone):
    try:
        found = [(one.number, one.label, one.is_fax) for one in read(line)]
    except ValidationError:
        return False
    return found == [(phone.dialled, phone.label, False)]


def read(text: str) -> list[ParsedNumber]:
    """Each number once. ValidationError with a sentence where a line cannot be read."""
    found = [one for line in text.splitlines() for one in parse_numbers(line)]
    return list({one.number: one for one in reversed(found)}.values())[::-1]


def is_same(text: str, contact: Contact) -> bool:
    """Whether nothing would change; what stands there without a label keeps the one it has."""
    phones = list(contact.phone_numbers.all())
    written = read(text)
    return [one.number for one in written] == [phone.dialled for phone in phones] and all(
        _has_label(phone, one.label) for phone, one in zip(phones, written, strict=True)
    )


def _has_label(phone: PhoneNumber, label: str) -> bool:
    labels = {normalise(getattr(phone, column) or "") for column in columns("label")}
    return not label or normalise(label) in labels


def _labels(word: str) -> dict[str, str]:
    """In each language: ours for a usual word, and any other word as it is."""
    return labels_of(kind_of(word), word) or dict.fromkeys(columns("label"), word)


def as_shown(text: str, contact: Contact) -> str:
    """The text, or its numbers with the labels that they will have where these are not the person's words."""
    known = {phone.dialled: phone for phone in contact.phone_numbers.all()}
    written = read(text)
    labels = [_label_shown(one, known.get(one.number)) for one in written]
    pairs = list(zip(written, labels, strict=True))
    if all(normalise(label) == normalise(one.label) for one, label in pairs):
        return text
    return "\n".join(_in_line(international(one.number), label) for one, label in pairs)


def _label_shown(one: ParsedNumber, phone: PhoneNumber | None) -> str:
    if not one.label or (phone and _has_label(phone, one.label)):
        return one.label
    return _labels(one.label)[own_column("label")]


def set_numbers(contact: Contact, text: str) -> None:
    """Numbers that stay keep their label, unless there is another; the order is the person's."""
    wanted = read(text)
    known = {phone.dialled: phone for phone in contact.phone_numbers.all()}
    gone = known.keys() - {one.number for one in wanted}
    contact.phone_numbers.filter(pk__in=[known[number].pk for number in gone]).delete()
    for order, one in enumerate(wanted):
        number, extension = split_extension(one.number)
        phone = known.get(one.number) or PhoneNumber(contact=contact, number=number, extension=extension)
        if not _has_label(phone, one.label):
            for column, label in _labels(one.label).items():
                setattr(phone, column, label)
        phone.order = order
        phone.save()
