import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are compared in the language they are written in; pages say their own."""
    with translation.override("en"):
        yield
