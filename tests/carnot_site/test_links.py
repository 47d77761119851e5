import pytest

from tests.releases import desk

pytestmark = pytest.mark.django_db
URL = "/admin/link/"


@pytest.mark.parametrize(
    ("address", "leads_nowhere"),
    [
        ("/rapport.pdf", True),
        ("http://testserver/rapport.pdf", True),
        ("/admin/", True),
        ("/fr/", False),
        ("/files/01234567-89ab-cdef-0123-456789abcdef/rapport.pdf", False),
        ("https://example.org/rapport.pdf", False),
        ("mailto:presse@example.org", False),
        ("no address", False),
    ],
)
def test_the_desk_asks_which_addresses_of_this_site_lead_nowhere(client, address, leads_nowhere):
    desk.sign_in(client)
    assert client.post(URL, {"address": address}).json() == {"leads_nowhere": leads_nowhere}


def test_nobody_else_asks(client):
    assert client.post(URL, {"address": "/"}).status_code == 403
