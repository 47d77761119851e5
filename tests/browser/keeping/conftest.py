import pytest

from tests.browser.killable import KillableServer
from tests.builders import make_release


@pytest.fixture
def server():
    server = KillableServer()
    server.start()
    yield server
    server.kill()


@pytest.fixture
def release():
    return make_release()
