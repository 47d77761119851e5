from . import answers, contacts, memberships, organisations, privacy

__all__ = ["answers", "contacts", "memberships", "organisations", "privacy"]
