"""Whoever reads a log learns no secret of a link."""

import http.client
import logging
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.translation import override

from common.secret_links import MaskingFormatter, mask
from institutes.people import verification
from tests.builders import make_contact, make_user

ROOT = Path(__file__).resolve().parents[2]
SECRET = "Zq3-xUuEw0wVYb1T_5yQk2rNf8LmPcD7aHsJgKiOeRw"
# A view that fails for one secret, in front of the real application.
APPLICATION = """
from functools import wraps
from carnot_site.wsgi import application
from institutes.people.own_details import OwnDetails
get = OwnDetails.dispatch
@wraps(get)
def dispatch(self, request, *args, secret, **kwargs):
    if secret.startswith("fail"):
        raise RuntimeError(f"no contact at {request.path}")
    return get(self, request, *args, secret=secret, **kwargs)
OwnDetails.dispatch = dispatch
"""


@pytest.fixture(autouse=True)
def addresses():
    """They are declared when the URLconf is read."""
    assert get_resolver().url_patterns


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"/en/my-details/{SECRET}/", "/en/my-details/…"),
        (f"Not Found: /fr/mes-coordonnees/{SECRET}/", "Not Found: /fr/mes-coordonnees/…"),
        (f'"GET /en/my-details/{SECRET}/ HTTP/1.1" 200', '"GET /en/my-details/… HTTP/1.1" 200'),
        (f"GET /en/my%2Ddetails%2f{SECRET} HTTP/1.1", "GET /en/my%2Ddetails%2f… HTTP/1.1"),
        (f"/EN/MY-DETAILS/{SECRET}/more/?a=b", "/EN/MY-DETAILS/…"),
        (f"/my-details/{SECRET}", "/my-details/…"),
        (
            f"/admin/login/?next=%2Ffr%2Fmes-coordonnees%2F{SECRET}%2F",
            "/admin/login/?next=%2Ffr%2Fmes-coordonnees%2F…",
        ),
        (f"https://press.example.org/en/my-details/{SECRET}/", "https://press.example.org/en/my-details/…"),
        (
            f"first /en/my-details/{SECRET}/\nthen '/fr/mes-coordonnees/{SECRET}/'",
            "first /en/my-details/…\nthen '/fr/mes-coordonnees/…'",
        ),
        # As Django writes “%20” and “%22”, and as mail programs break, quote and encode an address.
        (f"Not Found: /en/my-details/ {SECRET}/", "Not Found: /en/my-details/…"),
        (f'Not Found: /en/my-details/"{SECRET}/', "Not Found: /en/my-details/…"),
        (f"Not Found: /en/my-details/\t'{SECRET}", "Not Found: /en/my-details/…"),
        (f"/en/my-details%252F{SECRET}", "/en/my-details%252F…"),
        (f"/en/my%25252Ddetails%25252F{SECRET}", "/en/my%25252Ddetails%25252F…"),
        (f"/en/my-details?/{SECRET}", "/en/my-details?…"),
        (f"/en/my-details;x/{SECRET}", "/en/my-details;…"),
        (f"/en/my-details\\{SECRET}", "/en/my-details\\…"),
        (f"\\/en\\/my-details\\/{SECRET}", "\\/en\\/my-details\\…"),
        ("/en/my-details-more/words", "/en/my-details-more/words"),
        ("/en/my-details/\nFile", "/en/my-details/\nFile"),
        ("/en/press-releases/2020/my-details/", "/en/press-releases/2020/my-details/"),
        ("/en/my-details/", "/en/my-details/"),
        ("", ""),
    ],
)
def test_what_follows_the_prefix_is_masked_wherever_it_stands(text, masked):
    assert mask(text) == masked


def test_a_traceback_is_masked_too():
    try:
        raise ValueError(f"/en/my-details/{SECRET}/")
    except ValueError:
        record = logging.LogRecord(
            "a", logging.ERROR, "", 1, "at %s", (f"/en/my-details/{SECRET}/",), sys.exc_info()
        )
    text = MaskingFormatter().format(record)
    assert "Traceback" in text
    assert SECRET not in text


def test_everything_that_is_logged_passes_the_mask():
    loggers = [logging.getLogger(name) for name in [None, *logging.root.manager.loggerDict]]
    handlers = [
        handler for logger in loggers for handler in logger.handlers if _is_the_sites(logger, handler)
    ]
    assert handlers
    assert all(isinstance(handler.formatter, MaskingFormatter) for handler in handlers)


def _is_the_sites(logger, handler):
    """Neither pytest's, nor that of `runserver`."""
    module = type(handler).__module__
    silent = isinstance(handler, logging.NullHandler)
    return not silent and logger.name != "django.server" and module.startswith(("logging", "django"))


