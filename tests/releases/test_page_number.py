import pytest
from django.test import Client

from releases.public import listing, results
from tests.visitor import make_full_institute, publish_many

pytestmark = pytest.mark.django_db
LIST, INSTITUTE = "/fr/communiques/", "/fr/instituts/tsn/"


@pytest.fixture(autouse=True)
def two_pages(monkeypatch):
    monkeypatch.setattr(listing, "PAGE_SIZE", 1)
    monkeypatch.setattr(results, "PAGE_SIZE", 1)
    publish_many(2, make_full_institute())


@pytest.mark.parametrize("written", ["02", "٢", "２", "%2B2", "%202", "0_2"])
@pytest.mark.parametrize(
    ("path", "before"), [(LIST, ""), (INSTITUTE, ""), (LIST, "annee=2020&"), (LIST, "q=release&")]
)
def test_a_page_has_one_spelling(written, path, before):
    answer = Client().get(f"{path}?{before}page={written}")
    assert (answer.status_code, answer["Location"]) == (302, f"{path}?{before}page=2")
    assert Client().get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("written", ["0", "00", "-1", "x", "9" * 30, "9" * 5_000, "%00"])
def test_what_is_no_page_is_not_found(written):
    assert Client().get(f"{LIST}?page={written}").status_code == 404


def test_nothing_written_is_the_first_page():
    assert Client().get(f"{LIST}?page=").status_code == 200
