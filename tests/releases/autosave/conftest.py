import pytest

from tests.builders import make_release
from tests.releases import desk


@pytest.fixture
def release():
    return make_release()


@pytest.fixture
def at_ten(time_machine):
    """In Paris. Before anybody signs in."""
    time_machine.move_to("2027-03-01T09:00:00+00:00", tick=False)


@pytest.fixture
def writer(client):
    return desk.sign_in(client, "writer", first_name="Anne", last_name="Martin")
