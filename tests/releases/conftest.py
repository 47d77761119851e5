import pytest
from django.test import Client

from tests.releases import desk
from tests.releases.searching import FRENCH
from tests.visitor import Page


@pytest.fixture
def second(client, time_machine):
    """Of the two, the one who saves last: Anne Martin, at the test's own client."""
    time_machine.move_to("2027-03-01T08:05:00+00:00", tick=False)
    return desk.sign_in(client, "writer", username="anne", first_name="Anne", last_name="Martin")


@pytest.fixture
def other():
    """The one who saves in between: Luc Moreau."""
    other = Client()
    desk.sign_in(other, "writer", username="luc", first_name="Luc", last_name="Moreau")
    return other


@pytest.fixture
def ask(client):
    """Searches as readers do: ask("capteur", ENGLISH, page=2) is the page of results."""

    def ask(typed, address=FRENCH, **parameters):
        return Page(client.get(address, {"q": typed, **parameters}))

    return ask
