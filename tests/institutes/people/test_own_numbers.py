"""People see, keep and write the labels of their telephone numbers."""

import pytest
from django.utils.translation import override

from institutes.models import VerificationReply
from institutes.people import own_numbers, verification
from tests.builders import make_contact, make_user

pytestmark = pytest.mark.django_db
MOBILE = {"label_fr": "Mobile", "label_en": "Mobile"}
OFFICE = {"label_fr": "Bureau", "label_en": "Office"}


@pytest.fixture
def contact():
    contact = make_contact("Durand", phones=[])
    contact.phone_numbers.create(number="+33141113789", order=0, **OFFICE)
    contact.phone_numbers.create(number="+33612345678", order=1, **MOBILE)
    return contact


def kept(contact):
    return [(str(p.number), p.label_fr, p.label_en) for p in contact.phone_numbers.all()]


def said(contact, phones):
    """What becomes of this answer, taken over by somebody who reads the other language."""
    link = verification.open_link(verification.make_link(contact, make_user("contacts")))
    reply = verification.answer(link, verification.current(link.contact) | {"phones": phones})
    with override("fr"):
        verification.accept(reply, make_user("desk"))
    return reply


@pytest.mark.parametrize(("language", "word"), [("fr", "Bureau"), ("en", "Office")])
def test_they_are_shown_in_the_language_of_the_page(contact, language, word):
    with override(language):
        text = own_numbers.text_of(contact)
    assert text == f"+33 1 41 11 37 89 ({word})\n+33 6 12 34 56 78 (Mobile)"


def test_what_is_sent_as_it_is_says_that_all_is_right(contact):
    before = kept(contact)
    reply = said(contact, own_numbers.text_of(contact))
    assert reply.changes == {}
    assert kept(contact) == before


def test_a_label_stays_beside_another_number(contact):
    said(contact, "01 41 11 37 80 (bureau)\n06 12 34 56 78")
    assert kept(contact) == [("+33141113780", "Bureau", "Office"), ("+33612345678", "Mobile", "Mobile")]


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("(rédaction)", ("rédaction", "rédaction")),
        ("– mobile", ("Mobile", "Mobile")),
        ("(domicile)", ("domicile", "domicile")),
    ],
)
def test_another_label_is_a_change(contact, label, names):
    reply = said(contact, f"01 41 11 37 89 {label}\n06 12 34 56 78 (mobile)")
    assert set(reply.changes) == {"phones"}
    assert kept(contact) == [("+33141113789", *names), ("+33612345678", "Mobile", "Mobile")]


@pytest.mark.parametrize("label", ["Ligne 2", "Tél.", "fax", "06"])
def test_a_label_that_would_be_read_otherwise_is_not_shown_and_stays(contact, label):
    contact.phone_numbers.filter(order=0).update(label_fr=label, label_en=label)
    text = own_numbers.text_of(contact)
    assert text.startswith("+33 1 41 11 37 89\n")
    said(contact, f"{text}\n01 75 31 40 82")
    assert kept(contact)[0] == ("+33141113789", label, label)


def test_an_answer_from_before_labels_were_shown_keeps_them(contact):
    changes = {"phones": {"from": "", "to": "+33 6 12 34 56 78\n+33 1 75 31 40 82"}}
    verification.accept(VerificationReply.objects.create(contact=contact, changes=changes), make_user("desk"))
    assert kept(contact) == [("+33612345678", "Mobile", "Mobile"), ("+33175314082", None, None)]


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("fr", "01 41 11 37 89 (portable)", "+33 1 41 11 37 89 (Mobile)"),
        ("en", "01 41 11 37 89 (standard)", "+33 1 41 11 37 89 (Switchboard)"),
        ("fr", "01 41 11 37 80 poste 2 : travail", "+33 1 41 11 37 80 poste 2 (Bureau)"),
        # Nothing else than it says.
        ("fr", "01 41 11 37 89 – mobile", "01 41 11 37 89 – mobile"),
        ("fr", "01 41 11 37 89 (rédaction)", "01 41 11 37 89 (rédaction)"),
        ("fr", "01 41 11 37 89 (office)", "01 41 11 37 89 (office)"),
        ("fr", "01 41 11 37 89\n06 12 34 56 78", "01 41 11 37 89\n06 12 34 56 78"),
    ],
)
def test_a_label_that_becomes_ours_is_said(contact, language, text, shown):
    with override(language):
        assert own_numbers.as_shown(text, contact) == shown


def test_a_usual_word_that_is_there_already_stays(contact):
    contact.phone_numbers.filter(order=0).update(label_fr="Ligne directe", label_en="Ligne directe")
    text = "01 41 11 37 89 (ligne directe)\n06 12 34 56 78 (voiture)"
    with override("fr"):
        shown = own_numbers.as_shown(text, contact)
    assert shown == "+33 1 41 11 37 89 (ligne directe)\n+33 6 12 34 56 78 (Mobile)"
    own_numbers.set_numbers(contact, shown)
    assert kept(contact)[0] == ("+33141113789", "Ligne directe", "Ligne directe")
