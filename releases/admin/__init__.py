from . import catalogue, record, release, site_page

__all__ = ["catalogue", "record", "release", "site_page"]
