from .base import Found, Subject, lost_sentence
from .contacts import ContactSubject
from .organisations import OrganisationSubject
from .ties import LabelAwardSubject, MembershipSubject

SUBJECTS: dict[str, type[Subject]] = {
    subject.name: subject
    for subject in (ContactSubject, OrganisationSubject, MembershipSubject, LabelAwardSubject)
}

__all__ = ["SUBJECTS", "Found", "Subject", "lost_sentence"]
