import pytest
from django.utils.translation import override

from tests.builders import make_user


@pytest.fixture
def manager(client):
    client.force_login(make_user("contacts"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def in_english():
    """For sentences of code that is called without a request."""
    with override("en"):
        yield
