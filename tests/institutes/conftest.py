import pytest

from tests.builders import make_user


@pytest.fixture
def manager(client):
    client.force_login(make_user("contacts"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
