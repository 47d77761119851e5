from . import catalogue, check_settings, record, release, release_template, site_page, term

__all__ = ["catalogue", "check_settings", "record", "release", "release_template", "site_page", "term"]
