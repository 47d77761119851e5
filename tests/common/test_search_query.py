import pytest
from django.db import models
from django.db.models import CharField, Value
from django.utils import timezone

from common.analysis import fold
from common.search_query import FoldText, find
from institutes.models import Contact

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


def test_a_row_from_a_fixture_gets_its_words_when_somebody_searches():
    contact = Contact(last_name="Quillevéré", updated_at=timezone.now())
    models.Model.save_base(contact, raw=True)
    assert Contact.objects.get().search_text is None
    assert list(find(Contact.objects.all(), ["search_text"], "QUILLEVERE")) == [contact]


def test_signs_without_a_word_find_nothing():
    Contact.objects.create(last_name="Quillevéré")
    assert not find(Contact.objects.all(), ["search_text"], "--- !")
    assert find(Contact.objects.all(), ["search_text"], "  ")
