import os
import signal
import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from common.upload_handlers import UnnamedFileUploadHandler
from releases.models import Attachment
from tests.builders import make_release
from tests.releases import desk

LARGE = b"%PDF-1.7" + b"x" * (3 * 1024 * 1024)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Where the operating system keeps what is temporary."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def uploads(folder):
    return [path.name for path in folder.iterdir() if path.is_file()]


def begin(content):
    handler = UnnamedFileUploadHandler()
    handler.new_file("file", "people.csv", "text/csv", None, None, None)
    handler.receive_data_chunk(content, 0)
    return handler


def test_what_arrives_can_be_read_and_has_its_size():
    handler = begin(b"last name\n")
    handler.receive_data_chunk(b"Durand\n", 10)
    file = handler.file_complete(17)
    assert (file.name, file.size, file.read()) == ("people.csv", 17, b"last name\nDurand\n")


def test_an_upload_that_is_cut_off_by_a_kill_leaves_nothing(folder):
    child = os.fork()
    if child == 0:
        begin(LARGE).file.flush()
        os.kill(os.getpid(), signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert uploads(folder) == []


def test_one_that_its_sender_breaks_off_leaves_nothing(folder):
    handler = begin(LARGE)
    handler.upload_interrupted()
    assert handler.file.closed
    assert uploads(folder) == []


def test_one_that_never_began_can_be_broken_off():
    UnnamedFileUploadHandler().upload_interrupted()


@pytest.mark.django_db
@pytest.mark.one_database
def test_a_large_file_goes_through_the_form(client, folder):
    desk.sign_in(client, "writer")
    release = make_release()
    data = desk.sent_by(client.get(desk.change_url(release)))
    desk.add_line(data, "attachments", file=SimpleUploadedFile("kit.pdf", LARGE))
    assert client.post(desk.change_url(release), data).status_code == 302
    assert Attachment.objects.get().file.read() == LARGE
    assert uploads(folder) == []
