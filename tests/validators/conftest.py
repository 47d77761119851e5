import pytest

from tests.validators import pages


@pytest.fixture(scope="module")
def public_pages(made_once):
    found, _folder = made_once(pages.read)
    return found
