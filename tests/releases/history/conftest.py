import pytest

from tests.builders import (
    make_release,
    make_user,
)


@pytest.fixture
def writer():
    return make_user("writer", username="ana", first_name="Ana", last_name="Lopez")


@pytest.fixture
def release():
    return make_release()
