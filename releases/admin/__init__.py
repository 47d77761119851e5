from . import catalogue, record, release, release_template, site_page, term

__all__ = ["catalogue", "record", "release", "release_template", "site_page", "term"]
