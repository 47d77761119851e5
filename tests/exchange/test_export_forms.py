import pytest

from exchange.models import ColumnSet, Export
from institutes.models import Contact, School
from tests.builders import make_contact, make_user
from tests.exchange.exports import address, asked, page_of

pytestmark = pytest.mark.django_db


def keep(client, name="Mailing", *columns):
    data = asked(do="save_set", set_name=name, columns=list(columns or ["email", "last_name"]), purpose="")
    return client.post(address(Contact), data)


def rename(client, old, name):
    column_set = ColumnSet.objects.get(name=old)
    data = asked(do="rename_set", column_set=column_set.pk, set_name=name, columns=["id"])
    return client.post(address(Contact), data)


def test_ticked_columns_are_kept_under_a_name(manager):
    page = keep(manager).content.decode()
    kept = ColumnSet.objects.get()
    assert (kept.owner.username, kept.resource, kept.name) == ("contacts", "contact", "Mailing")
    assert kept.columns == ["last_name", "email"]
    assert "The columns are saved as “Mailing”." in page
    assert f'<option value="{kept.pk}" selected>Mailing</option>' in page


def test_enter_in_the_name_keeps_the_set(manager):
    make_contact()
    manager.post(address(Contact), asked(do="", set_name="Mailing"))
    assert ColumnSet.objects.get().name == "Mailing"
    assert not Export.objects.exists()


def test_the_same_name_again_replaces_the_set(manager):
    keep(manager)
    keep(manager, "Mailing", "email")
    assert ColumnSet.objects.get().columns == ["email"]


def test_a_set_needs_a_name(manager):
    assert "Give the column set a name." in keep(manager, "").content.decode()
    assert not ColumnSet.objects.exists()


def test_a_set_ticks_its_columns_and_keeps_the_rest_of_the_page(manager):
    contact = make_contact()
    keep(manager)
    chosen = ColumnSet.objects.get()
    data = asked(
        do="use_set",
        column_set=chosen.pk,
        columns=["id"],
        purpose="Press day",
        file_format="ods",
        ids=contact.pk,
    )
    form = manager.post(address(Contact), data).context["form"]
    assert form["columns"].value() == ["last_name", "email"]
    assert form["purpose"].value() == "Press day"
    assert form["file_format"].value() == "ods"
    assert not Export.objects.exists()


def test_a_set_that_names_columns_of_the_past_still_works(manager):
    keep(manager)
    ColumnSet.objects.update(columns=["fax", "email"])
    data = asked(do="use_set", column_set=ColumnSet.objects.get().pk)
    assert manager.post(address(Contact), data).context["form"]["columns"].value() == ["email"]


def test_a_set_can_be_deleted(manager):
    keep(manager)
    data = asked(do="delete_set", column_set=ColumnSet.objects.get().pk)
    assert "is deleted" in manager.post(address(Contact), data).content.decode()
    assert not ColumnSet.objects.exists()


@pytest.mark.parametrize("do", ["use_set", "delete_set"])
def test_a_set_is_its_owner_s_alone(client, manager, do):
    keep(manager)
    kept = ColumnSet.objects.get()
    client.force_login(make_user("contacts", username="another"))
    assert "Mailing" not in page_of(client, Contact)
    response = client.post(address(Contact), asked(do=do, column_set=kept.pk))
    assert "Select a valid choice." in response.content.decode()
    assert ColumnSet.objects.get() == kept


def test_a_set_of_another_list_is_not_offered(manager):
    keep(manager)
    assert "Mailing" not in page_of(manager, School)


def test_a_set_is_renamed_and_keeps_its_columns(manager):
    keep(manager)
    page = rename(manager, "Mailing", "Invitations")
    kept = ColumnSet.objects.get()
    assert (kept.name, kept.columns) == ("Invitations", ["last_name", "email"])
    assert "The column set is now called “Invitations”." in page.content.decode()
    assert page.context["form"]["columns"].value() == ["id"]


def test_two_sets_cannot_have_one_name(manager):
    keep(manager)
    keep(manager, "Badges")
    page = rename(manager, "Badges", "Mailing").content.decode()
    assert "Another of your column sets has this name" in page
    assert set(ColumnSet.objects.values_list("name", flat=True)) == {"Mailing", "Badges"}


def test_a_set_of_somebody_else_is_not_renamed(manager):
    ColumnSet.objects.create(owner=make_user("admin"), resource="contact", name="Theirs", columns=[])
    rename(manager, "Theirs", "Mine")
    assert ColumnSet.objects.get().name == "Theirs"


def test_renaming_is_offered_where_there_is_a_set(manager):
    assert 'value="rename_set"' not in manager.get(address(Contact)).content.decode()
    keep(manager)
    assert 'value="rename_set"' in manager.get(address(Contact)).content.decode()
