"""Guessing passwords is slow, and shuts nobody out."""

import threading
import time
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.urls import reverse

from carnot_site import sign_in
from common.characters import to_unicode_form
from common.models import Attempts
from tests.builders import make_user
from tests.visitor import Page

pytestmark = pytest.mark.django_db
RIGHT = "the right one, and long"
START = "2026-03-02 08:00:00+00:00"
LOGIN = "/admin/login/"


@pytest.fixture
def user():
    user = make_user("writer")
    user.set_password(RIGHT)
    user.save()
    return user


@pytest.fixture(autouse=True)
def stopped_clock(time_machine):
    time_machine.move_to(START, tick=False)


def send(name, password, address="192.0.2.1", client=None):
    return (client or Client()).post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address)


def statuses(times, *arguments, **options):
    return [send(*arguments, **options).status_code for _ in range(times)]


def test_a_few_wrong_passwords_then_a_refusal_that_says_when(user):
    assert statuses(7, user.username, "wrong") == [200] * 5 + [429] * 2

    refusal = send(user.username, "wrong")

    assert refusal["Retry-After"] == "60"
    assert "Try again in 1 minute." in Page(refusal)
    assert "Réessayez dans 1 minute." in Page(refusal)
    assert "no-store" in refusal["Cache-Control"]


def test_the_right_password_is_refused_too_until_then(user, time_machine):
    statuses(5, user.username, "wrong")
    assert send(user.username, RIGHT).status_code == 429
    time_machine.shift(60)
    assert send(user.username, RIGHT).status_code == 302


def test_a_name_that_nobody_has_is_counted_alike():
    assert statuses(6, "nobody", "wrong") == [200] * 5 + [429]


BLANKS = " " * 200
SPELLINGS = [
    "{0}",
    " {0} ",
    "{1}",
    "{2}",
    BLANKS + "{0}",
    BLANKS[:147] + "{0}",
    "\u3000" * 150 + "{0}" + BLANKS,
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_another_spelling_of_a_name_is_no_other_account(user, spelling):
    statuses(5, user.username, "wrong")
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in user.username)
    typed = spelling.format(user.username, user.username.upper(), wide)
    assert send(typed, "wrong").status_code == 429


def test_a_name_behind_more_blanks_than_a_name_is_long_is_counted():
    assert statuses(7, BLANKS + "nobody", "wrong") == [200] * 5 + [429] * 2


def test_many_accounts_from_one_address_are_bounded():
    results = [send(f"name{number}", "wrong").status_code for number in range(40)]
    assert results == [200] * 30 + [429] * 10


def test_one_account_from_many_addresses_is_bounded(user):
    results = [send(user.username, "wrong", f"192.0.2.{number}").status_code for number in range(40)]
    assert results == [200] * 30 + [429] * 10


def test_one_address_alone_locks_nobody_out(user):
    statuses(40, user.username, "wrong", address="192.0.2.66")
    assert send(user.username, RIGHT, address="198.51.100.1").status_code == 302


def test_a_device_that_has_signed_in_before_is_not_locked_out_by_a_whole_network(user):
    device = Client()
    assert send(user.username, RIGHT, client=device).status_code == 302
    device.post("/admin/logout/")
    for number in range(40):
        send(user.username, "wrong", f"192.0.2.{number}")
    statuses(6, user.username, "wrong")

    assert send(user.username, RIGHT).status_code == 429
    assert send(user.username, RIGHT, client=device).status_code == 302


def test_a_known_device_has_no_more_than_attempts_of_its_own(user):
    device = Client()
    send(user.username, RIGHT, client=device)
    assert statuses(12, user.username, "wrong", client=device) == [200] * 10 + [429] * 2
    assert send(user.username, RIGHT, address="198.51.100.1").status_code == 302


def test_a_device_is_known_for_the_account_that_it_signed_in_to_alone(user):
    device = Client()
    send(user.username, RIGHT, client=device)
    assert statuses(6, "publisher", "wrong", client=device) == [200] * 5 + [429]


@pytest.mark.parametrize(
    "change", [lambda value: "made-up", lambda value: value[:-1] + "x", lambda value: ""]
)
def test_a_cookie_that_we_did_not_sign_makes_no_device_known(user, change):
    device = Client()
    send(user.username, RIGHT, client=device)
    (name,) = [name for name in device.cookies if name.startswith("device-")]
    device.cookies[name] = change(device.cookies[name].value)
    assert statuses(6, user.username, "wrong", client=device) == [200] * 5 + [429]


def test_the_cookie_of_a_device_is_the_desks_alone_and_says_nothing(user):
    cookies = send(user.username, RIGHT).cookies
    (cookie,) = [cookie for name, cookie in cookies.items() if name.startswith("device-")]
    assert cookie["path"] == "/admin/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert user.username not in f"{cookie.key}{cookie.value}"


