from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.apps import apps
from django.conf import settings

WRITTEN_IN = {".py", ".html", ".txt", ".xml", ".mo"}


@cache
def site_version() -> str:
    """Of all that makes a page of data: code, templates, words, names of static files, who may frame it."""
    installed = [Path(app.path) for app in apps.get_app_configs()]
    own = [folder for folder in installed if folder.parent == settings.BASE_DIR]
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    version = version_of(
        [*own, *(settings.BASE_DIR / name for name in ("carnot_site", "templates", "locale")), manifest]
    )
    # They are in a header of pages that outlive a restart in a shared cache.
    return f"{version} {settings.EMBED_HOSTS}"


def version_of(sources: Iterable[Path]) -> str:
    """A digest of these files, and of what is written in these folders."""
    digest = blake2b(digest_size=8)
    for path in sorted(path for source in sources for path in _files(source)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _files(source):
    if source.is_dir():
        return {path for path in source.rglob("*") if path.suffix in WRITTEN_IN}
    return {source} if source.is_file() else set()
