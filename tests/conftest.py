import os

import hypothesis
import pytest
from django.core.cache import cache
from zeal import zeal_context

from tests import databases

# No database of examples: a failure prints what repeats it. No deadline: machines differ.
hypothesis.settings.register_profile("press", database=None, deadline=None)
hypothesis.settings.load_profile("press")


def pytest_report_header():
    return f"database: {databases.version(os.environ['DATABASE_URL'])}"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def no_n_plus_one():
    with zeal_context():
        yield
