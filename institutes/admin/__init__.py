from . import contacts, importing, log, organisations, ties

__all__ = ["contacts", "importing", "log", "organisations", "ties"]
