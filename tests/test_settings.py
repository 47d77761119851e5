"""The settings of an installation, each time read by a process that has read none before."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import User

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "SECRET_KEY": "0123456789" * 5 + "qwertyuiop",
    "ALLOWED_HOSTS": "press.example.org",
    "DATABASE_URL": "postgres://press:secret@127.0.0.1/press",
}
# Imports what the settings import, and reads them in a copy of itself for each environment that it is sent.
READ = """
import json, os, sys, traceback
from pathlib import Path
import csp.constants, django.conf.locale, environ, exchange.formats, js_asset
# Addresses of static files have no words before the apps are there.
as_text = lambda value: str(value) if isinstance(value, Path) else type(value).__name__

def read(variables):
    os.environ.clear()
    os.environ.update(variables)
    try:
        from carnot_site import settings
    except BaseException:
        return {"refused": traceback.format_exc()}
    return {"read": {name: value for name, value in vars(settings).items() if name.isupper()}}

for line in sys.stdin:
    copy = os.fork()
    if not copy:
        print(json.dumps(read(json.loads(line)), default=as_text), flush=True)
        os._exit(0)
    os.waitpid(copy, 0)
"""
# PRAGMA synchronous: every commit waits for the disk.
FULL = "2"
DATABASE = """
import django
django.setup()
from django.db import connection, transaction
with transaction.atomic(), connection.cursor() as cursor:
    for pragma in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous"):
        print(pragma, cursor.execute(f"PRAGMA {pragma}").fetchone()[0])
"""


def environment(variables):
    """Nothing of the environment of the tests reaches a process but where programs are."""
    return {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "carnot_site.settings", **variables}


def python(*arguments, **variables):
    variables = environment(variables)
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=variables, capture_output=True, text=True, timeout=60
    )


@pytest.fixture(scope="module")
def ask():
    """ask(variables) is what comes of reading the settings with them."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", READ], cwd=ROOT, env=environment({}), **pipes) as reader:

        def ask(variables):
            print(json.dumps(environment(variables)), file=reader.stdin, flush=True)
            return json.loads(reader.stdout.readline())

        yield ask
        reader.stdin.close()


@pytest.fixture(scope="module")
def read(ask):
    def read(**variables):
        answer = ask(variables)
        assert "read" in answer, answer
        return answer["read"]

    return read


@pytest.fixture(scope="module")
def refusal(ask):
    def refusal(**variables):
        answer = ask(variables)
        assert "refused" in answer, "it starts"
        assert "ImproperlyConfigured: The press room does not start:" in answer["refused"]
        return answer["refused"].rpartition("does not start:")[2].strip().splitlines()

    return refusal


@pytest.fixture(scope="module")
def production(read):
    return read(**PRODUCTION)


def test_an_empty_environment_is_told_everything_that_is_missing(refusal):
    assert [line.split(":")[0] for line in refusal()] == ["- SECRET_KEY", "- ALLOWED_HOSTS", "- DATABASE_URL"]


@pytest.mark.parametrize("name", PRODUCTION)
@pytest.mark.parametrize("value", [None, ""])
def test_each_missing_variable_is_named(refusal, name, value):
    variables = {key: text for key, text in PRODUCTION.items() if key != name}
    if value is not None:
        variables[name] = value
    (line,) = refusal(**variables)
    assert line.startswith(f"- {name}: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "press.example.org,*"),
        ("SECURITY_CONTACT", "mailto:a@example.org,b@example.org"),
        ("EMBED_HOSTS", "www.example.org,*"),
        ("EMBED_HOSTS", "https://www.example.org/"),
        ("EMBED_HOSTS", "www.example.org; script-src *"),
    ],
)
def test_an_unsafe_value_is_named(refusal, name, value):
    (line,) = refusal(**PRODUCTION | {name: value})
    assert line.startswith(f"- {name}: ")


def test_the_identities_of_feeds_outlive_a_move(production, read):
    assert production["FEED_AUTHORITY"] == "press.example.org"
    moved = PRODUCTION | {"ALLOWED_HOSTS": "news.example.org", "FEED_AUTHORITY": "press.example.org"}
    assert read(**moved)["FEED_AUTHORITY"] == "press.example.org"


