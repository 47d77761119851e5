from . import catalogue, record, release, release_template, site_page

__all__ = ["catalogue", "record", "release", "release_template", "site_page"]
