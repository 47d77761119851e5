from .contact import E164, Contact, ContactQuerySet, PhoneNumber
from .duplicates import Merge, NotDuplicates
from .exchange import ColumnSet, Export, Import, ImportLine
from .organisation import FormerName, Institute, LabelAward, Membership, Organisation, School
from .privacy import CardLink, CardReply, ContactEvent

__all__ = [
    "E164",
    "CardLink",
    "CardReply",
    "ColumnSet",
    "Contact",
    "ContactEvent",
    "ContactQuerySet",
    "Export",
    "FormerName",
    "Import",
    "ImportLine",
    "Institute",
    "LabelAward",
    "Membership",
    "Merge",
    "NotDuplicates",
    "Organisation",
    "PhoneNumber",
    "School",
]
