import io

import pytest
from django.core.management import call_command

from common.search.rows import searched_models
from common.snapshots import insert, snapshot
from institutes.models import Contact, FormerName, LabelAward, Organisation, School
from releases.models import Boilerplate, Edition, Release, Term, Topic
from tests.builders import make_contact, make_release, make_school

pytestmark = pytest.mark.django_db


def words_of(row):
    return type(row).objects.get(pk=row.pk).search_text


def test_these_rows_keep_their_words():
    kept = {Boilerplate, Contact, Edition, FormerName, LabelAward, Organisation, Release, Term, Topic}
    assert set(searched_models()) == kept


WRITES = {
    "save": lambda row: (setattr(row, "last_name", "Łukasz"), row.save()),
    "save of one column": lambda row: (
        setattr(row, "last_name", "Łukasz"),
        row.save(update_fields=["last_name"]),
    ),
    "update": lambda row: Contact.objects.filter(pk=row.pk).update(last_name="Łukasz"),
    "bulk_update": lambda row: (
        setattr(row, "last_name", "Łukasz"),
        Contact.objects.bulk_update([row], ["last_name"]),
    ),
    "update_or_create": lambda row: Contact.objects.update_or_create(
        pk=row.pk, defaults={"last_name": "Łukasz"}
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_every_write_of_the_orm_keeps_the_words(write):
    contact = make_contact("Quillevéré", email="")
    write(contact)
    assert "lukasz" in words_of(contact)
    assert "quillevere" not in words_of(contact)


def test_rows_made_together_have_their_words():
    [made] = Contact.objects.bulk_create([Contact(last_name="Quillevéré")])
    assert words_of(made).strip() == "1quillevere"


def test_a_translated_text_is_found_in_each_language():
    release = make_release(title_fr="L’été", title_en="Summer")
    Release.objects.filter(pk=release.pk).update(title_en="Spring")
    assert "ete" in words_of(release)
    assert "spring" in words_of(release)


def test_rich_text_is_found_by_its_words_and_not_by_its_tags():
    release = make_release(body_fr="<p>Du <strong>CO<sub>2</sub></strong></p>")
    assert "co2" in words_of(release)
    assert "strong" not in words_of(release)


def test_a_school_is_found_as_an_organisation():
    school = make_school("Télécom Sud")
    School.objects.filter(pk=school.pk).update(name_fr="École du Sud")
    assert "ecole" in Organisation.objects.get(pk=school.pk).search_text


def test_a_contact_that_comes_back_from_a_snapshot_has_its_words():
    contact = make_contact("Quillevéré")
    kept = snapshot(contact)
    assert "search_text" not in kept
    contact.delete()
    assert "quillevere" in words_of(insert(Contact, kept))


def test_all_words_are_written_anew_by_one_command():
    contact = make_contact("Quillevéré")
    Contact.objects.filter(pk=contact.pk).update(search_text="stale")
    call_command("index_texts", stdout=(printed := io.StringIO()))
    assert "contacts: 1 written" in printed.getvalue()
    assert "quillevere" in words_of(contact)
