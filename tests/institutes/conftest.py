import pytest

from tests.builders import make_school


@pytest.fixture
def school():
    return make_school("IMT Lille Douai", slug="imt-lille-douai", short_name_fr="ILD", short_name_en="ILD")


@pytest.fixture
def successor():
    return make_school("IMT Atlantique", slug="imt-atlantique")
