import pytest
from django.core.files.base import ContentFile
from django.utils.http import http_date

from releases.models import Attachment
from tests import media, pictures
from tests.builders import make_organisation, make_release, publish, withdraw
from tests.releases import desk

pytestmark = pytest.mark.django_db

CONTENT = bytes(range(250)) * 40
SIZE = len(CONTENT)


@pytest.fixture(autouse=True)
def leaks(shared_leaks):
    return shared_leaks


@pytest.fixture
def attachment():
    release = make_release()
    content = b"%PDF-1.7" + CONTENT[8:]
    attached = Attachment.objects.create(release=release, file=ContentFile(content, name="kit.pdf"))
    publish(release)
    return attached


@pytest.fixture
def address(attachment):
    return attachment.get_absolute_url()


@pytest.fixture
def logo():
    return f"/logos/{make_organisation(logo=ContentFile(pictures.png(), name='logo.png')).slug}"


def body(response):
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize("of", ["address", "logo"])
@pytest.mark.parametrize("by", ["ETag", "Last-Modified"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_file_that_has_not_changed_is_not_sent_again(client, request, of, by, method):
    url = request.getfixturevalue(of)
    first = client.get(url)
    header = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[by]
    again = getattr(client, method)(url, headers={header: first[by]})
    assert (again.status_code, body(again)) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"] == "public, no-cache"


def test_a_file_that_has_changed_is_sent(client, attachment, address):
    first = client.get(address)
    media.put(attachment.file.name, b"%PDF-1.7 cleaned")
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, body(again)) == (200, b"%PDF-1.7 cleaned")


@pytest.mark.parametrize("method", ["get", "head"])
def test_what_was_withdrawn_is_gone_even_for_who_has_it(client, attachment, address, method):
    etag = client.get(address)["ETag"]
    withdraw(attachment.release)
    assert getattr(client, method)(address, headers={"If-None-Match": etag}).status_code == 404


def test_the_desk_asks_again_every_time(client):
    attached = Attachment.objects.create(release=make_release(), file=ContentFile(b"%PDF", name="a.pdf"))
    desk.sign_in(client, "writer")
    response = client.get(attached.get_absolute_url())
    assert "no-store" in response["Cache-Control"]


def test_head_says_how_much_there_is_and_sends_nothing(client, address):
    response = client.head(address)
    assert (response.status_code, response["Content-Length"]) == (200, str(SIZE))
    assert response["Accept-Ranges"] == "bytes"


PARTS = {
    "bytes=0-99": (0, 99),
    "bytes=100-": (100, SIZE - 1),
    "bytes=-100": (SIZE - 100, SIZE - 1),
    "bytes=9999-9999": (SIZE - 1, SIZE - 1),
    "bytes=500-99999999999": (500, SIZE - 1),
    "bytes=0-8998": (0, 8998),
}


@pytest.mark.parametrize("asked", PARTS)
def test_a_part_may_be_asked_for(client, address, asked):
    first, last = PARTS[asked]
    response = client.get(address, headers={"Range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == (b"%PDF-1.7" + CONTENT[8:])[first : last + 1]


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=99999999-", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused_with_the_size(client, address, asked):
    response = client.get(address, headers={"Range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "asked",
    ["", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,5-6", "lines=1-2", f"bytes={'9' * 5000}-"],
)
def test_what_is_no_part_gets_the_whole(client, address, asked):
    response = client.get(address, headers={"Range": asked})
    assert (response.status_code, len(body(response))) == (200, SIZE)


@pytest.mark.parametrize("stale", ['"other"', http_date(0), "nonsense"])
def test_a_part_of_what_has_changed_since_is_the_whole(client, address, stale):
    response = client.get(address, headers={"Range": "bytes=0-9", "If-Range": stale})
    assert (response.status_code, len(body(response))) == (200, SIZE)


def test_a_part_of_what_has_not_changed_is_a_part(client, address):
    etag = client.get(address)["ETag"]
    response = client.get(address, headers={"Range": "bytes=0-9", "If-Range": etag})
    assert (response.status_code, len(body(response))) == (206, 10)


def test_an_empty_file_is_an_empty_answer(client, attachment, address):
    media.put(attachment.file.name, b"")
    for headers in ({}, {"Range": "bytes=0-9"}):
        response = client.get(address, headers=headers)
        assert (response.status_code, body(response)) == (200, b"")


def test_nginx_sends_what_it_may_where_that_is_set_up(client, address, attachment, logo, settings):
    settings.FILES_BY_PROXY = "/stored-files/"
    response = client.get(address)
    assert response["X-Accel-Redirect"] == f"/stored-files/{attachment.file.name}"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="kit.pdf"'
    assert "sandbox" in response["Content-Security-Policy"]
    assert response.content == b""
    assert client.get(logo)["X-Accel-Redirect"].startswith("/stored-files/")
    attachment.file.storage.delete(attachment.file.name)
    assert client.get(address).status_code == 404
    assert client.get("/files/2020/nothing.pdf").status_code == 404
