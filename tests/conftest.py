import os

import hypothesis
import pytest
from django.core.cache import cache
from django.utils import translation
from zeal import zeal_context

from tests import databases

# No database of examples: a failure prints what repeats it. No deadline: machines differ.
hypothesis.settings.register_profile("press", database=None, deadline=None)
hypothesis.settings.load_profile("press")


def pytest_report_header():
    return f"database: {databases.version(os.environ['DATABASE_URL'])}"


def pytest_collection_modifyitems(items):
    for item in items:
        marker = item.get_closest_marker("django_db")
        options = dict(marker.kwargs) if marker else {}
        if options.get("transaction") or {"live_server", "transactional_db"} & set(item.fixturenames):
            # Such a test empties the database, the roles that a migration made included.
            options |= {"transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**options), append=False)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def own_language():
    """A request leaves its language behind; the next test begins without one."""
    yield
    translation.deactivate()


@pytest.fixture
def no_n_plus_one():
    """For code called without a request; each request is watched by the middleware of the tests."""
    with zeal_context():
        yield