def patterns(entries, before=""):
    for entry in entries:
        if hasattr(entry, "url_patterns"):
            yield from patterns(entry.url_patterns, f"{before}{entry.pattern}")
        else:
            yield f"{before}{entry.pattern}", set(entry.pattern.converters)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_address_with_a_secret_is_declared_as_one(language):
    with override(language):
        found = [
            route
            for route, names in patterns(get_resolver().url_patterns)
            if names & {"secret", "token", "key"}
        ]
        assert found
        assert all(SECRET not in mask(f"/{route.replace('<str:secret>', SECRET)}") for route in found)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_log_of_nginx_masks_the_same_addresses(language):
    configuration = (ROOT / "deploy" / "nginx.conf").read_text()
    pattern = re.search(r'"~\*(\S+)" \$press_area…;', configuration)[1].replace("(?<", "(?P<")
    quick = re.search(r'press_has_secret \{.*?"~\*(\S+)" 1;', configuration, re.DOTALL)[1]
    with override(language):
        address = reverse("own_details", args=[SECRET])
    encoded = f"%2F{SECRET}".join(address.split(f"/{SECRET}"))
    others = (f"/x{address}", encoded, address.replace(SECRET, f" {SECRET}"))
    short = (address.removeprefix(f"/{language}"), address.removesuffix("/"))
    for path in (address, *short, address.upper(), *others):
        assert re.search(quick, path, re.IGNORECASE)
        assert SECRET.lower() not in re.match(pattern, path, re.IGNORECASE)["press_area"].lower()
    assert not re.match(pattern, f"/{language}/my-details-more/", re.IGNORECASE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/my-details/{secret}/", 200),
        ("/en/my-details/{secret}", 301),
        ("/mes-coordonnees/{secret}/", 302),
        ("/en/my-details/none/", 404),
        ("/en/my-details/{secret}/more/", 404),
    ],
)
def test_no_answer_is_kept_or_tells_where_the_reader_came_from(path, status):
    secret = verification.make_link(make_contact("Durand"), make_user("contacts"))
    response = Client().get(path.format(secret=secret))
    assert response.status_code == status
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def gunicorn(tmp_path, port):
    """The server with the configuration that operators copy, on the tests' own database."""
    (tmp_path / "application.py").write_text(APPLICATION)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{tmp_path}:{ROOT}",
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "1",
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "VAR_DIR": str(tmp_path),
        "SECURE_SSL_REDIRECT": "0",
        "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "application"]
    with (tmp_path / "log").open("w+") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(port)
            yield tmp_path / "log"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(port):
    for _look in range(600):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
    return pytest.fail("gunicorn does not answer")


def ask(port, method, path, **headers):
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    server.request(method, path, headers=headers)
    status = server.getresponse().status
    server.close()
    return status


def test_a_process_masks_before_its_first_request(tmp_path):
    program = "import carnot_site.wsgi; from common.secret_links import mask; print(mask('/my-details/{}'))"
    environment = {"PATH": os.environ["PATH"], "DEBUG": "1", "VAR_DIR": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", program.format(SECRET)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "/my-details/…\n"


@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_the_real_server_writes_no_secret_and_no_search_whatever_it_answers(gunicorn, port):
    secret = verification.make_link(make_contact("Durand"), make_user("contacts"))
    requests = [
        (200, "GET", f"/en/my-details/{secret}/", {}),
        (200, "GET", f"/fr/mes%2Dcoordonnees/{secret}/", {}),
        (301, "GET", f"/en/my-details/{secret}", {}),
        (302, "GET", f"/my-details/{secret}/", {"Accept-Language": "en"}),
        (404, "GET", f"/en/my-details/{SECRET}/", {}),
        (404, "GET", f"/en/my-details/{secret}/more/", {}),
        (404, "GET", f"/en/my-details/%20{secret}/", {}),
        (404, "GET", f"/en/my-details/%22{secret}/", {}),
        (404, "GET", f"/en/my-details%252F{secret}/", {}),
        (405, "PUT", f"/en/my-details/{secret}/", {}),
        (413, "POST", f"/en/my-details/{secret}/", {"Content-Length": "70000"}),
        (500, "GET", f"/en/my-details/fail{secret}/", {}),
        (400, "GET", f"/en/my-details/{secret}/", {"Host": "other.example.org"}),
        (
            200,
            "GET",
            f"/en/?next=/en/my-details/{secret}/",
            {"Referer": f"http://127.0.0.1/en/my-details/{secret}/"},
        ),
    ]
    # The first that the process hears: no request has had an address looked up yet.
    with socket.create_connection(("127.0.0.1", port)) as raw:
        raw.sendall(f"GET /en/my-details/{secret}/ HTTP/nonsense\r\n\r\n".encode())
        raw.recv(1000)
    for status, method, path, headers in requests:
        assert ask(port, method, path, **headers) == status, path

    assert ask(port, "GET", "/en/press-releases/?q=merger+of+two+schools") == 200

    log = _read(
        gunicorn, [f'HTTP/1.1" {status} ' for status, *_rest in requests] + ["/en/press-releases/ HTTP"]
    )

    assert secret not in log
    assert SECRET not in log
    assert "merger" not in log
    assert "RuntimeError: no contact at /en/my-details/…" in log


def _read(path, expected):
    """The log, once it has all that is expected: lines are written after the answers."""
    log = ""
    for _look in range(200):
        log = path.read_text()
        if all(text in log for text in expected):
            return log
        time.sleep(0.1)
    return pytest.fail(log)
