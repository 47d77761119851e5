"""How long one stays signed in, and how all of it ends."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from common.models import Session
from common.sessions import sign_out_everywhere
from tests.builders import make_user

pytestmark = pytest.mark.django_db
START = "2026-03-02 08:00:00+00:00"
HOUR = 3600
DESK, SESSION_STATUS = "/admin/", "/admin/session-status/"


@pytest.fixture
def user():
    return make_user("writer")


@pytest.fixture
def signed_in(user, time_machine):
    time_machine.move_to(START, tick=False)
    client = Client()
    client.force_login(user)
    return client


def is_in(client):
    return client.get(DESK).status_code == 200


def test_work_keeps_one_signed_in_all_day_long(signed_in, time_machine):
    for _ in range(4):
        time_machine.shift(9 * HOUR)
        assert is_in(signed_in)


def test_a_working_day_without_work_ends_a_session(signed_in, time_machine):
    assert is_in(signed_in)
    time_machine.shift(10 * HOUR + 60)
    assert not is_in(signed_in)


@pytest.mark.parametrize("path", [SESSION_STATUS, "/fr/", "/robots.txt", "/healthz", "/nowhere"])
def test_what_a_page_asks_by_itself_and_public_pages_keep_nobody_signed_in(signed_in, time_machine, path):
    assert is_in(signed_in)
    for _ in range(11):
        time_machine.shift(HOUR)
        signed_in.get(path)
    assert not is_in(signed_in)


@pytest.mark.parametrize("address", [SESSION_STATUS, "/admin/exchange/import/1/progress/"])
def test_no_address_that_a_script_asks_counts_as_work(address):
    assert resolve(address).func.is_poll


def test_the_browser_is_told_the_new_end_at_most_every_few_minutes(signed_in, time_machine):
    assert settings.SESSION_COOKIE_NAME in signed_in.cookies
    assert settings.SESSION_COOKIE_NAME not in signed_in.get(DESK).cookies
    for _ in range(4):
        time_machine.shift(60)
        assert settings.SESSION_COOKIE_NAME not in signed_in.get(DESK).cookies
    time_machine.shift(60)
    cookie = signed_in.get(DESK).cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == 10 * HOUR
    assert Session.objects.get().expire_date == timezone.now() + timezone.timedelta(hours=10)


def test_a_public_page_reads_no_session(signed_in, django_assert_num_queries):
    with django_assert_num_queries(0):
        signed_in.get("/robots.txt")


@pytest.fixture
def elsewhere(user):
    client = Client()
    client.force_login(user)
    return client


def test_signing_out_everywhere_ends_every_session_of_the_account_and_no_other(signed_in, elsewhere):
    other = Client()
    other.force_login(make_user("publisher"))
    address = reverse("sign_out_everywhere")

    page = signed_in.get(address)
    assert page.status_code == 200
    assert is_in(elsewhere)
    response = signed_in.post(address)

    assert (
        "signed out everywhere" in response.content.decode()
        or "déconnecté partout" in response.content.decode()
    )
    assert not is_in(signed_in)
    assert not is_in(elsewhere)
    assert is_in(other)


def test_who_signs_out_is_told_so_and_not_thanked(signed_in):
    signed_in.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = signed_in.post(reverse("admin:logout")).content.decode()
    assert "Your session on this computer has ended." in page
    assert "quality time" not in page


def test_the_page_of_signing_out_says_what_becomes_of_unsaved_texts(signed_in):
    signed_in.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = signed_in.get(reverse("sign_out_everywhere")).content.decode()
    assert "stays in its window" in page
    assert "is lost" not in page
    page = signed_in.post(reverse("sign_out_everywhere")).content.decode()
    assert "All your sessions have ended" in page


@pytest.mark.parametrize(("role", "ends"), [("admin", True), ("publisher", False)])
def test_who_keeps_accounts_signs_out_whoever_lost_a_device(user, elsewhere, role, ends):
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_user(role))
    form = {"action": "sign_out", "_selected_action": [user.pk]}

    page = client.post(reverse("admin:auth_user_changelist"), form, follow=True).content.decode()

    assert ("1 session was ended." in page) is ends
    assert is_in(elsewhere) is not ends
    assert is_in(client)


def test_the_desk_leads_there_on_every_page(signed_in):
    assert f'href="{reverse("sign_out_everywhere")}"' in signed_in.get(DESK).content.decode()


def test_nobody_else_signs_out_anybody(elsewhere):
    assert Client().post(reverse("sign_out_everywhere")).status_code == 302
    assert Client(enforce_csrf_checks=True).post(reverse("sign_out_everywhere")).status_code == 403
    assert is_in(elsewhere)


def test_a_new_password_ends_the_other_sessions(user, elsewhere):
    user.set_password("the former one, long")
    user.save()
    here, there = Client(), Client()
    here.force_login(user)
    there.force_login(user)

    new = "another one, as long"
    form = {"old_password": "the former one, long", "new_password1": new, "new_password2": new}
    assert here.post(reverse("admin:password_change"), form).status_code == 302

    assert is_in(here)
    assert not is_in(there)
    assert not is_in(elsewhere)


def test_a_session_says_whose_it_is(user, signed_in):
    assert Session.objects.get().account == str(user.pk)
    assert sign_out_everywhere(user) == 1
