import pytest

from releases.documents import KINDS
from releases.documents.pack import pack_of


@pytest.fixture(autouse=True)
def own_slots(settings, tmp_path):
    """Tests that run beside one another take none from each other."""
    settings.VAR_DIR = tmp_path


@pytest.fixture(autouse=True)
def quick_pack(monkeypatch):
    """Without the other documents, which take seconds."""
    monkeypatch.setitem(KINDS, "zip", pack_of([]))
