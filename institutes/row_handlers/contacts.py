from collections import defaultdict
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from common.characters import normalise, shortened
from common.email_parsing import one_address, words_beside_address
from common.languages import columns
from common.telephones import has_words, split_extension
from exchange.importing.cells import same, text
from exchange.importing.matches import MappedRow

from ..columns.answers import MAY_HOLD_BLANK_MARKER, is_blank_marker
from ..columns.email_remarks import may_be_out_of_use
from ..columns.objections import may_be_objection
from ..columns.readers import with_extension
from ..columns.recognising import extension_in
from ..models import Contact, ContactEvent, PhoneNumber
from ..people import data_holders
from ..people.events import log_all
from ..people.surnames import are_exchanged
from ..resources import ContactResource
from .contact_matching import ContactMatching
from .other_program_rows import OtherProgramRowMapper, TitleInUnknownLanguage

LABELS, JOB_TITLES = columns("label"), columns("job_title")
MAY_SAY_MORE = {"phones", *JOB_TITLES}
PHONE = ("id", "contact_id", "written", "order", *LABELS)


class ContactHandler(ContactMatching):
    resource_class = ContactResource
    match_keys = ("id", "first_name", "last_name", "organisation", "email")
    unique_keys = ("id", "email")
    name_columns = ("first_name", "last_name")
    optional_unique = ("email",)
    may_create_references = True

    def map_columns(self, found):
        found = [
            (key, None if key.startswith(MAY_HOLD_BLANK_MARKER) and is_blank_marker(cell) else cell)
            for key, cell in found
        ]
        mapped = self._mapped(found)
        words = words_beside_address(text(mapped.raw.get("email")))
        return _with_words_beside_email(mapped, words) if words else mapped

    def _mapped(self, found):
        others = [(key, cell) for key, cell in found if key not in self.resource.columns]
        if not others and not any(_says_more(key, cell) for key, cell in found if key in MAY_SAY_MORE):
            return MappedRow(dict(found), [])
        own = {key: cell for key, cell in found if key in self.resource.columns}
        return OtherProgramRowMapper(own, others, self._known_by_words).mapped()

    def _known_by_words(self, text):
        """(first, last) of whoever has all these names, in whatever order."""
        names = self._names_by_words.get(_words(text), set())
        return next(iter(names)) if len(names) == 1 else None

    @cached_property
    def _names_by_words(self):
        found = defaultdict(set)
        for first, last in Contact.objects.order_by().values_list("first_name", "last_name"):
            found[_words(f"{first} {last}")].add((first, last))
        return found

    def columns_to_compare(self, raw, instance):
        # Of somebody who objects, nothing else is taken.
        if raw.get("objected_on"):
            return ["objected_on"]
        exchanged = self.name_columns if self._is_exchanged(raw, instance) else ()
        return [
            key
            for key, cell in raw.items()
            if key not in exchanged
            and not (isinstance(cell, TitleInUnknownLanguage) and self._is_title_already(cell, instance))
        ]

    def _is_exchanged(self, raw, instance):
        first = raw.get("first_name")
        if not first or first == instance.first_name:
            return False
        last = text(raw.get("last_name"))
        return are_exchanged(text(first), last, instance.first_name, instance.last_name)

    def _is_title_already(self, title, instance):
        """In whichever language, where the file does not say which it means."""
        return any(same("text", self.get(instance, column), str(title)) for column in JOB_TITLES)

    def combine(self, old, new):
        """A list of numbers replaces what is there; numbers to add are added to it."""
        if not new or not all(isinstance(value, dict) for value in new):
            return new
        fresh = [value for value in new if value["number"] not in old]
        return [*old, *fresh] if fresh else old

    def keys(self, instance):
        return [*super().keys(instance), "objected_on"]

    def is_same_name(self, instance, key, value):
        """Lists often write the name in capitals; another accent may be the correction."""
        return key in ("first_name", "last_name") and self.get(instance, key).casefold() == value.casefold()

    @classmethod
    def caption(cls, cleaned):
        name = f"{cleaned.get('first_name', '')} {cleaned.get('last_name', '')}".strip()
        others = ("full_name", "full_name_reversed", "email", "email_other")
        return name or next((cleaned[key] for key in others if cleaned.get(key)), "")

    def queryset(self):
        return Contact.objects.order_by()

    def load(self, ids, *, lock=False):
        found = super().load(ids, lock=lock)
        for person in found.values():
            person.sheet_phones = []
        # As text: what the database holds is compared, and parsing a number takes long.
        numbers = PhoneNumber.objects.filter(contact_id__in=list(found)).annotate(written=with_extension())
        for row in numbers.values(*PHONE):
            row["number"] = row.pop("written")
            found[row.pop("contact_id")].sheet_phones.append(row)
        return found

    def get(self, instance, key):
        if key == "phones":
            return [row["number"] for row in instance.sheet_phones]
        return super().get(instance, key)

    def displayed_value(self, instance, key):
        if key == "phones":
            return self.get(instance, key)
        return super().displayed_value(instance, key)

    def why_protected(self, instance):
        if not instance.objected_on:
            return ""
        day = formats.date_format(instance.objected_on)
        return _("This person objected on %(day)s: the row is left out, and the objection stays.") % {
            "day": day
        }

    def new_instance(self, cleaned):
        person = Contact()
        person.sheet_phones = []
        return person

    def set_values(self, instance, cleaned):
        cleaned = dict(cleaned)
        phones = cleaned.pop("phones", None)
        super().set_values(instance, cleaned)
        if phones is not None:
            there = {row["number"]: row for row in instance.sheet_phones}
            unlabelled = dict.fromkeys(LABELS)
            wanted = [phone if isinstance(phone, dict) else {"number": phone} for phone in phones]
            # A number that stays keeps its row and its label.
            instance.sheet_phones = [
                {**unlabelled, "order": order, **_without_order(there.get(phone["number"], {})), **phone}
                for order, phone in enumerate(wanted)
            ]

    def validate(self, instance, keys):
        return super().validate(instance, [key for key in keys if key != "phones"])

    def insert(self, instances):
        Contact.objects.bulk_create(instances)
        PhoneNumber.objects.bulk_create(
            _phone(instance, row) for instance in instances for row in instance.sheet_phones
        )
        self._log_objections(instances)

    def update(self, instances, keys):
        for instance in instances:
            instance.updated_at = timezone.now()
        fields = [key for key in keys if key != "phones"]
        Contact.objects.bulk_update(instances, [*fields, "updated_at"])
        if "phones" in keys:
            self._write_phones(instances)
        if "objected_on" in keys:
            self._log_objections(instances)

    def _log_objections(self, instances):
        # Whoever objected before is left out of every import.
        log_all(
            [instance for instance in instances if instance.objected_on],
            ContactEvent.Kind.OBJECTED,
            self.actor,
        )

    def _write_phones(self, instances):
        kept: list[PhoneNumber] = []
        fresh: list[PhoneNumber] = []
        for instance in instances:
            for row in instance.sheet_phones:
                phone = _phone(instance, row)
                (kept if "id" in row else fresh).append(phone)
        ids = [phone.pk for phone in kept]
        PhoneNumber.objects.filter(contact__in=instances).exclude(pk__in=ids).delete()
        PhoneNumber.objects.bulk_update(kept, ["order", *LABELS])
        PhoneNumber.objects.bulk_create(fresh)

    def snapshot(self, instance, keys=None):
        kept = super().snapshot(instance, keys)
        if "phones" in kept:
            kept["phones"] = [_without_id(row) for row in instance.sheet_phones]
        return kept

    def referenced_by(self, ids):
        """Undone, a person would be deleted while copies of the contact stay: that takes an erasure."""
        copies = [holder.names_of_copies(set(ids)) for holder in data_holders.registered()]
        found = (*copies, super().referenced_by(ids), self._with_timeline(ids))
        return {key: where for names in found for key, where in names.items()}

    def _with_timeline(self, ids):
        """The objection that the import itself recorded is no use since; a later one is a change."""
        acts = ContactEvent.objects.filter(contact__in=ids).exclude(kind=ContactEvent.Kind.OBJECTED)
        name = str(ContactEvent._meta.verbose_name)
        return dict.fromkeys(acts.values_list("contact_id", flat=True), name)

    def owned_models(self):
        return {PhoneNumber}

    def _references(self):
        return (relation for relation in super()._references() if relation.related_model is not ContactEvent)

    def delete(self, ids):
        # Without the contact, nobody is written to; with it, its name would stay in the timeline.
        ContactEvent.objects.filter(contact__in=ids, kind=ContactEvent.Kind.OBJECTED).delete()
        super().delete(ids)


