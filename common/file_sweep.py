import datetime
import logging
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from threading import Thread

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from . import stored_files
from .models import FileStore

logger = logging.getLogger(__name__)
# A file is written before its row: what an upload in flight has written so far is left alone.
GRACE = datetime.timedelta(hours=1)
SWEEP_INTERVAL = datetime.timedelta(days=1)
HOUR = 3600
MARKER_FILE = ".belongs-to"


class ForeignFiles(Exception):
    """The folder of files belongs to another database, or nobody can tell."""


def sweep() -> list[str]:
    """What it did, in sentences for an operator."""
    _check_mark()
    done = []
    for stored in stored_files.overdue():
        stored.end()
        done.append(stored.label)
    for name in unreferenced():
        stored_files.remove([name])
        done.append(f"no row names {name}")
    return done


def dry_run() -> Iterator[str]:
    _check_mark()
    yield from (stored.label for stored in stored_files.overdue())
    yield from (f"no row names {name}" for name in unreferenced())


def unreferenced() -> Iterator[str]:
    return stored_files.unreferenced_since(timezone.now() - GRACE)


def adopt() -> None:
    """The folder as it is belongs to this database."""
    store, _created = FileStore.objects.get_or_create(pk=1)
    _write_mark(store)


@transaction.atomic
def _check_mark():
    """With an empty or another database, every file would seem to be one that nobody needs."""
    # Of several processes that start for the first time, the others wait here for the one that marks.
    store, is_new = FileStore.objects.get_or_create(pk=1)
    found = _read_mark()
    if found is None and (is_new or not any(stored_files.walk())):
        _write_mark(store)
    elif store.mark != found:
        raise ForeignFiles(
            "These files may belong to another database, so none was removed. If they belong to this one "
            "(after a restore, for example), say so: manage.py sweep_files --adopt"
        )


def _write_mark(store):
    default_storage.delete(MARKER_FILE)
    default_storage.save(MARKER_FILE, ContentFile(store.mark.encode()))


def _read_mark():
    try:
        with default_storage.open(MARKER_FILE) as file:
            return file.read().decode()
    except FileNotFoundError:
        return None


def sweep_if_due() -> None:
    """Of several processes one does it; what goes wrong is for the log and disturbs nobody."""
    try:
        _check_mark()
        if _claim():
            for line in sweep():
                logger.info("Sweep of files: %s", line)
    except Exception:
        logger.exception("The sweep of files failed.")


def _claim():
    now = timezone.now()
    due = Q(swept_at=None) | Q(swept_at__lt=now - SWEEP_INTERVAL)
    return FileStore.objects.filter(due, pk=1).update(swept_at=now)


def start() -> None:
    """Beside what the process is there for."""
    Thread(target=_sweep_and_disconnect, daemon=True).start()


def _sweep_and_disconnect():
    with closing(connection):
        sweep_if_due()
        _note_how_full_tables_are()


def _note_how_full_tables_are():
    """SQLite's planner wants to be told; it does only what is due, and while others write it is not done."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor, suppress(OperationalError):
        cursor.execute("PRAGMA optimize=0x10002")


class SweepMiddleware:
    """Asks whether a sweep is due: after the first answer of this process, and hourly after one of the desk.

    Not while the process starts: a signal between the locks of a thread that starts makes it crash.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.asked_at = None

    def __call__(self, request):
        response = self.get_response(request)
        if self._asks(request):
            self.asked_at = time.monotonic()
            start()
        return response

    def _asks(self, request):
        if self.asked_at is None:
            return True
        return request.path_info.startswith(settings.DESK_PATH) and time.monotonic() - self.asked_at > HOUR
