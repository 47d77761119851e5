from . import contacts, log, organisations, ties

__all__ = ["contacts", "log", "organisations", "ties"]