def test_signing_in_rightly_uses_nothing_up(user):
    assert statuses(12, user.username, RIGHT) == [302] * 12


def test_a_refusal_hashes_nothing_and_asks_the_database_once(user, django_assert_num_queries):
    statuses(5, user.username, "wrong")
    with mock.patch("django.contrib.auth.forms.authenticate") as hashing, django_assert_num_queries(1):
        assert send(user.username, "wrong").status_code == 429
    assert not hashing.called


def test_a_form_without_a_name_or_a_password_costs_no_attempt(user):
    assert statuses(7, user.username, "") == [200] * 7
    assert statuses(7, "", "wrong") == [200] * 7
    assert not Attempts.objects.exists()


def test_no_address_and_no_name_is_kept_in_clear(user):
    send(user.username, "wrong", address="192.0.2.77")
    kept = str(list(Attempts.objects.values_list()))
    assert Attempts.objects.count() == 3
    assert "192.0.2.77" not in kept
    assert user.username not in kept


@pytest.mark.parametrize("forwarded", ["203.0.113.{0}, 198.51.100.1", "198.51.100.1"])
def test_behind_a_proxy_the_address_that_it_wrote_counts(user, settings, forwarded):
    settings.BEHIND_PROXY = True
    results = [
        Client()
        .post(
            LOGIN,
            {"username": user.username, "password": "wrong"},
            headers={"x-forwarded-for": forwarded.format(number)},
        )
        .status_code
        for number in range(6)
    ]
    assert results == [200] * 5 + [429]


def test_the_old_password_is_not_guessed_in_an_open_session(user):
    client = Client()
    client.force_login(user)
    new = "a new one, and long enough"
    form = {"old_password": "wrong", "new_password1": new, "new_password2": new}
    address = reverse("admin:password_change")

    assert [client.post(address, form).status_code for _ in range(6)] == [200] * 5 + [429]

    user.refresh_from_db()
    assert check_password(RIGHT, user.password)


def test_a_new_password_ends_the_other_sessions_as_its_pages_say(user):
    client, other = Client(), Client()
    for each in (client, other):
        each.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    address, new = reverse("admin:password_change"), "a new one, and long enough"
    form = {"old_password": RIGHT, "new_password1": new, "new_password2": new}
    pages = client.get(address), client.post(address, form, follow=True)
    for page in pages:
        assert "on every other computer and telephone" in page.text
        assert f'href="{reverse("sign_out_everywhere")}"' in page.text
    assert [each.get(reverse("admin:index")).status_code for each in (client, other)] == [200, 302]


@pytest.mark.parametrize("name", ["login", "password_change"])
def test_the_forms_are_still_djangos(user, name):
    client = Client()
    if name == "password_change":
        client.force_login(user)
    assert 'type="password"' in client.get(reverse(f"admin:{name}")).content.decode()


def test_nobody_changes_a_password_who_is_not_signed_in():
    assert Client().post(reverse("admin:password_change"), {"old_password": "x"}).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.one_database
def test_strangers_take_two_threads_of_a_worker_at_most(user):
    entered, leave, results = threading.Semaphore(0), threading.Event(), []

    def slow(request):
        entered.release()
        leave.wait(20)
        return mock.Mock(status_code=200)

    def attempt(number):
        request = mock.Mock(method="POST", POST={"username": f"n{number}", "password": "x"}, META={})
        request.get_signed_cookie.return_value = None
        results.append(sign_in.login.__wrapped__.__wrapped__(request).status_code)

    with (
        mock.patch("django.contrib.admin.site.login", slow),
        mock.patch.object(sign_in, "too_many") as too_many,
    ):
        too_many.return_value = mock.Mock(status_code=429)
        first = [threading.Thread(target=attempt, args=[number]) for number in range(2)]
        for thread in first:
            thread.start()
        entered.acquire(timeout=20)
        # The second one has taken its place, and waits there.
        while sign_in._places._value:
            time.sleep(0.01)
        for number in range(2, 8):
            attempt(number)
        assert results == [429] * 6
        leave.set()
        for thread in first:
            thread.join(20)
    assert results == [429] * 6 + [200] * 2
    assert settings.SESSION_COOKIE_AGE == 36000


def test_of_a_name_longer_than_any_its_beginning_is_counted():
    long = "\u0315\u0300\u05ae\u0300" * 8_000
    with mock.patch.object(sign_in, "to_unicode_form", wraps=to_unicode_form) as composed:
        assert [send(f"{long}{end}", "wrong").status_code for end in range(6)] == [200] * 5 + [429]
    assert {len(call.args[1]) for call in composed.call_args_list} == {150}
