"""A running nginx with deploy/nginx.conf before two workers: kept pages and files that it sends itself."""

import datetime
import gzip
import http.client
import socket
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from releases.models import Attachment
from tests import nginx
from tests.builders import make_release, make_user, publish, withdraw
from tests.processes import free_port
from tests.visitor import RELEASE
from tests.workers import Readers, two_workers

if not nginx.PROGRAM:
    pytest.skip("NOT TESTED: nothing was asked for behind nginx; install nginx", allow_module_level=True)

pytestmark = pytest.mark.django_db(transaction=True)

# Seconds: one that nginx keeps a page for, counted in whole ones, and one of the workers.
SEEN_WITHIN = 3
# What the site says of a file, nginx has to say too.
SAID = {
    "Cache-Control": "public, no-cache",
    "Content-Disposition": 'inline; filename="dossier.pdf"',
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Type": "application/pdf",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PDF = b"%PDF-1.7 " + bytes(range(250)) * 40


@pytest.fixture
def site(tmp_path):
    """What answers on the port of nginx."""
    folder = tmp_path / "nginx"
    folder.mkdir()
    var_dir = Path(settings.MEDIA_ROOT).parent
    (var_dir / "static").mkdir()
    with (
        two_workers(VAR_DIR=str(var_dir), FILES_BY_PROXY="/stored-files/") as readers,
        nginx.running(folder, readers.port, var_dir) as proxy,
    ):
        yield Readers(proxy.port)


def asked(site, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer, answer.read()


def attached(release):
    return Attachment.objects.create(release=release, file=ContentFile(PDF, name="dossier.pdf"))


def test_what_is_approved_and_withdrawn_is_seen_within_three_seconds(site):
    edition = publish(make_release(title_fr="Un titre"))
    address = edition.get_absolute_url()
    site.warm(address)
    edition.release.title_fr = "Un autre titre"
    edition.release.save()
    publish(edition.release)
    assert site.all_see(address, "Un autre titre", within=SEEN_WITHIN)
    withdraw(edition.release)
    assert site.all_see(address, "retiré", status=410, within=SEEN_WITHIN)


# nginx counts whole seconds: what it may keep for one, from just before the hour, it may give for nearly two.
SCHEDULED_WITHIN = datetime.timedelta(seconds=1.5)


def test_what_is_scheduled_is_never_seen_early(site):
    hour = timezone.now() + datetime.timedelta(seconds=3)
    publish(make_release(title_fr="Embargo levé"), live_from=hour)
    early = late = 0
    while (began := timezone.now()) < hour + datetime.timedelta(seconds=2.5):
        seen = "Embargo levé" in site.read("/fr/communiques/")[1]
        early += seen and timezone.now() < hour
        late += not seen and began >= hour + SCHEDULED_WITHIN
        time.sleep(0.01)
    assert (early, late) == (0, 0)


def test_an_earlier_moment_is_for_the_desk_though_a_reader_has_asked_for_the_same_address(site):
    publish(make_release())
    client = Client()
    client.force_login(make_user("writer"))
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    address = f"{RELEASE['fr']}?at=2020-01-01T10:00"
    for _time in range(2):
        assert asked(site, address)[0].status == 403
        answer, page = asked(site, address, Cookie=cookie)
        assert answer.status == 404
        assert answer.getheader("Cache-Control") == "private, no-store"
        assert b"as-it-stood" in page


def test_nginx_sends_the_file_of_a_live_edition_whole_in_part_and_not_again(site):
    release = make_release()
    attachment = attached(release)
    publish(release)
    address = attachment.get_absolute_url()
    whole, body = asked(site, address)
    assert (whole.status, body) == (200, PDF)
    assert {name: whole.headers[name] for name in SAID} == SAID
    assert "X-Accel-Redirect" not in whole.headers
    part, body = asked(site, address, Range="bytes=5-9")
    assert (part.status, body) == (206, PDF[5:10])
    again, body = asked(site, address, **{"If-None-Match": whole.headers["ETag"]})
    assert (again.status, body) == (304, b"")
    withdraw(release)
    time.sleep(SEEN_WITHIN)
    assert asked(site, address)[0].status == 404


def test_nobody_gets_a_file_by_the_address_that_nginx_uses_itself(site):
    release = make_release()
    published, draft = attached(release), attached(make_release())
    publish(release)
    for attachment in (published, draft):
        answer, body = asked(site, f"/stored-files/{attachment.file.name}")
        assert answer.status == 404
        assert PDF not in body
    assert asked(site, draft.get_absolute_url())[0].status == 404


def test_static_files_come_from_the_disk_compressed_and_for_ever_where_their_name_has_a_hash(site):
    folder = Path(settings.MEDIA_ROOT).parent / "static"
    (folder / "page.0123456789ab.css").write_text("plain")
    (folder / "page.0123456789ab.css.gz").write_bytes(gzip.compress(b"compressed"))
    (folder / "page.css").write_text("plain")
    hashed, body = asked(site, "/static/page.0123456789ab.css", **{"Accept-Encoding": "gzip"})
    assert gzip.decompress(body) == b"compressed"
    assert hashed.headers["Content-Type"] == "text/css"
    assert hashed.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert hashed.headers["X-Content-Type-Options"] == "nosniff"
    assert asked(site, "/static/page.css")[0].headers["Cache-Control"] == "max-age=60, public"


def test_what_nginx_does_not_find_on_the_disk_it_asks_the_site_for(site):
    answer, _body = asked(site, "/static/nothing.css")
    assert answer.status == 404
    assert "Permissions-Policy" in answer.headers
    assert asked(site, "/static/../db.sqlite3")[0].status == 404
    # What a page says of its own keeping is not said twice.
    page, _body = asked(site, "/fr/")
    assert page.headers.get_all("Cache-Control") == ["max-age=0, must-revalidate, s-maxage=1"]


OF_EVERY_ANSWER = [
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Content-Security-Policy",
]


def test_what_the_site_says_of_security_is_not_said_twice_by_nginx(site):
    for address in ("/fr/", "/fr/rien/", "/admin/login/", "/embargo/x/", "/static/nothing.css"):
        answer, _body = asked(site, address)
        assert [len(answer.headers.get_all(name, [])) for name in OF_EVERY_ANSWER] == [1] * 5, address


def test_what_nginx_refuses_by_itself_has_the_same_headers(site):
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n")
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        assert answer.status == 400
        assert all(answer.getheader(name) for name in OF_EVERY_ANSWER)


@pytest.mark.parametrize(("signs", "status"), [(8_100, 200), (8_200, 414), (12_000, 414), (20_000, 414)])
def test_an_address_is_answered_or_is_too_long_in_the_words_of_the_site(site, signs, status):
    answer, body = asked(site, f"/fr/?q={'a' * signs}")
    assert answer.status == status
    assert b"<h1>Salle de presse" in body or status == 200
    assert (b"The address is too long" in body) is (status == 414)
    assert all(answer.getheader(name) for name in OF_EVERY_ANSWER)


def test_while_the_site_is_away_a_program_is_told_when_to_come_back(tmp_path):
    with nginx.running(tmp_path, free_port(), tmp_path) as away:
        answer, body = asked(away, "/fr/")
        assert (answer.status, answer.getheader("Retry-After")) == (503, "60")
        assert answer.getheader("Cache-Control") == "no-store"
        assert all(answer.getheader(name) for name in OF_EVERY_ANSWER)
        assert "momentanément indisponible" in body.decode()


def test_the_log_names_what_was_asked_for_and_no_secret_of_a_link(site, tmp_path):
    addresses = ("/fr/mes-coordonnees/Secret123/", "/EMBARGO/Secret123", "/fr/?q=Secret123", "/fr/kept/")
    for address in addresses:
        asked(site, address)
    [log] = (tmp_path / "nginx").rglob("press-room.log")
    lines = _lines_of(log, len(addresses))
    assert not any("Secret123" in line for line in lines)
    # nginx escapes the ellipsis.
    assert sorted(line.split('"')[1] for line in lines) == [
        r"GET /EMBARGO/\xE2\x80\xA6",
        "GET /fr/",
        "GET /fr/kept/",
        r"GET /fr/mes-coordonnees/\xE2\x80\xA6",
    ]


def _lines_of(log, number):
    """Each worker writes its own when the answer has gone: later than it was read, and in any order."""
    ends = time.monotonic() + 10
    while time.monotonic() < ends:
        lines = [line for line in log.read_text().splitlines() if "/healthz" not in line]
        if len(lines) >= number:
            break
        time.sleep(0.05)
    return lines
