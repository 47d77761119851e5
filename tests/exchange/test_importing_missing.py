"""Organisations that a list names and nobody knows are offered to be created."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from institutes.models import Contact, Organisation
from tests.builders import make_organisation
from tests.exchange.importing import apply, checked, kinds, someone, undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def manager(client):
    client.force_login(someone())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def job():
    make_organisation("Libération")
    return checked(
        ["Nom", "Média"],
        ["Durand", "Le Monde"],
        ["Martin", "Le Monde"],
        ["Petit", "Liberation Paris"],
        ["Zeta", "Libération"],
    )


def page_of(client, job):
    return client.get(reverse("admin:exchange_import_change", args=[job.pk])).content.decode()


def create(client, job, *names):
    address = reverse("admin:exchange_import_act", args=[job.pk, "create"])
    text = client.post(address, {"create": names}, follow=True).content.decode()
    job.refresh_from_db()
    return text


def test_each_is_offered_once_and_those_that_are_near_another_are_not_ticked(manager, job):
    assert kinds(job) == {2: "refused", 3: "refused", 4: "refused", 5: "new"}
    text = page_of(manager, job)
    assert "2 organisations of this file are not known here" in text
    assert text.count('value="Le Monde" checked') == 1
    assert 'value="Liberation Paris">' in text
    assert "(near: Libération)" in text


def test_the_ticked_ones_are_created_and_the_rows_are_checked_again(manager, job):
    assert "1 organisation was created." in create(manager, job, "Le Monde")
    assert kinds(job) == {2: "new", 3: "new", 4: "refused", 5: "new"}
    organisation = Organisation.objects.get(slug="le-monde")
    assert (organisation.name_fr, organisation.name_en, organisation.kind) == (
        "Le Monde",
        "Le Monde",
        "other",
    )
    assert LogEntry.objects.get().object_repr == "Le Monde"
    job.valid_rows_only = True
    job.save()
    apply(job)
    assert Contact.objects.filter(organisation=organisation).count() == 2
    undo(job)
    assert Organisation.objects.filter(slug="le-monde").exists()


def test_two_spellings_of_a_name_are_one_organisation(manager):
    job = checked(["Nom", "Média"], ["Durand", "Le Monde"], ["Martin", "LE MONDE"])
    create(manager, job, "Le Monde", "LE MONDE")
    assert Organisation.objects.count() == 1
    assert kinds(job) == {2: "new", 3: "new"}


def test_an_address_that_is_taken_gets_a_number(manager):
    long = "a" * 70
    names = [f"{long} Paris", f"{long} Lyon"]
    create(manager, checked(["Nom", "Média"], ["Durand", names[0]], ["Martin", names[1]]), *names)
    assert set(Organisation.objects.values_list("slug", flat=True)) == {long, f"{long}-2"}


@pytest.mark.parametrize("names", [[], ["Figaro"], ["Libération"]])
def test_only_what_the_file_holds_and_nobody_knows_is_created(manager, job, names):
    assert "Tick at least one name." in create(manager, job, *names)
    assert Organisation.objects.count() == 1


def test_a_name_that_cannot_be_one_creates_none(manager):
    job = checked(["Nom", "Média"], ["Durand", "Le Monde"], ["Martin", "!!!"])
    create(manager, job, "Le Monde", "!!!")
    assert not Organisation.objects.exists()
    assert job.state == "checked"


def test_whoever_may_not_add_organisations_is_not_asked(client, job):
    user = someone()
    user.groups.clear()
    wanted = ["import_contact", "view_contact", "change_contact"]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(user)
    assert "not known here" not in page_of(client, job)
    create(client, job, "Le Monde")
    assert Organisation.objects.count() == 1


def test_a_finished_import_keeps_no_such_names(manager, job):
    job.valid_rows_only = True
    job.save()
    apply(job)
    assert "missing" not in job.reading
    assert "not known here" not in page_of(manager, job)


def test_rows_that_need_a_school_offer_none(manager):
    job = checked(["institute", "school"], ["Nowhere", "Never"], resource="membership")
    assert "not known here" not in page_of(manager, job)
