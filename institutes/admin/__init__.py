from . import contacts, importing, organisations

__all__ = ["contacts", "importing", "organisations"]
