import pytest


@pytest.fixture(autouse=True)
def own_slots(settings, tmp_path):
    """Tests that run beside one another take none from each other."""
    settings.VAR_DIR = tmp_path
