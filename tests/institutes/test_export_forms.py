"""One's own sets of columns on the export page."""

import pytest

from institutes.models import ColumnSet, Contact
from tests.builders import make_user
from tests.institutes.exports import address, asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client, settings):
    client.force_login(make_user("contacts"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def keep(client, name):
    client.post(address(Contact), asked(do="save_set", set_name=name, columns=["email"]))
    return ColumnSet.objects.get(name=name)


def rename(client, column_set, name):
    data = asked(do="rename_set", column_set=column_set.pk, set_name=name, columns=["id"])
    return client.post(address(Contact), data)


def test_a_set_is_renamed_and_keeps_its_columns(manager):
    page = rename(manager, keep(manager, "Mailing"), "Invitations")
    kept = ColumnSet.objects.get()
    assert (kept.name, kept.columns) == ("Invitations", ["email"])
    assert "The column set is now called “Invitations”." in page.content.decode()
    assert page.context["form"]["columns"].value() == ["id"]


def test_two_sets_cannot_have_one_name(manager):
    keep(manager, "Mailing")
    page = rename(manager, keep(manager, "Badges"), "Mailing").content.decode()
    assert "Another of your column sets has this name" in page
    assert set(ColumnSet.objects.values_list("name", flat=True)) == {"Mailing", "Badges"}


def test_a_set_of_somebody_else_is_not_renamed(manager):
    other = ColumnSet.objects.create(owner=make_user("admin"), resource="contact", name="Theirs", columns=[])
    rename(manager, other, "Mine")
    assert ColumnSet.objects.get().name == "Theirs"


def test_renaming_is_offered_where_there_is_a_set(manager):
    assert 'value="rename_set"' not in manager.get(address(Contact)).content.decode()
    keep(manager, "Mailing")
    assert 'value="rename_set"' in manager.get(address(Contact)).content.decode()
