from . import catalogue, record, release

__all__ = ["catalogue", "record", "release"]
