from django.core import checks
from django.core.checks import register
from django.db import DatabaseError

from .models import SitePage


@register(deploy=True)
def site_pages_are_filled_in(app_configs, **kwargs):
    try:
        unfinished = {page.key: page.blanks() for page in SitePage.objects.all() if page.blanks()}
    except DatabaseError:
        # At the installation the settings are checked before the database is made.
        return []
    return [
        checks.Warning(
            f"{key}: this page that the law requires has {len(blanks)} blanks, {blanks[0]} first.",
            hint="Fill them in at the desk, under Pages required by law: docs/site-pages.md.",
            id="releases.W001",
        )
        for key, blanks in unfinished.items()
    ]
