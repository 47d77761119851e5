from . import contacts, importing, log, organisations, privacy, ties

__all__ = ["contacts", "importing", "log", "organisations", "privacy", "ties"]
