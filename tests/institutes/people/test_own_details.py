"""The page of one's own contact needs no account: whoever has a link, or none, is bounded."""

from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from institutes.models import VerificationLink, VerificationReply
from institutes.people import own_numbers, verification
from institutes.people.own_details import OwnDetailsForm
from tests.builders import make_contact, make_user
from tests.releases.desk import sent_by
from tests.visitor import Page

pytestmark = pytest.mark.django_db
START = "2026-03-02 08:00:00+00:00"


@pytest.fixture
def contact():
    return make_contact("Durand", email="zoe@example.org", phones=("+33141113789",))


@pytest.fixture
def secret(contact):
    return verification.make_link(contact, make_user("contacts"))


def address(secret, language="en"):
    with override(language):
        return reverse("own_details", args=[secret])


def send(secret, contact, **changes):
    return Client().post(address(secret), {**verification.current(contact), **changes})


def test_every_field_has_a_length(contact):
    lengths = {name: field.max_length for name, field in OwnDetailsForm(contact=contact).fields.items()}
    assert set(lengths) == {*verification.OWN_FIELDS, verification.PHONES}
    assert all(0 < length <= 1000 for length in lengths.values())


@pytest.mark.parametrize("name", [*verification.OWN_FIELDS, verification.PHONES])
def test_a_long_field_is_refused_in_words_without_reading_numbers_in_it(contact, secret, name):
    with mock.patch("phonenumbers.PhoneNumberMatcher") as matcher:
        response = send(secret, contact, **{"phones": "", name: "1" * 20_000})
    assert response.status_code == 200
    assert "Nothing was sent yet" in Page(response)
    assert not matcher.called
    assert not VerificationReply.objects.exists()


@pytest.mark.parametrize("name", [*verification.OWN_FIELDS, verification.PHONES])
@pytest.mark.parametrize(
    ("text", "why"), [("\u0315\u0300" * 2_600, "more than 30 accents"), ("Zo\0é", "cannot be kept")]
)
def test_what_cleaning_would_cut_is_refused_and_the_link_goes_on_working(contact, secret, name, text, why):
    page = Page(send(secret, contact, **{name: text}))
    assert why in page
    assert "Nothing was sent yet" in page
    assert not VerificationReply.objects.exists()
    send(secret, contact, first_name="Zoë")
    assert VerificationReply.objects.get().changes["first_name"]["to"] == "Zoë"


