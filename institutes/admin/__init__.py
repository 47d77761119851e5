from . import contacts, organisations

__all__ = ["contacts", "organisations"]
