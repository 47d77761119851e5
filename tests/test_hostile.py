"""Whatever a request asks for, the site answers: not one address ends in an error of ours.

A part of all that could be asked, chosen by chance, the same part each time; FUZZ=10 asks ten times as much.
"""

import pytest
from django.conf import settings

from tests import fuzzing
from tests.builders import make_user
from tests.examples import examples
from tests.fuzzing import Attacker

pytestmark = pytest.mark.django_db


@pytest.fixture
def attacker(client, shared_world):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return Attacker(client)


@pytest.fixture
def values(attacker):
    return fuzzing.some_values()


@pytest.fixture
def superuser(client):
    client.force_login(make_user("admin"))


def test_no_value_in_an_address_is_an_error(attacker, values, superuser):
    attacker.addresses(values, examples(1))
    assert not attacker.failures, "\n".join(attacker.failures)
    assert attacker.requests > 200


def test_no_query_and_no_act_is_an_error(attacker, values, superuser):
    attacker.queries(values, examples(1))
    assert not attacker.failures, "\n".join(attacker.failures)


def test_no_field_of_a_form_is_an_error(attacker, values, superuser):
    attacker.forms(values, examples(1))
    assert not attacker.failures, "\n".join(attacker.failures)
    # So that the tests of this file do not only meet what does not exist.
    assert attacker.found > 100


LONG = "9" * 5000
FOUND = [
    ("get", f"/admin/institutes/contact/{LONG}/change/", {}),
    ("get", f"/admin/exchange/import/{LONG}/change/", {}),
    ("get", f"/admin/institutes/institute/{fuzzing.HUGE}/rename/", {}),
    ("get", "/admin/institutes/contact/0/erase/", {}),
    ("post", "/admin/institutes/contact/0/verify/", {}),
    ("post", "/admin/institutes/contact/0/data/", {}),
    ("post", "/admin/exchange/import/2/do/answer/", {f"answer_{LONG}": "new"}),
    ("post", "/admin/exchange/import/2/do/answer/", {f"answer_{fuzzing.HUGE}": "new", "answer_²": "new"}),
    ("get", "/admin/institutes/verificationreply/", {"q": "words"}),
    ("get", "/admin/institutes/contact/", {"organisation__id__exact": LONG}),
    ("get", "/admin/institutes/contact/", {"organisation__id__exact": fuzzing.HUGE}),
    ("get", "/admin/institutes/labelaward/", {"year": fuzzing.HUGE}),
    ("get", "/admin/institutes/institute/", {"awards__year": fuzzing.HUGE}),
    ("post", "/admin/institutes/school/add/", {"merged_into": "words"}),
    ("post", "/admin/institutes/school/add/", {"merged_into": fuzzing.HUGE}),
    ("get", "/admin/institutes/school/2/change/", {"_to_field": ""}),
    ("get", "/admin/releases/release/1/change/", {"_to_field": ""}),
    ("get", "/admin/releases/topic/1/delete/", {"_to_field": "", "_popup": "1"}),
    ("post", "/admin/auth/user/1/change/", {"_to_field": ""}),
    ("post", "/admin/auth/user/1/change/", {"groups": ["words", LONG], "user_permissions": fuzzing.HUGE}),
]


@pytest.mark.parametrize(("method", "url", "data"), FOUND, ids=range(len(FOUND)))
def test_what_was_an_error_once_is_answered(attacker, superuser, method, url, data):
    assert attacker.ask(method, url, data).status_code in (200, 302, 404)
    assert not attacker.failures


def test_no_visitor_finds_an_error(attacker, values):
    attacker.addresses(values, examples(1))
    attacker.queries(values, examples(1))
    attacker.forms(values, examples(1))
    assert not attacker.failures, "\n".join(attacker.failures)
