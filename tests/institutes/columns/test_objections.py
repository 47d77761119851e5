import pytest

from institutes.columns.objections import is_plain_objection, may_be_objection, objection_in

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    "text",
    [
        "Blacklistée",
        "À mettre sur la black list",
        "blacklisté(e) en 2023",
        "plus de mails svp",
        "Plus d’e-mails, merci",
        "Plus aucun courriel",
        "DNC",
        "Droit à l’oubli",
        "a fait valoir son droit à l'oubli",
        "souhaite être supprimé",
        "demande la suppression de ses données",
        "à supprimer",
        "no mailing",
        "No more e-mails please",
        "no newsletters",
        "Unsubscribe",
        "décédé",
        "Décédée en 2022",
        "deceased",
    ],
)
def test_what_may_say_that_a_person_is_not_to_be_written_to(text):
    assert may_be_objection("", text)


@pytest.mark.parametrize(
    "text",
    [
        "Blacklist : non",
        "plus de détails au standard",
        "Plus de 300 mails par jour",
        "No e-mail",
        "no email address known",
        "Procédés industriels",
        "supprime les doublons",
        "Journaliste spécialisé",
        "How to unsubscribe: see the footer",
        "Oublier la réunion de mardi",
        "suppléante",
    ],
)
def test_what_says_nothing_of_the_kind(text):
    assert not may_be_objection("", text)


@pytest.mark.parametrize("text", ["DNC", "droit à l’oubli", "black list", "plus de mails", "Unsubscribe"])
def test_what_may_mean_another_thing_is_asked_about_and_not_recorded(text):
    assert not is_plain_objection(text)


@pytest.mark.parametrize(("text", "rest"), [("blacklistée", ""), ("Plus de mails svp", "svp"), ("DNC", "")])
def test_what_a_column_of_statuses_says(text, rest):
    assert objection_in(text) == rest
