import datetime
import re

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from institutes.models import Contact, ContactEvent, VerificationLink, VerificationReply
from institutes.people import own_numbers, verification
from tests.builders import make_contact, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    return make_contact("Durand", email="zoe@example.org", languages=["en"], phones=("+33141113789",))


@pytest.fixture
def manager():
    return make_user("contacts")


@pytest.fixture
def secret(contact, manager):
    return verification.make_link(contact, manager)


def details_page(secret):
    with override("en"):
        return reverse("own_details", args=[secret])


def said(contact, **changes):
    return {**verification.current(contact), **changes}


def test_press_contacts_not_verified_for_a_year_are_to_be_verified(contact):
    make_contact("Fresh", verified_on=timezone.localdate())
    make_contact("Objecting", objected_on=timezone.localdate())
    make_contact("NoPress", is_press_contact=False)
    old = make_contact("Old", verified_on=timezone.localdate() - datetime.timedelta(days=366))

    assert set(verification.to_verify()) == {contact, old}


def test_the_link_goes_by_mail_in_a_language_the_person_speaks(client, contact, manager):
    client.force_login(manager)

    client.post(reverse("admin:institutes_contact_ask", args=[contact.pk]))

    [message] = mail.outbox
    assert message.to == ["zoe@example.org"]
    address = re.search(r"http://testserver(/en/\S+)", message.body)[1]
    assert client.get(address).status_code == 200


def test_nobody_who_objects_gets_a_mail(client, contact, manager):
    Contact.objects.update(objected_on=timezone.localdate())
    client.force_login(manager)

    client.post(reverse("admin:institutes_contact_ask", args=[contact.pk]))

    assert mail.outbox == []


def test_the_database_does_not_hold_the_secret(secret):
    assert secret not in str(list(VerificationLink.objects.values()))


def test_the_page_sets_no_cookie_is_not_cached_and_tells_nobody_where_it_came_from(client, secret):
    response = client.get(details_page(secret))

    assert not response.cookies
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "+33 1 41 11 37 89" in response.content.decode()


def test_an_answer_waits_for_a_manager(client, contact, secret):
    details = said(contact, job_title_en="Head of press", phones="06 76 12 00 53")
    response = client.post(details_page(secret), details)

    assert response.status_code == 200
    contact.refresh_from_db()
    assert contact.job_title_en is None
    reply = VerificationReply.objects.get()
    assert reply.changes["job_title_en"] == {"from": "", "to": "Head of press"}
    assert set(reply.changes) == {"job_title_en", "phones"}


def test_a_link_works_once(client, contact, secret):
    client.post(details_page(secret), said(contact))

    again = client.post(details_page(secret), said(contact, first_name="Eve"))

    assert again.status_code == 404
    assert VerificationReply.objects.count() == 1


def test_a_link_expires(client, secret, time_machine):
    time_machine.move_to(timezone.now() + verification.LINK_LIFETIME + datetime.timedelta(minutes=1))

    assert client.get(details_page(secret)).status_code == 404


def test_a_newer_link_closes_the_older_one(client, contact, manager, secret):
    verification.make_link(contact, manager)

    assert client.get(details_page(secret)).status_code == 404


def test_a_made_up_secret_opens_nothing(client, secret):
    assert client.get(details_page(secret[:-1] + "_")).status_code == 404


def test_a_refused_answer_keeps_what_was_typed_and_the_link(client, contact, secret):
    response = client.post(details_page(secret), said(contact, phones="12", first_name="Zoë-Anne"))

    assert "Zoë-Anne" in response.content.decode()
    assert not VerificationReply.objects.exists()
    assert client.get(details_page(secret)).status_code == 200


def test_an_accepted_answer_changes_the_contact_and_keeps_labels(contact, manager, secret):
    contact.phone_numbers.update(label_en="Office")
    link = verification.open_link(secret)
    phones = "06 76 12 00 53\n01 41 11 37 89"
    reply = verification.answer(link, said(contact, job_title_en="Head of press", phones=phones))

    assert verification.accept(reply, manager)

    contact = Contact.objects.get()
    assert contact.job_title_en == "Head of press"
    numbers = list(contact.phone_numbers.values_list("number", "label_en"))
    assert numbers == [("+33676120053", None), ("+33141113789", "Office")]
    assert contact.verified_on == timezone.localdate()
    assert contact.events.filter(kind=ContactEvent.Kind.CORRECTED).exists()


def test_an_answer_is_decided_once(contact, manager, secret):
    reply = verification.answer(verification.open_link(secret), said(contact, first_name="Eve"))
    assert verification.decline(reply, manager)

    assert not verification.accept(reply, manager)

    contact.refresh_from_db()
    assert contact.first_name == "Zoé"


def test_an_email_that_is_taken_is_refused_in_words_and_decides_nothing(client, contact, manager, secret):
    make_contact("Other", email="taken@example.org")
    verification.answer(verification.open_link(secret), said(contact, email="TAKEN@example.org"))
    client.force_login(manager)

    response = client.post(
        reverse("admin:institutes_verificationreply_changelist"),
        {"action": "take_over", "_selected_action": [VerificationReply.objects.get().pk]},
        follow=True,
        headers={"accept-language": "en"},
    )

    assert "Another contact already has this e-mail address." in response.content.decode()
    assert VerificationReply.objects.get().state == VerificationReply.State.PENDING
    contact.refresh_from_db()
    assert contact.email == "zoe@example.org"


