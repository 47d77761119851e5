import subprocess
import sys

import pytest

from common import slots

DIES_WITH_ONE = """
import os
from django.conf import settings
settings.configure(VAR_DIR={folder!r})
from common import slots
with slots.taken("costly", 1, 0):
    os._exit(0)
"""


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def test_as_many_are_given_as_there_are():
    with slots.taken("costly", 2, 0), slots.taken("costly", 2, 0):
        with pytest.raises(slots.AllTaken), slots.taken("costly", 2, 0.1):
            pass
        with slots.taken("another", 1, 0):
            pass
    with slots.taken("costly", 2, 0):
        pass


def test_one_is_free_again_after_an_error():
    with pytest.raises(ZeroDivisionError), slots.taken("costly", 1, 0):
        raise ZeroDivisionError
    with slots.taken("costly", 1, 0):
        pass


def test_a_process_that_dies_gives_its_own_back(folder):
    subprocess.run([sys.executable, "-c", DIES_WITH_ONE.format(folder=str(folder))], check=True)
    assert (folder / "costly-0.lock").exists()
    with slots.taken("costly", 1, 0):
        pass
