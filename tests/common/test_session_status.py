import pytest
from django.urls import reverse

from tests.builders import make_user

pytestmark = pytest.mark.django_db


def test_the_desk_knows_who_is_signed_in_and_gives_the_token_of_now(client):
    client.force_login(make_user("writer"))
    response = client.get(reverse("session_status"))
    assert response.json()["authenticated"]
    assert response.json()["token"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("who", ["nobody", "not of the staff"])
def test_nobody_else_is_here(client, who):
    if who != "nobody":
        client.force_login(make_user("writer", is_staff=False))
    assert client.get(reverse("session_status")).json()["authenticated"] is False


def test_it_only_answers(client):
    assert client.post(reverse("session_status")).status_code == 405


def test_it_says_whose_account_it_is_and_the_page_whose_form_it_is(client):
    accounts = []
    for role in ("writer", "contacts"):
        user = make_user(role)
        client.force_login(user)
        accounts.append(client.get(reverse("session_status")).json()["account"])
        page = client.get(reverse("admin:index")).text
        assert f'data-account="{accounts[-1]}"' in page
    assert accounts[0] != accounts[1]
    client.logout()
    assert client.get(reverse("session_status")).json()["account"] == ""
