import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from common.characters import normalise, shortened
from common.email_parsing import one_address
from common.languages import LANGUAGES, column_in, columns, own_column
from common.telephones import has_words, numbers_in, parse_numbers, split_extension
from exchange.importing import cells
from exchange.importing.matches import MappedRow
from exchange.widgets import PhoneCells

from ..columns.full_names import split_full_name
from ..columns.job_titles import language_of_title
from ..columns.objections import objection_in
from ..columns.phone_labels import MAX_LABEL, kind_of, labels_of
from ..columns.recognising import extension_in, spelling
from ..columns.widgets import ConsentCell, NotAPerson, Objection, holds_address

# A longer one is refused as it stands.
MAX_NAME = 200
OBJECTIONS = Objection(LANGUAGES)
# Kinds of numbers that are never kept.
NOT_TAKEN = ("private", "no telephone")

# Columns beside numbers.
NO_NUMBERS = ("phone_label", "phone_extension")

Pairs = Sequence[tuple[str, Any]]
Added = tuple[str, dict[str, str]]


ONLY_THE_OBJECTION = gettext_lazy(
    "This person objects: only the objection and the person’s identity are imported."
)


class TitleInUnknownLanguage(str):
    """A job title of which the file does not say in what language it is."""


class OtherProgramRowMapper:
    """`own` are the cells of our own columns, `others` (key, cell) of all the rest in the order of the file.

    `known` gives the (first, last) name of somebody who is here already, by all the words of the name.
    """

    def __init__(self, own: dict[str, Any], others: Pairs, known: Callable[[str], tuple[str, str] | None]):
        self.raw, self.others, self.known = dict(own), others, known
        self.remarks: list[str] = []

    def mapped(self) -> MappedRow:
        self._name()
        self._title()
        self._email()
        self._phones()
        self._objection()
        return MappedRow(self.raw, self.remarks)

    def _cells(self, *keys: str) -> list[tuple[str, Any]]:
        return [(key, cell) for key, cell in self.others if key in keys and not cells.is_empty(cell)]

    def _own(self, key: str) -> Any:
        cell = self.raw.get(key)
        return None if cells.is_empty(cell) else cell

    def _name(self):
        nobody = self._cells("not_a_person")
        if nobody and not self._own("last_name"):
            self.raw["last_name"] = NotAPerson(cells.tidy(cells.text(nobody[0][1])))
            return
        whole = self._cells("full_name", "full_name_reversed")
        if whole and not self._own("last_name") and _is_same(self._own("first_name"), whole[0][1]):
            # Telephones keep the only name of a person as a first name.
            self.raw["first_name"], self.raw["last_name"] = "", self.raw["first_name"]
            return
        if not whole or self._own("first_name") or self._own("last_name"):
            return
        key, cell = whole[0]
        text = cells.tidy(cells.text(cell))
        is_name = len(text) <= MAX_NAME and not holds_address(text)
        if names := self.known(text) if is_name else ("", text):
            self.raw["first_name"], self.raw["last_name"] = names
            return
        first, last, is_certain = split_full_name(
            text,
            last_first=key == "full_name_reversed",
            organisation=cells.tidy(cells.text(self._own("organisation"))),
        )
        self.raw["first_name"], self.raw["last_name"] = first, last
        sentence = _("“%(name)s” is read as first name “%(first)s”, last name “%(last)s”.")
        doubt = "" if is_certain else _("It could be split differently: check it.")
        self.remarks.append(
            f"{sentence} {doubt}".strip() % {"name": text, "first": first or "–", "last": last}
        )

    def _title(self):
        for column in columns("job_title"):
            if extension_in(text := cells.text(self.raw.get(column))):
                del self.raw[column]
                sentence = _("“%(text)s” is not a job title but looks like an extension; left out.")
                self.remarks.append(sentence % {"text": text})
        titles = [cells.tidy(cells.text(cell)) for _key, cell in self._cells("job_title")]
        for title in titles:
            language = language_of_title(normalise(title).split())
            column = column_in(language, "job_title") if language else own_column("job_title")
            if not self._own(column):
                self.raw[column] = TitleInUnknownLanguage(title)
            elif title != cells.tidy(cells.text(self.raw[column])):
                said = {"title": shortened(title, MAX_NAME)}
                self.remarks.append(_("There is already another job title; left out: %(title)s.") % said)

    def _email(self):
        found = self._emails()
        if found and not self._own("email"):
            label, self.raw["email"] = found.pop(0)
            self._say_private(label)
        addresses = [cell for _label, cell in found]
        left = [text for cell in addresses if not self._is_email(text := cells.text(cell))]
        if left:
            said = {"others": shortened(", ".join(left), MAX_NAME)}
            self.remarks.append(_("A contact can have only one e-mail; left out: %(others)s.") % said)

    def _emails(self) -> list[tuple[str, Any]]:
        """(label, cell), the one to write to first: no private one, the preferred, that of the office."""
        label, found = "", []
        for key, cell in self.others:
            if key == "email_label":
                label = cells.tidy(cells.text(cell))
            elif key == "email_other":
                # Google writes several of one label into one cell.
                parts = map(str.strip, cell.split(":::")) if isinstance(cell, str) else [cell]
                found += [(label, part) for part in parts if not cells.is_empty(part)]
                label = ""
        return sorted(found, key=lambda email: _rank(email[0]))

    def _say_private(self, label):
        if kind_of(label) == "private":
            email = shortened(cells.text(self.raw["email"]), MAX_NAME)
            said = {"email": email, "label": _shown(label)}
            sentence = _("The only e-mail of this row is a private one: %(email)s (%(label)s). Check it.")
            self.remarks.append(sentence % said)

    def _is_email(self, text: str) -> bool:
        """The same address once more."""
        try:
            return one_address(text).lower() == one_address(cells.text(self.raw["email"])).lower()
        except ValidationError:
            return False

    def _phones(self):
        label, added, last = "", list[Added](), dict[int, int]()
        extensions: list[tuple[int | None, str]] = []
        for place, (key, cell) in enumerate(self.others):
            text = cells.text(cell)
            if key == "phone_label":
                label = cells.tidy(text).lstrip("* ")
            elif key == "phone_extension" and (found := extension_in(text)):
                extensions.append((self._owner(place), found))
            elif key == "phone_extension" and has_words(text) and not any(map(str.isdigit, text)):
                self._take_for_title(cells.tidy(text))
            elif key.startswith("phone"):
                added += self._added(key, label, text)
                last[place], label = len(added) - 1, ""
        self._own_numbers()
        for owner, extension in extensions:
            self._extend(added, last, owner, extension)
        if added:
            self.raw["phones"] = PhoneCells(cells.text(self._own("phones")), tuple(added))

    def _owner(self, place: int) -> int | None:
        """The column whose numbers an extension belongs to, None for our own: that before it, or else the
        next; a mobile's only where there is no other."""
        keys = [key for key, _cell in self.others]
        phones = [at for at, key in enumerate(keys) if key.startswith("phone") and key not in NO_NUMBERS]
        nearest = [at for at in phones if at < place][-1:] + [at for at in phones if at > place][:1]
        fixed = [at for at in nearest if keys[at] != "phone_mobile"]
        if "phones" in self.raw:
            return next((at for at in fixed if at < place), None)
        return next(iter([*fixed, *nearest]), None)

    def _extend(self, added, last, owner, extension):
        """Puts the extension behind the last number of its column."""
        if owner is None:
            number = cells.text(self._own("phones"))
            if self._may_have_extension(number, extension):
                self.raw["phones"] = f"{number} ext. {extension}"
            return
        before = max((last[place] for place in last if place < owner), default=-1)
        number, labels = added[last[owner]] if last[owner] > before else ("", {})
        if self._may_have_extension(number, extension):
            added[last[owner]] = (f"{number} ext. {extension}", labels)

    def _take_for_title(self, text: str) -> None:
        """“Chargé de mission” among extensions."""
        language = language_of_title(normalise(text).split())
        column = column_in(language, "job_title") if language else ""
        said = {"text": shortened(text, MAX_NAME)}
        if column and not self._own(column):
            self.raw[column] = TitleInUnknownLanguage(text)
            sentence = _("“%(text)s” is in the extension column and is taken as the job title: check it.")
        else:
            sentence = _("“%(text)s” is not an extension and is left out.")
        self.remarks.append(sentence % said)

    def _may_have_extension(self, number, extension) -> bool:
        """One whole number without another extension; a number that cannot be read is refused later."""
        try:
            (written,) = numbers_in(number)
        except ValidationError:
            return False
        except ValueError:
            written = ""
        there = split_extension(written)[1]
        if written and not there:
            return True
        if there != extension:
            sentence = (
                _("The number already has another extension; left out: %(extension)s.")
                if there
                else _("An extension without a number of its own is left out: %(extension)s.")
            )
            self.remarks.append(sentence % {"extension": extension})
        return False

    def _own_numbers(self):
        """Our own column, typed over by hand."""
        parts = _numbers(cells.text(self._own("phones")))
        kept = [
            (number, word) for number, word in parts if not self._is_left_out(kind_of(word), word, number)
        ]
        for number, word in kept:
            self._say_left(word, number)
        if len(kept) < len(parts):
            self.raw["phones"] = " ; ".join(number for number, _word in kept)
        if parts and not kept:
            del self.raw["phones"]

    def _added(self, key: str, label: str, text: str) -> Iterator[tuple[str, dict[str, str]]]:
        for number, word in _numbers(text):
            said = word if kind_of(word) in NOT_TAKEN else label or word
            kind = kind_of(said) if said else key
            if self._is_left_out(kind, said, number):
                continue
            yield number, labels_of(kind, said)
            if label or len(word) > MAX_LABEL:
                self._say_left(word, number)

    def _say_left(self, word, number):
        """A list of numbers has no room for labels, and a label that stands in a column of its own counts."""
        if word:
            said = {"number": shortened(number, MAX_NAME)}
            sentence = _(
                "The text next to this number is not imported; add it as the number’s label on "
                "the contact: %(number)s."
            )
            self.remarks.append(sentence % said)

    def _is_left_out(self, kind: str, label: str, number: str) -> bool:
        if kind not in NOT_TAKEN:
            return False
        sentence = (
            _("A private number is left out: %(number)s.")
            if kind == "private"
            else _("A fax or the like is left out: %(number)s.")
        )
        is_labelled = label.casefold() in number.casefold()
        written = number if is_labelled else f"{number} ({_shown(label)})"
        self.remarks.append(sentence % {"number": shortened(written, MAX_NAME)})
        return True

    def _objection(self):
        said: list[Any] = [cell for _key, cell in self._cells("objected_on")]
        said += [ConsentCell(cell) for _key, cell in self._cells("consent")]
        said += [cell for _key, cell in self._cells("status") if objection_in(cells.text(cell)) is not None]
        if not said:
            return
        since = None
        for cell in said:
            try:
                day = OBJECTIONS.clean(cell)
            except ValidationError:
                # Understood with the other cells of the row, and refused there.
                self.raw["objected_on"] = cell
                return
            since = min(filter(None, (since, day)), default=None)
        if since is not None:
            self._objects(since)

    def _objects(self, since):
        if since > timezone.localdate():
            sentence = _("The date of the objection, %(day)s, is in the future: it counts from today.")
            self.remarks.append(sentence % {"day": formats.date_format(since)})
            since = timezone.localdate()
        self.raw = only_the_objection(self.raw, since)
        self.remarks.append(
            _(
                "The file says that this person objects: only the objection and the person’s identity "
                "are imported."
            )
        )


def only_the_objection(raw: dict[str, Any], since: datetime.date) -> dict[str, Any]:
    """Of somebody who objects: the cells that say who it is."""
    beside = "organisation" if cells.is_empty(raw.get("email")) else "email"
    kept = ("id", "first_name", "last_name", beside)
    return {key: cell for key, cell in raw.items() if key in kept} | {"objected_on": since}


def _numbers(text: str) -> list[tuple[str, str]]:
    """(number, words beside it); all of it without a word where it cannot be read, which is refused later."""
    if not text.strip():
        return []
    if not has_words(text):
        return [(text, "")]
    try:
        found = parse_numbers(text)
    except ValidationError:
        return [(text, "")]
    return [(one.text, "Fax" if one.is_fax else one.label) for one in found]


def _is_same(one: Any, other: Any) -> bool:
    return cells.tidy(cells.text(one)) == cells.tidy(cells.text(other))


def _shown(label: str) -> str:
    """What a vCard says in English for everybody is said in the reader's language."""
    return pgettext("telephone", "home") if spelling(label) == "home" else label


def _rank(label: str) -> tuple[bool, bool, bool]:
    """Google stars the preferred address."""
    kind = kind_of(label)
    return kind == "private", not label.startswith("*"), kind != "phone_office"