@pytest.mark.parametrize(
    "unit",
    ["+33 1 (0) - ", "06 76 12 00 53\n", "1/1/", "12\n", "((", "+", "0", "x1 ", "\u0660", "1\u0301"],
)
def test_a_megabyte_of_anything_is_refused_before_it_is_read(contact, secret, unit):
    with mock.patch.object(own_numbers, "parse_numbers") as parse:
        response = send(secret, contact, phones=unit * (1_100_000 // len(unit)))
    assert response.status_code == 413
    assert "Go back, shorten what you wrote" in Page(response)
    assert not parse.called
    assert VerificationLink.objects.get().attempts == 0


def test_more_numbers_than_anybody_has_are_refused_in_words(contact, secret):
    numbers = [f"06 76 12 00 {number}" for number in range(50, 61)]
    assert "Write at most 10 telephone numbers." in Page(send(secret, contact, phones="\n".join(numbers)))
    assert "Thank you" in Page(send(secret, contact, phones="\n".join(numbers[:10])))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("extension", ["", " poste 12", " ext. 12", " (p. 12)", " #12"])
def test_a_number_stands_on_a_line_of_its_own_whatever_stands_behind_it(contact, secret, extension, line_end):
    written = f"01 75 31 40 12{extension}{line_end}06 12 34 56 78"
    assert "Thank you" in Page(send(secret, contact, phones=written))
    verification.accept(VerificationReply.objects.get(), make_user("desk"))
    first = "+33175314012;ext=12" if extension else "+33175314012"
    assert [phone.dialled for phone in contact.phone_numbers.all()] == [first, "+33612345678"]


@pytest.mark.parametrize("written", ["Fax 01 40 00 00 07", "01 40 00 00 06 fax"])
def test_what_could_not_be_taken_over_is_refused_in_words(contact, secret, written):
    assert "The number of a fax is not kept" in Page(send(secret, contact, phones=written))
    assert "is too long as the label of a number" in Page(
        send(secret, contact, phones=f"01 40 00 00 06 ({'a' * 61})")
    )
    assert "Nothing was sent yet" in Page(send(secret, contact, phones="01 40 00 00 06 poste 12a"))


def test_the_person_and_the_desk_see_which_label_takes_the_place_of_a_usual_word(contact, secret):
    page = Page(send(secret, contact, phones="01 75 31 40 12 (standard)\n06 12 34 56 78"))
    assert "+33 1 75 31 40 12 (Switchboard)" in page
    assert VerificationReply.objects.get().changes["phones"]["to"] == (
        "+33 1 75 31 40 12 (Switchboard)\n+33 6 12 34 56 78"
    )


def test_a_link_through_which_mistakes_are_sent_too_often_is_closed(contact, secret):
    pages = [send(secret, contact, phones="12") for _ in range(10)]

    assert [page.status_code for page in pages] == [200] * 9 + [404]
    assert "more time" not in Page(pages[5])
    assert "The link can be used 3 more times." in Page(pages[6])
    assert "The link can be used 1 more time." in Page(pages[8])
    closed = send(secret, contact)
    assert closed.status_code == 404
    assert "was sent with mistakes too often" in Page(closed)
    assert Client().get(address(secret)).status_code == 404
    assert not VerificationReply.objects.exists()


def test_what_is_sent_at_the_same_moment_is_counted_before_it_is_read(contact, secret):
    links = [verification.open_link(secret) for _ in range(12)]
    assert [verification.attempt(link) for link in links] == [True] * 10 + [False] * 2


def test_looking_costs_no_attempt(contact, secret):
    for _ in range(12):
        assert Client().get(address(secret)).status_code == 200
    assert "Thank you" in Page(send(secret, contact))


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_wrong_secrets_are_bounded_by_network_and_right_ones_open_all_the_same(
    contact, secret, time_machine, method
):
    time_machine.move_to(timezone.now(), tick=False)
    ask = getattr(Client(), method)
    statuses = [ask(address(f"wrong-{number}")).status_code for number in range(23)]

    assert statuses == [404] * 20 + [429] * 3
    assert Client().get(address("wrong")).headers["Retry-After"] == "30"
    assert Client().get(address(secret)).status_code == 200
    assert "Thank you" in Page(send(secret, contact))
    assert Client().get(address("wrong"), REMOTE_ADDR="192.0.2.9").status_code == 404


def test_a_refused_guess_costs_two_queries(django_assert_num_queries, time_machine):
    time_machine.move_to(START, tick=False)
    for number in range(20):
        Client().get(address(f"wrong-{number}"))
    with django_assert_num_queries(2):
        assert Client().get(address("wrong")).status_code == 429


def test_what_the_desk_changed_since_the_page_was_opened_is_not_put_back(contact, secret):
    shown = sent_by(Client().get(address(secret)))
    contact.email, contact.last_name = "desk@example.org", "Durand-Roux"
    contact.save()
    contact.phone_numbers.update(number="+33141113790")
    assert "Nothing was sent yet" in Page(Client().post(address(secret), shown | {"last_name": ""}))
    assert "Thank you" in Page(Client().post(address(secret), shown | {"first_name": "Zoë"}))
    reply = VerificationReply.objects.get()
    assert reply.changes == {"first_name": {"from": "Zoé", "to": "Zoë"}}
    verification.accept(reply, make_user("desk"))
    contact = type(contact).objects.get()
    assert (contact.full_name, contact.email) == ("Zoë Durand-Roux", "desk@example.org")
    assert contact.numbers == ["+33141113790"]