@pytest.mark.parametrize(
    "backend", ["django.core.mail.backends.smtp.EmailBackend", "common.mail.NotConfigured"]
)
def test_a_mail_that_does_not_go_out_changes_nothing_and_says_so(
    client, contact, manager, secret, settings, backend
):
    settings.EMAIL_BACKEND = backend
    settings.EMAIL_PORT = 1
    client.force_login(manager)
    before = contact.events.count()

    page = client.post(
        reverse("admin:institutes_contact_ask", args=[contact.pk]), follow=True, HTTP_ACCEPT_LANGUAGE="en"
    )

    assert "The mail could not be sent" in page.content.decode()
    assert contact.events.count() == before
    assert verification.open_link(secret)


@pytest.mark.parametrize(
    "stored",
    [
        "a@example.org\u202c",
        "a@example.org\u200f",
        "fay@" + "é" * 60 + ".org",
        "f" * 65 + "@example.org",
        "a@b..c",
    ],
)
def test_an_address_stored_long_ago_to_which_no_mail_can_go_is_named(
    client, contact, manager, secret, stored
):
    # Round the cleaning of today.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE institutes_contact SET email = %s", [stored])
    client.force_login(manager)
    before = contact.events.count()

    page = client.post(
        reverse("admin:institutes_contact_ask", args=[contact.pk]), follow=True, HTTP_ACCEPT_LANGUAGE="en"
    )

    assert "No mail can be sent to" in page.content.decode()
    assert mail.outbox == []
    assert contact.events.count() == before
    assert verification.open_link(secret)


def test_a_mail_goes_to_a_domain_with_accents(client, contact, manager):
    Contact.objects.update(email="zoe@éts.example")
    client.force_login(manager)
    client.post(reverse("admin:institutes_contact_ask", args=[contact.pk]))
    [sent] = mail.outbox
    assert sent.to == ["zoe@éts.example"]
    assert "xn--ts-9ia" in sent.message()["To"]


@pytest.mark.parametrize("field", ["first_name", "last_name", "job_title_fr", "email", "phones"])
def test_what_a_person_pastes_into_their_own_details_is_cleaned(client, contact, secret, field):
    typed = {"email": "noel@example.org", "phones": "06 12 34 56 78"}.get(field, "Noe\u0308l")
    client.post(details_page(secret), said(contact, **{field: f"\ufeff{typed}\u200b"}))
    changes = VerificationReply.objects.get().changes
    assert changes[field]["to"] == typed.replace("e\u0308", "ë")


def test_who_objects_is_offered_no_mail_and_counted(client, contact, manager):
    contact.objected_on = timezone.localdate()
    contact.save()
    client.force_login(manager)
    ask = reverse("admin:institutes_contact_ask", args=[contact.pk])

    details = client.get(reverse("admin:institutes_contact_change", args=[contact.pk])).content.decode()
    to_verify = client.get(
        reverse("admin:institutes_contact_to_verify"), HTTP_ACCEPT_LANGUAGE="en"
    ).content.decode()

    assert ask not in details + to_verify
    assert "1 person objects and is not asked." in to_verify


def test_the_page_is_there_in_each_language_and_says_where_it_comes_from(client, contact, secret):
    contact.data_source = "A business details"
    contact.save()

    page = client.get(reverse("own_details", args=[secret])).content.decode()

    assert "A business details" in page
    with override("en"):
        assert reverse("own_details", args=[secret]) in page


def test_an_answer_is_read_and_taken_over_on_its_own_page(client, contact, manager, secret):
    reply = verification.answer(
        verification.open_link(secret),
        {"job_title_fr": "Directrice", "phones": "06 12 34 56 78\n01 75 31 40 82"},
    )
    client.force_login(manager)
    listed = reverse("admin:institutes_verificationreply_changelist")

    page = client.get(
        reverse("admin:institutes_verificationreply_change", args=[reply.pk]), HTTP_ACCEPT_LANGUAGE="en"
    ).content.decode()
    assert "Job title (French): <del>–</del> → <ins>Directrice</ins>" in page
    assert "<ins>06 12 34 56 78, 01 75 31 40 82</ins>" in page
    assert f'formaction="{listed}"' in page
    assert 'name="_save"' not in page

    client.post(listed, {"action": "take_over", "_selected_action": reply.pk})
    contact.refresh_from_db()
    assert contact.job_title_fr == "Directrice"
    page = client.get(reverse("admin:institutes_verificationreply_change", args=[reply.pk])).content.decode()
    assert f'formaction="{listed}"' not in page


def test_people_see_keep_and_change_the_extension_of_their_number(manager):
    contact = make_contact("Durand", phones=[])
    phone = contact.phone_numbers.create(number="+33175314082", extension="12", label_fr="Bureau")
    text = verification.current(contact)["phones"]
    assert text == "+33 1 75 31 40 82 poste 12 (Bureau)"
    own_numbers.set_numbers(contact, f"{text}\n06 12 34 56 78 poste 3")
    assert list(contact.phone_numbers.values_list("number", "extension", "label_fr")) == [
        (phone.number, "12", "Bureau"),
        ("+33612345678", "3", None),
    ]
    own_numbers.set_numbers(contact, "01 75 31 40 82")
    assert list(contact.phone_numbers.values_list("extension", flat=True)) == [""]
