import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.utils.translation import override

from common.mail_addresses import same_mailbox_key, validate_address

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    "address",
    ["zoe@example.org", "zoe@éts.example", "zoe@xn--ts-9ia.example", "ZOE+presse@Example.ORG", "a@localhost"],
)
def test_an_address_to_which_a_mail_can_be_sent(address):
    validate_address(address)
    assert EmailMessage("a", "b", "c@example.org", [address]).message()


@pytest.mark.parametrize(
    "address",
    [
        "fay@" + "é" * 60 + ".org",
        "fay@" + "e" * 64 + ".org",
        "f" * 65 + "@example.org",
        "fay@" + ".".join(["e" * 60] * 5) + ".org",
        "inv.a@example.org\u202c",
        "fay@exam\u2100ple.org",
        "fay",
        "zoé@example.org",
        "a@b@example.org",
    ],
)
def test_an_address_that_no_mail_server_could_be_asked_for_is_refused_in_words(address):
    with override("en"), pytest.raises(ValidationError) as refusal:
        validate_address(address)
    with override("en"):
        [sentence] = refusal.value.messages
    assert sentence.startswith(f"No mail can be sent to “{address}”")


@pytest.mark.parametrize(
    ("one", "other"),
    [("zoe@éts.example", "zoe@xn--ts-9ia.example"), ("Zoe@Example.org", "zoe@example.ORG")],
)
def test_two_writings_of_one_address_are_one(one, other):
    assert same_mailbox_key(one) == same_mailbox_key(other)
