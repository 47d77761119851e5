"""What the rooms below learn of releases when the site starts; read once all models are there."""

from django.db.models.signals import post_save

from common import clock, stored_files
from common.pictures import keeping as renditions
from exchange import registry
from exchange.importing.registry import register as register_rows
from institutes.people import data_holders

from . import documents, first_page
from .documents import keeping
from .models import READ_BY_PUBLIC_PAGES, Edition, Release
from .models.edition import referenced_in_record
from .models.translation_state import keep_states_of_fixtures
from .models.version import referenced_in_versions
from .personal_data import RELEASES
from .public import files, rendering, take_away
from .resources import ReleaseResource
from .row_handlers import TermHandler
from .workflow import deleted


def register() -> None:
    post_save.connect(rendering.keep, sender=Edition)
    post_save.connect(files.want_renditions, sender=Edition)
    post_save.connect(keep_states_of_fixtures, sender=Release)
    data_holders.register(RELEASES)
    registry.register(ReleaseResource)
    register_rows(TermHandler)
    stored_files.register(stored_files.FileOwner(referenced=referenced_in_record))
    stored_files.register(stored_files.FileOwner(referenced_in_versions, deleted.overdue))
    stored_files.register(stored_files.FileOwner(overdue=keeping.overdue))
    stored_files.register(stored_files.FileOwner(renditions.referenced, made_of=renditions.made_of))
    take_away.offer((kind.kind, kind.mime_type) for kind in documents.offered())
    clock.watch(*READ_BY_PUBLIC_PAGES)
    clock.register(Edition, "live_from", "live_until")
    first_page.register()
