"""The project's own settings, as an installation has them, and what tests need to be quick and alone."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests import databases

_folder = Path(tempfile.mkdtemp(prefix="press-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
(_folder / "static").mkdir()

for _name in (
    "DEBUG",
    "DEMO",
    "CSRF_TRUSTED_ORIGINS",
    "BEHIND_PROXY",
    "LANGUAGE_CODES",
    "LOG_LEVEL",
    "CACHE_URL",
    "KEEP_PUBLIC_PAGES",
):
    os.environ.pop(_name, None)
os.environ |= {
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "DATABASE_URL": databases.url(_folder),
    # The tests speak plain HTTP; what HTTPS needs is tested in processes of their own.
    "HSTS_SECONDS": "0",
    "SECRET_KEY": "for-tests-only-" * 5,
    "SECURE_SSL_REDIRECT": "0",
    "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "VAR_DIR": str(_folder),
    # No database changes how often a query is repeated: the first finds it.
    "ZEAL": "0" if databases.is_second() else "1",
}

from carnot_site.settings import *

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # In memory, the thread of a live server would share the tests' one connection.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
    # No test pulls the plug: nothing has to reach the disk.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = False
if "zeal" in INSTALLED_APPS:
    # Outermost: each request answers for its own queries.
    MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
# After an hour of tests it would look at the database beside them; its own tests call it.
MIDDLEWARE.remove("common.file_sweep.SweepMiddleware")
# Signing a test client in reads its session twice, and each line of a form fetches its own choice.
ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