def test_the_demonstration_serves_no_other_host(read, refusal, tmp_path):
    (tmp_path / "secret_key").write_text("x" * 60)
    demo = {"DEMO": "1", "VAR_DIR": str(tmp_path)}
    assert read(**demo)["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    (line,) = refusal(**demo, ALLOWED_HOSTS="127.0.0.1,press.example.org")
    assert line == "- ALLOWED_HOSTS: DEMO serves loopback addresses only, not press.example.org"


def test_the_demonstration_names_whom_to_tell_of_a_weakness(read, production, tmp_path):
    demo = {"DEMO": "1", "VAR_DIR": str(tmp_path), "SECRET_KEY": PRODUCTION["SECRET_KEY"]}
    assert read(**demo)["SECURITY_CONTACT"] == ["mailto:security@press-room.example"]
    assert production["SECURITY_CONTACT"] == []


def test_the_demonstration_has_no_secret_of_its_own(refusal, tmp_path):
    (line,) = refusal(DEMO="1", VAR_DIR=str(tmp_path))
    assert line.startswith("- SECRET_KEY: ")


def test_the_key_of_development_is_not_that_of_an_installation(production, read):
    assert read(DEBUG="1")["SECRET_KEY"] == "insecure-development-key"
    assert production["SECRET_KEY"] == PRODUCTION["SECRET_KEY"]


def test_the_checks_for_deployment_have_nothing_to_say(tmp_path):
    command = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = python(*command, **PRODUCTION, VAR_DIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (2 silenced).\n"), (
        done.stderr
    )


def test_browsers_are_kept_on_https(production):
    assert production["DEBUG"] is False
    assert production["SECURE_SSL_REDIRECT"] is True
    assert production["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    for cookie in ("SESSION", "CSRF", "LANGUAGE"):
        assert production[f"{cookie}_COOKIE_SECURE"] is True


@pytest.mark.parametrize("name", ["INCLUDE_SUBDOMAINS", "PRELOAD"])
def test_other_services_of_the_domain_are_bound_only_on_request(production, read, name):
    assert production[f"SECURE_HSTS_{name}"] is False
    assert read(**PRODUCTION, **{f"HSTS_{name}": "1"})[f"SECURE_HSTS_{name}"] is True


def test_a_forwarded_protocol_is_believed_only_behind_a_proxy(production, read):
    assert "SECURE_PROXY_SSL_HEADER" not in production
    assert read(**PRODUCTION, BEHIND_PROXY="1")["SECURE_PROXY_SSL_HEADER"] == [
        "HTTP_X_FORWARDED_PROTO",
        "https",
    ]


def test_no_script_and_no_style_runs_that_the_site_did_not_send(production):
    directives = production["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    allowed = {source for sources in directives.values() for source in sources}
    assert not {source for source in allowed if "unsafe" in source or "*" in source or ":" in source}
    assert directives["style-src"] == ["'self'"]


def test_mails_with_links_are_never_printed_into_the_log_of_an_installation(production, read):
    assert production["EMAIL_BACKEND"] == "common.mail.NotConfigured"
    sending = read(**PRODUCTION, EMAIL_URL="smtp+tls://user:password@smtp.example.org:587")
    assert sending["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"


def test_the_files_of_writers_have_no_public_folder(production):
    assert not production.get("MEDIA_URL")


def test_sqlite_lets_readers_and_one_writer_work_together(read, tmp_path):
    database = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    done = python("-c", DATABASE, **PRODUCTION | {"DATABASE_URL": database})
    assert done.stdout.split() == [
        *("journal_mode", "wal"),
        *("foreign_keys", "1"),
        *("busy_timeout", "20000"),
        *("synchronous", FULL),
    ], done.stderr
    options = read(**PRODUCTION | {"DATABASE_URL": database})["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"


@pytest.mark.django_db
def test_a_new_database_has_no_account():
    assert not User.objects.exists()
