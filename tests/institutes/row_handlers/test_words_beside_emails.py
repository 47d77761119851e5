"""What stands beside an e-mail in a cell is never left out unsaid."""

import pytest

from exchange.importing import answering
from institutes.models import Contact
from tests.exchange.importing import apply, kinds, line
from tests.institutes.row_handlers.programs import brought, listed, remarks, tried

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.parametrize("header", ["Email", "E-mail 1 - Value"])
@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("z@example.org (bureau)", "bureau"),
        ("Le Monde <z@example.org>", "Le Monde"),
        ("Zoé Durand <z@example.org> (perso)", "Zoé Durand, perso"),
    ],
)
def test_words_beside_an_email_are_said_to_be_left_out(header, cell, words):
    job = brought(listed(["Prénom", "Nom", header], ["Zoé", "Durand", cell]))
    assert Contact.objects.get().email == "z@example.org"
    assert remarks(job) == [f"The text next to the e-mail is not imported: {words}."]


@pytest.mark.parametrize("cell", ["Zoé Durand <z@example.org>", "z@example.org (DURAND Zoe)"])
def test_they_go_unsaid_where_they_are_the_name(cell):
    assert remarks(brought(listed(["Prénom", "Nom", "Email"], ["Zoé", "Durand", cell]))) == []


@pytest.mark.parametrize(
    "words",
    [
        "ne plus utiliser",
        "ancienne adresse",
        "obsolete",
        "Obsolète !",
        "n’est plus valide",
        "ne fonctionne plus",
        "adresse désactivée",
        "NPAI",
        "old",
        "do not use",
        "no longer valid",
        "bounced 2024",
    ],
)
@pytest.mark.parametrize("form", ["z@example.org (%s)", "%s <z@example.org>"])
def test_words_beside_an_email_are_asked_about_where_they_say_that_it_is_of_no_use(words, form):
    job = tried(listed(["Prénom", "Nom", "Email"], ["Zoé", "Durand", form % words]))
    assert kinds(job) == {2: "doubtful"}
    assert remarks(job)[0].startswith(f"“{form % words}” says that this e-mail may no longer be in use.")
    assert answering.answer(job, {2: "new"}) == {}
    apply(job)
    assert Contact.objects.get().email == "z@example.org"


def test_words_beside_an_email_are_asked_about_of_somebody_who_is_here_too(zoe):
    job = tried(listed(["Mail"], [f"{zoe.email} (ne plus utiliser)"]))
    assert kinds(job) == {2: "doubtful"}
    assert [candidate["id"] for candidate in line(job).candidates] == [zoe.pk]
    assert answering.answer(job, {2: str(zoe.pk)}) == {}


def test_words_beside_an_email_are_asked_about_with_a_namesake(zoe):
    job = tried(listed(["Prénom", "Nom", "Mail"], ["Zoé", "Durand", "z@example.org (obsolète)"]))
    assert remarks(job)[0].startswith("A contact with this name already exists. “z@example.org (obsolète)”")


@pytest.mark.parametrize("words", ["désinscrit", "ne plus contacter", "STOP"])
def test_words_beside_an_email_are_asked_about_where_they_may_be_an_objection(zoe, words):
    job = tried(listed(["Mail"], [f"{zoe.email} ({words})"]))
    assert kinds(job) == {2: "doubtful"}
    assert len(remarks(job)) == 1
    assert "may mean that this person objects" in remarks(job)[0]
    assert answering.answer(job, {2: f"objects-{zoe.pk}"}) == {}


@pytest.mark.parametrize("address", ["stop@example.org", "opposition@example.org", "old@example.org"])
def test_words_beside_an_email_are_not_words_of_the_address(address):
    assert kinds(tried(listed(["Mail"], [address]))) == {2: "refused"}
