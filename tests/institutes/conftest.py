import pytest
from django.utils import translation

from tests.builders import make_contact, make_organisation, make_user


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


@pytest.fixture
def imt():
    return make_organisation("Institut Mines-Télécom", short_name_fr="IMT")


@pytest.fixture
def zoe(imt):
    return make_contact("Durand", email="Zoe.Durand@example.org", organisation=imt)
