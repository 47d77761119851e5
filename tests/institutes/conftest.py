import pytest
from django.utils import translation

from tests.builders import make_user


@pytest.fixture
def manager(client):
    client.force_login(make_user("contacts"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def in_english():
    """For refusals that are compared in the language they are written in."""
    with translation.override("en"):
        yield
