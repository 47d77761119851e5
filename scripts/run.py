"""`make run`: from a fresh clone to a served demonstration."""

import os

import checks
from console import command, quietly, step
from install import ROOT, environment

# The demonstration never touches the database, nor relaxes the safety, of a real installation
# whose environment this shell may have.
FOREIGN = (
    "ALLOWED_HOSTS",
    "BEHIND_PROXY",
    "CACHE_URL",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_URL",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "EMBED_HOSTS",
    "ENV_FILE",
    "FEED_AUTHORITY",
    "FILES_BY_PROXY",
    "GUNICORN_CMD_ARGS",
    "HSTS_INCLUDE_SUBDOMAINS",
    "HSTS_PRELOAD",
    "HSTS_SECONDS",
    "KEEP_PUBLIC_PAGES",
    "LINK_CHECKS",
    "SECRET_KEY",
    "SECURITY_CONTACT",
    "SECURE_SSL_REDIRECT",
    "STATICFILES_STORAGE",
    "ZEAL",
)


def main():
    with command():
        port = checks.port(os.environ.get("PORT") or "8000")
        var_dir = checks.var_dir(os.environ.get("VAR_DIR") or ROOT / "var")
        python = environment("requirements.txt")
        checks.secret_key(var_dir / "secret_key")
        settings = _settings(port, var_dir)
        _prepare(python, settings)
        _serve(python, settings, port)


def _settings(port, var_dir):
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return kept | {
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "VAR_DIR": str(var_dir),
    }


def _prepare(python, settings):
    def manage(*arguments):
        failure = f"`manage.py {arguments[0]}` failed: see above."
        return quietly([python, "manage.py", *arguments], failure, cwd=ROOT, env=settings)

    with step("Preparing the database"):
        manage("migrate", "--no-input", "--verbosity=0")
    with step("Collecting static files"):
        manage("collectstatic", "--no-input", "--verbosity=0")
    with step("Loading the demonstration"):
        printed = manage("demo")
    print(printed, flush=True)


def _serve(python, settings, port):
    os.chdir(ROOT)
    gunicorn = [python, "-m", "gunicorn", "--config", "scripts/demo_server.py"]
    os.execve(python, [*gunicorn, "--bind", f"127.0.0.1:{port}", "carnot_site.wsgi"], settings)


if __name__ == "__main__":
    main()
