from . import contacts, memberships, organisations, privacy

__all__ = ["contacts", "memberships", "organisations", "privacy"]
