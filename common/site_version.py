from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.apps import apps
from django.conf import settings

WRITTEN_IN = {".py", ".html", ".txt", ".xml", ".mo"}


@cache
def site_version() -> str:
    """Of all that makes a page of data: code, templates, words, names of static files."""
    digest = blake2b(digest_size=8)
    own = [
        Path(app.path) for app in apps.get_app_configs() if Path(app.path).is_relative_to(settings.BASE_DIR)
    ]
    folders = [*own, settings.BASE_DIR / "templates", settings.BASE_DIR / "locale"]
    paths = {path for folder in folders for path in folder.rglob("*") if path.suffix in WRITTEN_IN}
    for path in sorted(paths):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes())
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    digest.update(manifest.read_bytes() if manifest.exists() else b"")
    return digest.hexdigest()
