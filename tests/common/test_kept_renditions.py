import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from common import file_sweep, stored_files
from common.pictures import encoding, keeping
from releases.models import Attachment
from tests import media, pictures
from tests.builders import make_release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_wanted():
    keeping._wanted.clear()
    yield
    keeping._wanted.clear()


def stored(content, name="photo.jpg"):
    return media.put(f"attachments/00000000-0000-4000-8000-000000000000/{name}", content)


@pytest.fixture
def picture():
    return stored(pictures.jpeg(6))


def of(name):
    return {each for each in media.files() if each.startswith(f"renditions/{name}/")}


def test_all_of_a_picture_are_made_together_by_another_process(picture):
    assert not keeping.are_made(picture)
    keeping.make(picture)
    assert keeping.are_made(picture)
    expected = {keeping.stored_name(picture, 360, form) for form in ("avif", "webp", "jpg")}
    assert of(picture) == expected
    for name in expected:
        path = Path(settings.MEDIA_ROOT, name)
        assert path.stat().st_mode & 0o777 == settings.FILE_UPLOAD_PERMISSIONS
        with Image.open(path) as image:
            assert image.size == (32, 48)


def test_what_is_made_is_not_made_again(picture, monkeypatch):
    keeping.make(picture)
    monkeypatch.setattr(subprocess, "run", None)
    keeping.make(picture)
    keeping.want(picture)
    assert not keeping._wanted


def test_what_is_wanted_is_made_one_after_another(picture):
    other = stored(pictures.png(), "other.png")
    keeping.want(picture, other)
    keeping.want(picture)
    assert list(keeping._wanted) == [picture, other]
    keeping.work()
    assert keeping.are_made(picture)
    assert keeping.are_made(other)
    assert not keeping._wanted


def test_one_worker_is_started_for_all_that_is_wanted(picture, monkeypatch):
    started = []
    monkeypatch.setattr(keeping, "start", lambda: started.append(1))
    keeping.want()
    assert not started
    keeping.want(picture)
    keeping.want(stored(pictures.png(), "other.png"))
    assert started == [1]


@pytest.mark.parametrize(
    "content", [b"no picture", b"", pictures.jpeg()[:200]], ids=["text", "empty", "cut off"]
)
def test_what_cannot_be_made_leaves_nothing_and_is_not_tried_again_at_once(content, caplog):
    name = stored(content)
    keeping.want(name)
    keeping.work()
    assert media.files() == {name}
    assert f"No renditions could be made of {name}." in caplog.text
    assert not keeping.are_made(name)
    keeping.want(name)
    assert not keeping._wanted


def test_a_picture_that_is_lost_is_not_made():
    with pytest.raises(keeping.NotMade):
        keeping.make("attachments/lost.jpg")
    assert not media.files()


def test_what_takes_too_long_is_given_up(picture, monkeypatch):
    monkeypatch.setattr(keeping, "TIMEOUT", 0.001)
    with pytest.raises(keeping.NotMade):
        keeping.make(picture)
    assert media.files() == {picture}


def test_its_process_has_its_bounds(picture, tmp_path, monkeypatch):
    limits = []
    monkeypatch.setattr(encoding.resource, "setrlimit", lambda kind, most: limits.append((kind, most)))
    monkeypatch.setattr(os, "nice", lambda _more: None)
    monkeypatch.setattr(encoding, "_end_with", lambda _process: None)
    encoding.main(str(Path(settings.MEDIA_ROOT, picture)), str(tmp_path), "0")
    assert {kind for kind, _most in limits} == {encoding.resource.RLIMIT_AS, encoding.resource.RLIMIT_CPU}
    assert sorted(path.name for path in tmp_path.glob("360.*")) == ["360.avif", "360.jpg", "360.webp"]


def test_where_nobody_waits_any_more_nothing_is_made(picture, tmp_path):
    command = [sys.executable, "-m", "common.pictures.encoding"]
    nobody = str(os.getppid())
    done = subprocess.run(
        [*command, str(Path(settings.MEDIA_ROOT, picture)), str(tmp_path), nobody], cwd=settings.BASE_DIR
    )
    assert done.returncode == 1
    assert not list(tmp_path.glob("360.*"))


class TestSweep:
    @pytest.fixture
    def attached(self):
        file = io.BytesIO(pictures.jpeg())
        file.name = "photo.jpg"
        attachment = Attachment(release=make_release(), **pictures.ALTERNATIVES)
        attachment.file.save("photo.jpg", file)
        keeping.make(attachment.file.name)
        return attachment

    def test_they_are_kept_while_a_row_names_the_picture(self, attached):
        made = of(attached.file.name)
        media.age()
        file_sweep.sweep()
        assert of(attached.file.name) == made != set()

    def test_those_of_another_recipe_and_what_was_not_finished_go(self, attached):
        made = of(attached.file.name)
        others = {
            media.put(f"renditions/{attached.file.name}/{folder}/720.avif")
            for folder in ("0", "1.unfinished")
        }
        others.add(media.put("renditions/attachments/nobody/photo.jpg/1/720.avif"))
        media.age()
        file_sweep.sweep()
        assert media.files() == {attached.file.name, *made}

    def test_they_go_with_the_picture(self, attached, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            attached.delete()
        assert not media.files()
        assert not any(Path(settings.MEDIA_ROOT).rglob("*.jpg"))

    def test_another_picture_of_a_like_name_keeps_its_own(self, attached):
        stored_files.remove([attached.file.name[:-1]])
        assert of(attached.file.name)
