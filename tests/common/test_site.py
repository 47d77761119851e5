import pytest
from django.urls import reverse

from tests.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LONG = ["/admin/jsi18n/?" + "x" * 2000, "/admin/jsi18n/?" + "%C3%A9" * 660, "/admin/?q=" + "%22" * 1300]
LONG += ["/admin/releases/release/?_changelist_filters=" + "%3D" * 1300, "/admin/" + "%22" * 1300 + "/"]


def size_of_headers(response):
    lines = [
        *response.items(),
        *(("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()),
    ]
    return sum(len(f"{name}: {value}\r\n") for name, value in lines)


@pytest.mark.parametrize("url", LONG, ids=range(len(LONG)))
def test_a_long_address_makes_no_long_header_before_signing_in(client, url):
    for answer in (client.get, client.post):
        response = answer(url)
        assert response.status_code == 302
        assert response["Location"] == reverse("admin:login")
        assert size_of_headers(response) < 2000


@pytest.mark.parametrize("url", LONG, ids=range(len(LONG)))
def test_a_long_address_is_answered_to_whoever_is_signed_in(client, url):
    client.force_login(make_user("admin"))
    assert client.get(url).status_code in (200, 302, 404)


def test_signing_in_leads_back_to_where_one_was_going(client):
    response = client.get("/admin/releases/release/?q=words")
    assert response["Location"] == "/admin/login/?next=/admin/releases/release/%3Fq%3Dwords"
