"""Settings of the press room, read from the environment; docs/operations.md lists the variables."""

import re
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from js_asset import static_lazy

from common.field_labels import in_language
from exchange.formats import FORMATS

from . import environment

BASE_DIR = Path(__file__).resolve().parent.parent
environment.read_file()
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
# The demonstration that `make run` starts: plain HTTP, on this machine's loopback address only.
DEMO = env.bool("DEMO", default=False)
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
HOST = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?", re.ASCII)
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]


def _secret_key():
    if key := env.str("SECRET_KEY", default=""):
        return key
    if DEMO and (kept := VAR_DIR / "secret_key").exists():
        return kept.read_text().strip()
    return "insecure-development-key" if DEBUG else ""


SECRET_KEY = _secret_key()
# Where those who write work; everything else is public.
DESK_PATH = "/admin/"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOOPBACK if DEMO or DEBUG else [])
# In the identities of the entries of feeds: keep it when the site moves to another host.
FEED_AUTHORITY = env.str("FEED_AUTHORITY", default=ALLOWED_HOSTS[0].lstrip(".") if ALLOWED_HOSTS else "")
# Whom to tell of a weakness: mailto:… or https://…; without it there is no /.well-known/security.txt.
SECURITY_CONTACT = env.list(
    "SECURITY_CONTACT", default=["mailto:security@press-room.example"] if DEMO else []
)
# Sites that may show a list of ours within their pages; without any nobody may.
EMBED_HOSTS = env.list("EMBED_HOSTS", default=[])
CSRF_FAILURE_VIEW = "common.unsaved.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# The first language is the default one. A third is one more code here, then `makemigrations`.
LANGUAGE_CODES = env.list("LANGUAGE_CODES", default=["fr", "en"])
LANGUAGES = [(code, LANG_INFO[code]["name_local"].capitalize()) for code in LANGUAGE_CODES]
LANGUAGE_CODE = LANGUAGE_CODES[0]
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": tuple(LANGUAGE_CODES)}
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = in_language
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["carnot_site.formats"]
# The choice of the interface's language is for the desk; the public site has it in the address.
LANGUAGE_COOKIE_PATH = DESK_PATH
USE_I18N = True

TIME_ZONE = "Europe/Paris"
USE_TZ = True

INSTALLED_APPS = [
    "modeltranslation",
    "common.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "phonenumber_field",
    "csp",
    "common",
    "exchange",
    # After exchange, whose commands of the same names come first.
    "import_export",
    "institutes",
    "releases",
]
if env.bool("ZEAL", default=False):
    INSTALLED_APPS.append("zeal")

MIDDLEWARE = [
    "common.public_pages.middleware.PublicPagesMiddleware",
    # What every answer carries, static files and errors included.
    "common.secret_links.SecretLinkMiddleware",
    "common.headers.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "common.headers.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "carnot_site.health.HealthMiddleware",
    "common.static_files.StaticFilesMiddleware",
    "common.headers.NoCacheMiddleware",
    "releases.public.api.errors.ErrorsInJsonMiddleware",
    "common.file_sweep.SweepMiddleware",
    "common.desk_middleware.DeskSessionMiddleware",
    "common.language_middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "common.desk_middleware.DeskAuthenticationMiddleware",
    "common.request_size.RequestSizeMiddleware",
    "common.read_only.ReadOnlyMiddleware",
    "common.sessions.SessionRenewalMiddleware",
    "common.desk_middleware.DeskMessageMiddleware",
    "releases.public.as_it_stood.AsItStoodMiddleware",
]

ROOT_URLCONF = "carnot_site.urls"
WSGI_APPLICATION = "carnot_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.insert(0, "django.forms")

_local_database = f"sqlite:///{VAR_DIR / 'db.sqlite3'}" if DEMO or DEBUG else ""
_database_url = env.str("DATABASE_URL", default=_local_database)
DATABASES = {"default": env.db_url_config(_database_url) if _database_url else {}}
if DATABASES["default"].get("ENGINE") == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue instead of failing half way through a transaction.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; "
        # What was acknowledged is on the disk: under WAL, NORMAL can lose the last saves at a power cut.
        "PRAGMA synchronous=FULL; "
        # What is deleted, an erased person above all, is overwritten in the file.
        "PRAGMA secure_delete=ON; "
        # 16 MB of pages for each thread; what is read again comes from memory.
        "PRAGMA cache_size=-16000; PRAGMA mmap_size=268435456;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = 600
