import pytest

from tests.builders import make_release, publish
from tests.releases import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    desk.sign_in(client, "publisher")
    return client


@pytest.mark.parametrize(
    "address", ["/fr/", "/en/press-releases/", "/fr/communiques/2020/title-fr/", "/fr/no/"]
)
def test_a_page_for_everybody_does_not_ask_who_reads_it(signed_in, address):
    publish(make_release())
    request = signed_in.get(address).wsgi_request
    assert not {"user", "session", "_messages"} & vars(request).keys()


@pytest.mark.parametrize("address", ["/", "/admin/", "/files/nothing.pdf", "/admin/login/", "/french/"])
def test_the_desk_and_files_know_who_asks(signed_in, address):
    request = signed_in.get(address).wsgi_request
    assert request.user.get_username() == "publisher"


def test_a_form_that_was_sent_to_a_page_for_everybody_keeps_its_words(signed_in):
    answer = signed_in.post("/fr/", {"title_fr": "Un titre"})
    assert answer.wsgi_request.user.get_username() == "publisher"