def _with_words_beside_email(mapped, words):
    raw, remarks, doubts = mapped
    name = f"{text(raw.get('first_name'))} {text(raw.get('last_name'))}"
    try:
        is_one = bool(one_address(text(raw["email"])))
    except ValidationError:
        # Refused with the whole cell.
        is_one = False
    if not is_one or set(normalise(words).split()) <= set(normalise(name).split()):
        return mapped
    if may_be_objection("", words):
        # Asked about with the cells of remarks.
        return mapped
    if may_be_out_of_use(words) and not raw.get("objected_on"):
        sentence = _(
            "“%(text)s” says that this e-mail may no longer be in use. If it still is, say whom the row is "
            "about; if not, leave the row out, or empty the cell in the file."
        )
        return MappedRow(raw, remarks, [*doubts, sentence % {"text": shortened(text(raw["email"]), 200)}])
    sentence = _("The text next to the e-mail is not imported: %(words)s.")
    return MappedRow(raw, [*remarks, sentence % {"words": shortened(words, 200)}], doubts)


def _says_more(key, cell):
    """Words beside a number, or an extension where the job title should be."""
    return has_words(text(cell)) if key == "phones" else extension_in(text(cell))


def _words(text):
    return tuple(sorted(normalise(text).split()))


def _phone(person, row):
    number, extension = split_extension(row["number"])
    return PhoneNumber(contact_id=person.pk, **row | {"number": number, "extension": extension})


def _without_order(row):
    return {key: value for key, value in row.items() if key != "order"}


def _without_id(row):
    return {key: value for key, value in row.items() if key != "id"}