elif DATABASES["default"]:
    # One connection for each thread that wants one at the same moment.
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
# Off where templates are worked on, and to measure what a page costs that is not kept.
KEEP_PUBLIC_PAGES = env.bool("KEEP_PUBLIC_PAGES", default=not DEBUG)
# Public pages. In the memory of each process, some 20 MB of it; or in Redis or Valkey, shared by all.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 1000, "CULL_FREQUENCY": 10},
    }
}
if CACHE_URL := env.str("CACHE_URL", default=""):
    CACHES["default"] = {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": "press",
        # Without the server the site goes on, slower.
        "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.2, "SOCKET_TIMEOUT": 0.2},
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["common.account_backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
# Whatever admin uses import-export's mixins reads within our bounds and writes no live formula.
IMPORT_EXPORT_FORMATS = IMPORT_FORMATS = EXPORT_FORMATS = FORMATS
# Without these, import-export's own views let any staff user out with every contact; ours ask as well.
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Our extensions of the rich-text editor (static/js/editor/extensions.js); they keep no tags of their own.
EDITOR_EXTENSIONS = ["Caret", "CleanPaste", "FindReplace", "FullScreen", "Quotation", "Spacing", "Writing"]
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("js/editor/extensions.js")],
        "extensions": dict.fromkeys(EDITOR_EXTENSIONS, lambda _config, _allowed: None),
    }
]
# Uploads have no public folder: every file goes through a view that asks whether it may be seen.
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str(
            "STATICFILES_STORAGE",
            default="whitenoise.storage.CompressedManifestStaticFilesStorage",
        )
    },
}
# For example /stored-files/, an internal location of nginx on MEDIA_ROOT: it sends the files that we allow.
FILES_BY_PROXY = env.str("FILES_BY_PROXY", default="")
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
# Bytes of a whole request: everybody's, and that of who is signed in at the desk, files included.
MAX_PUBLIC_REQUEST = 64 * 1024
MAX_DESK_REQUEST = 120 * 1024 * 1024
# More than the forms can make: their own bounds refuse in words and keep what was written.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "common.upload_handlers.UnnamedFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o640

# For example smtp+tls://user:password@host:587; without it the demonstration prints its mails.
if DEMO or DEBUG or env.str("EMAIL_URL", default=""):
    EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
    vars().update(EMAIL_CONFIG)
else:
    EMAIL_BACKEND = "common.mail.NotConfigured"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="press-room@localhost")

# `check_links` may ask other sites whether what texts link to is still there.
LINK_CHECKS = env.bool("LINK_CHECKS", default=False)

PHONENUMBER_DEFAULT_REGION = "FR"
PHONENUMBER_DB_FORMAT = "E164"

# The sections of the desk: (title, models whose lists it has, models that are reached from these).
DESK_SECTIONS = [
    (_("Releases"), ["releases.release"], ["releases.edition", "releases.event"]),
    (
        pgettext_lazy("section of the desk", "Contacts"),
        ["institutes.contact"],
        ["institutes.merge", "institutes.verificationreply", "institutes.contactevent"],
    ),
    (
        _("Institutes and schools"),
        ["institutes.institute", "institutes.school", "institutes.organisation"],
        ["institutes.membership", "institutes.labelaward"],
    ),
    (
        _("Boilerplates and topics"),
        ["releases.boilerplate", "releases.topic", "releases.term", "releases.releasetemplate"],
    ),
    (_("Exchange"), ["exchange.import", "exchange.export"]),
    (_("Administration"), ["releases.sitepage", "releases.checksetting", "auth.user", "auth.group"]),
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
# The one inline style of the rich-text editor, allowed by its hash on the pages that have the editor.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
X_FRAME_OPTIONS = "DENY"
# What no page of ours, and nothing in one, may ask a browser for.
PERMISSIONS_POLICY_NOBODY = [
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation"),
    *("gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi"),
    *("payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

_https = not (DEMO or DEBUG)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=_https)
# A load balancer asks over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"\Ahealthz\Z"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 3600) if _https else 0
# Other services of the same domain are not ours to bind; preloading can hardly be taken back.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _https
SESSION_COOKIE_PATH = "/"
# Ten hours, a working day, without a request end a session.
SESSION_ENGINE = "common.sessions"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_RENEWED_EVERY = 5 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"
if BEHIND_PROXY := env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"masked": {"()": "common.secret_links.MaskingFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "loggers": {
        # Without Django's own handlers, which print or mail addresses as they stand.
        "django": {"handlers": []},
        "django.request": {"level": "ERROR"},  # what was refused is in the log of requests
        # Needed after a restore, whatever the level: who was erased since the backup.
        "institutes.people.erasure": {"level": "INFO"},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}


def _misspelt():
    if not all(contact.startswith(("mailto:", "https://", "tel:")) for contact in SECURITY_CONTACT):
        yield "SECURITY_CONTACT: begin each with mailto:, https:// or tel:, separated by commas"
    if wrong := [host for host in EMBED_HOSTS if not HOST.fullmatch(host)]:
        yield f"EMBED_HOSTS: name hosts, such as www.example.org or *.example.org, not {', '.join(wrong)}"


def _unsafe():
    if DEMO:
        if outside := set(ALLOWED_HOSTS) - set(LOOPBACK):
            yield f"ALLOWED_HOSTS: DEMO serves loopback addresses only, not {', '.join(sorted(outside))}"
        if not SECRET_KEY:
            yield f"SECRET_KEY: not set, and {VAR_DIR / 'secret_key'} does not exist"
        return
    if len(SECRET_KEY) < 50:
        yield "SECRET_KEY: set at least 50 random characters"
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS: name the hosts this site answers for, separated by commas"
    yield from _misspelt()
    if not _database_url:
        yield "DATABASE_URL: name the database, for example postgres://user:password@host/name"


if not DEBUG and (_problems := list(_unsafe())):
    raise ImproperlyConfigured("The press room does not start:\n- " + "\n- ".join(_problems))
