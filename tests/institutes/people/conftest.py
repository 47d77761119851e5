import pytest

from tests.builders import make_contact, make_user
from tests.institutes.people.traces import NAME


@pytest.fixture
def contact():
    return make_contact(NAME, email="zoe@example.org", job_title_fr="Attachée")


@pytest.fixture
def manager():
    return make_user("contacts", first_name="Anne", last_name="Manager")
