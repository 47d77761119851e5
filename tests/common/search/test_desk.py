import re

import pytest
from django.db import connection, models
from django.db.models import CharField, Value
from django.utils import timezone

from common.analysis import fold
from common.search.desk import find
from common.search.folding import FoldText
from institutes.models import Contact
from releases.models import Release
from tests.builders import make_contact, make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    ["L’ŒUVRE", "Noël", "Noe\u0308l", "ŁÓDŹ Đỗ", "Straße", "CO₂ ½", "Ærøskøbing", "l´été’", "100 % _", "ﬁn"],
)
def test_both_databases_fold_as_the_analysis_does(text):
    row = Contact.objects.create(last_name="x")
    folded = Contact.objects.filter(pk=row.pk).values_list(
        FoldText(Value(text, output_field=CharField())), flat=True
    )
    assert list(folded) == [fold(text)]


def test_a_row_from_a_fixture_is_found():
    contact = Contact(last_name="Quillevéré", updated_at=timezone.now())
    models.Model.save_base(contact, raw=True)
    assert list(find(Contact.objects.all(), ["search_text"], "QUILLEVERE")) == [contact]


def test_signs_without_a_word_find_nothing():
    Contact.objects.create(last_name="Quillevéré")
    assert not find(Contact.objects.all(), ["search_text"], "--- !")
    assert find(Contact.objects.all(), ["search_text"], "  ")


PATHS = ["search_text", "organisation__search_text"]


@pytest.mark.parametrize(
    ("typed", "are_found"),
    [
        ("quil", "quillevéré"),
        ("quil imt", "quillevéré"),
        ("mines", "quillevéré martin"),
        ("mines -quillevere", "martin"),
        ("-mines", "durand"),
        ('"institut mines" mar', "martin"),
        ('"mines institut"', ""),
        ("evere", ""),
    ],
)
def test_each_word_stands_in_one_of_the_columns(typed, are_found):
    organisation = make_organisation("Institut Mines-Télécom (IMT)")
    for name in ("quillevéré", "martin"):
        make_contact(name, email="", organisation=organisation)
    make_contact("durand")
    found = find(Contact.objects.order_by("-last_name"), PATHS, typed)
    assert [contact.last_name for contact in found] == are_found.split()


@pytest.mark.parametrize(("model", "paths"), [(Contact, PATHS), (Contact, PATHS[:1]), (Release, PATHS[:1])])
def test_no_table_is_read_as_a_whole(model, paths):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # On a table this small a scan would be right.
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = find(model.objects.order_by(), paths, "mines quil").explain()
    assert not re.search(r"SCAN \w+(?! VIRTUAL)\b(?! VIRTUAL)|Seq Scan", plan), plan
