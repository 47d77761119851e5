from .contact import E164, Contact, ContactQuerySet, PhoneNumber
from .duplicates import Merge, NotDuplicates
from .memberships import LabelAward, Membership
from .organisation import FormerName, Institute, Organisation, School
from .privacy import ContactEvent, VerificationLink, VerificationReply

__all__ = [
    "E164",
    "READ_BY_PUBLIC_PAGES",
    "Contact",
    "ContactEvent",
    "ContactQuerySet",
    "FormerName",
    "Institute",
    "LabelAward",
    "Membership",
    "Merge",
    "NotDuplicates",
    "Organisation",
    "PhoneNumber",
    "School",
    "VerificationLink",
    "VerificationReply",
]

READ_BY_PUBLIC_PAGES = (
    Organisation,
    School,
    Institute,
    FormerName,
    Membership,
    LabelAward,
    Contact,
    PhoneNumber,
)
