import shutil

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from tests.releases.demo.command import PASSWORD, demo


@pytest.fixture(autouse=True)
def demonstration(db, settings, tmp_path, monkeypatch):
    settings.DEMO = True
    settings.VAR_DIR = tmp_path
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    monkeypatch.delenv("PORT", raising=False)


@pytest.fixture
def chosen(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)


@pytest.fixture(scope="class")
def loaded_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the command prints, its rows undone after the class, and the folder that it wrote to."""
    folder = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patched:
        for name in ("DEMO_PASSWORD", "PORT"):
            patched.delenv(name, raising=False)
        with override_settings(DEMO=True, VAR_DIR=folder, MEDIA_ROOT=folder / "media"):
            output = demo()
        translation.deactivate()
        yield output, folder
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_once, demonstration, own_files, settings):
    output, folder = loaded_once
    shutil.copytree(folder, settings.VAR_DIR, dirs_exist_ok=True)
    return output
