from . import importing, log

__all__ = ["importing", "log"]
