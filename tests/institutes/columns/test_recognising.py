from collections import Counter

import pytest

from institutes.columns import other_program_headers as headers
from institutes.columns.recognising import column_by_alias, refine_by_content, spelling
from institutes.resources import ContactResource

pytestmark = pytest.mark.one_database

LISTS = [*headers.NAMES.values(), headers.IGNORED, headers.PRIVATE, headers.LAST_OR_FULL]


def test_no_name_stands_for_two_things():
    meanings = Counter()
    by_key = (headers.PHONE_OR_PLACE, headers.JOB_TITLES, headers.TITLES)
    for names in (*LISTS, *(names for table in by_key for names in table.values())):
        meanings.update({spelling(name) for name in names.split(",") if name.strip()})
    assert not [name for name, times in meanings.items() if times > 1]


def test_every_name_means_a_column_of_contacts():
    known = {*ContactResource.columns, *ContactResource.import_only, "job_title"}
    assert headers.NAMES.keys() <= known


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("PHONE 7 - VALUE", "phone"),
        ("Tél. (travail)", "phone_office"),
        ("Téléphone pro.", "phone_office"),
        ("Tél. perso", "private"),
        ("N° de portable pro", ""),
        ("Courriel pro.", "email"),
        ("E-mail (domicile)", "email_other"),
        ("Mail / Courriel", "email"),
        ("Organisme / Média", "organisation"),
        ("Fonction / Titre", "job_title_fr"),
        ("Email / Téléphone", ""),
        ("Nom / Ville", ""),
        ("Ville / Pays", "ignored"),
        ("FIRSTNAME", "first_name"),
        ("Collecté le", "data_collected_on"),
        ("Date de collecte", "data_collected_on"),
        ("Source", "data_source"),
        ("Origine des données", "data_source"),
        ("Lead Source", "data_source"),
        ("LastName", "last_name"),
        ("Global Opt Out", "objected_on"),
        ("Demande : ne plus contacter", "objected_on"),
        ("Fax Opt Out", "ignored"),
        ("Phone 12 - Label", "phone_label"),
        ("Business Phone 2", "phone_office"),
        ("E-mail 3 Address", "email_other"),
        ("tel mobile", "phone_mobile"),
        ("Adresse e-mail", "email"),
        ("Organization  1 - name", "organisation"),
        ("unsub_time", "objected_on"),
        ("Désinscrit(e) de la newsletter", "objected_on"),
        ("Opt-out e-mail", "objected_on"),
        ("Ne pas contacter (O/N)", "objected_on"),
        ("Unsubscribed from all email", "objected_on"),
        ("UNSUB_REASON", "ignored"),
        ("Ville (professionnelle)", "ignored"),
        ("Fax du secrétariat", "ignored"),
        ("Tél. personnel", "private"),
        ("Prénom du journaliste", "first_name"),
        ("Nom et prénom de la personne", "full_name_reversed"),
        ("Mail de l’interlocuteur", "email"),
        ("Tél. du journaliste", "phone"),
        ("Nom du média", "organisation"),
        ("N’existe pas", ""),
        ("", ""),
    ],
)
def test_case_signs_and_numbers_are_of_no_account(header, key):
    assert column_by_alias(header) == key


@pytest.mark.parametrize(
    ("header", "cells", "key"),
    [
        ("Bureau", ["01 75 31 40 82", "01.75.31.40.83", "?"], "phone_office"),
        ("Bureau", ["B 214", "C 12"], ""),
        ("Office", ["+33 1 75 31 40 82"], "phone_office"),
        ("Direct", ["0175314082"], "phone"),
        ("Pointure", ["0175314082"], ""),
        ("Nom", ["Zoé Durand", "Paul Martin"], "full_name"),
        ("Nom", ["Durand", "de La Ferté", "Martin"], "last_name"),
        ("Nom du journaliste", ["Zoé Durand", "Paul Martin"], "full_name"),
        ("Title", ["Mr", "Ms", "Dr"], ""),
        ("Title", ["Editor"], "job_title_en"),
        ("Titre", ["Rédactrice"], "job_title_fr"),
        ("Titre 1", ["Rédactrice"], "job_title_fr"),
        ("Poste", ["4212", "poste 4213", "p. 12", "Directrice"], "phone_extension"),
        ("Poste", ["4212", "Directrice", "Rédacteur en chef"], "job_title_fr"),
        ("Poste", ["Chargée de mission 2"], "job_title_fr"),
        ("Poste", ["01 75 31 40 82", "+33 1 75 31 40 83"], "phone"),
        ("Poste", [], "job_title_fr"),
    ],
)
def test_cells_say_what_a_name_leaves_open(header, cells, key):
    named = "job_title_fr" if header == "Poste" else ""
    assert refine_by_content([header], [named], [[cell] for cell in cells]) == [key]


def test_the_name_of_a_journalist_beside_a_first_name_is_the_last_name():
    names = ["Nom du journaliste", "Prénom"]
    keys = [column_by_alias(name) for name in names]
    assert refine_by_content(names, keys, [["DUPONT DURAND", "Aline"]]) == ["last_name", "first_name"]
