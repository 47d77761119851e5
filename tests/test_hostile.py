"""Whatever a request asks for, the site answers: not one address ends in an error of ours.

A part of all that could be asked, chosen by chance, the same part each time; FUZZ=10 asks ten times as much.
"""

import os

import pytest
from django.conf import settings

from tests import fuzzing
from tests.builders import make_user
from tests.fuzzing import Attacker
from tests.world import World

pytestmark = pytest.mark.django_db

MORE = int(os.environ.get("FUZZ", "1"))


@pytest.fixture
def attacker(client):
    World()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return Attacker(client)


@pytest.fixture
def values(attacker):
    return fuzzing.some_values()


@pytest.fixture
def superuser(client):
    client.force_login(make_user("admin"))


def test_every_address_can_be_asked(attacker, values, superuser):
    """So that the tests below do not only meet what does not exist."""
    found = [r.name for r in fuzzing.routes() if attacker.ask("get", r.with_rows(values)).status_code == 200]
    assert len(found) > 100
    assert not attacker.failures


def test_no_value_in_an_address_is_an_error(attacker, values, superuser):
    attacker.addresses(values, 2 * MORE)
    assert not attacker.failures
    assert attacker.requests > 400


def test_no_query_and_no_act_is_an_error(attacker, values, superuser):
    attacker.queries(values, 2 * MORE)
    assert not attacker.failures


def test_no_field_of_a_form_is_an_error(attacker, values, superuser):
    attacker.forms(values, MORE)
    assert not attacker.failures


def test_no_visitor_finds_an_error(attacker, values):
    attacker.addresses(values, MORE)
    attacker.queries(values, MORE)
    attacker.forms(values, MORE)
    assert not attacker.failures
