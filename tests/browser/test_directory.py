"""Organisations and people at the desk, as a browser shows them."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from institutes.models import Contact, FormerName, LabelAward, Membership, School
from institutes.people import verification
from tests.builders import make_contact, make_institute, make_organisation, make_school, make_user


@pytest.fixture
def manager(page, sign_in):
    make_user("contacts")
    sign_in(page, "contacts")
    return page


@pytest.fixture
def instances():
    agency = make_organisation("Agence presse", kind="agency")
    contact, school, institute = make_contact(organisation=agency), make_school(), make_institute()
    Membership.objects.create(institute=institute, school=school)
    LabelAward.objects.create(institute=institute, year=2020)
    FormerName.objects.create(organisation=school, name_fr="Télécom Bretagne", kind="spelling")
    return [agency, contact, school, institute]


def address(instance, page, *args):
    return reverse(f"admin:institutes_{instance._meta.model_name}_{page}", args=args)


def test_lists_and_forms_can_be_used_by_everybody_and_fit_every_screen(manager, instances, axe):
    lists = [address(Contact, "changelist"), address(Contact, "add")]
    for page in [*lists, *(address(instance, "change", instance.pk) for instance in instances)]:
        manager.goto(page)
        axe(manager)
        manager.set_viewport_size({"width": 320, "height": 800})
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert manager.evaluate(overflow) <= 0, page
        manager.set_viewport_size({"width": 1400, "height": 900})


def test_the_pages_on_one_person_can_be_used_by_everybody_and_fit_every_screen(manager, instances, axe):
    contact = instances[1]
    secret = verification.make_link(contact, User.objects.get())
    said = verification.current(contact) | {"last_name": "Martin"}
    reply = verification.answer(verification.open_link(secret), said)
    own_details = reverse("own_details", args=[verification.make_link(contact, User.objects.get())])
    for page in (
        own_details,
        address(Contact, "erase", contact.pk),
        address(Contact, "to_verify"),
        address(reply, "change", reply.pk),
        address(reply, "changelist"),
        reverse("admin:releases_release_reissue", args=[contact.pk]),
        address(School, "merge_into", instances[2].pk),
    ):
        manager.goto(page)
        if page == own_details:
            manager.locator("#id_email").fill("no address")
            manager.locator(".own-details button").click()
        axe(manager)
        manager.set_viewport_size({"width": 320, "height": 800})
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert manager.evaluate(overflow) <= 0, page
        manager.set_viewport_size({"width": 1400, "height": 900})


def test_languages_stand_side_by_side_and_below_one_another_on_a_telephone(manager, instances):
    manager.goto(address(School, "add"))
    for width, side_by_side in ((1400, True), (360, False)):
        manager.set_viewport_size({"width": width, "height": 900})
        french, english = (manager.locator(f"#id_name_{code}").bounding_box() for code in ("fr", "en"))
        assert (french["y"] == english["y"]) is side_by_side


def test_a_contact_is_written_from_nothing(manager, instances):
    manager.goto(address(Contact, "add"))
    manager.get_by_label("First name").fill("Inès")
    manager.get_by_label("Last name").fill("Le Gall")
    manager.get_by_role("combobox", name="Organisation").click()
    manager.locator(".select2-search__field").fill("agence")
    manager.get_by_role("option", name="Agence presse").click()
    manager.get_by_label("E-mail").fill("ines@example.org")
    manager.get_by_role("checkbox", name="French").check()
    manager.get_by_label("Number:").first.fill("01 41 11")
    manager.get_by_role("button", name="Save", exact=True).click()
    assert "01 23 45 67 89" in manager.locator("#phone_numbers-group .errorlist").inner_text()
    manager.get_by_label("Number:").first.fill("+33 (0)1 41 11 37 89")
    manager.get_by_role("button", name="Save", exact=True).click()
    manager.wait_for_url("**/contact/")
    contact = Contact.objects.get(last_name="Le Gall")
    assert str(contact.organisation) == "Agence presse"
    assert contact.languages == ["fr"]
    assert str(contact.phone_numbers.get()) == "01 41 11 37 89"


def test_an_address_is_proposed_from_the_name(manager):
    manager.goto(address(School, "add"))
    manager.locator("#id_name_fr").press_sequentially("L’École du cœur")
    manager.get_by_role("button", name="Save", exact=True).click()
    manager.wait_for_url("**/school/")
    assert School.objects.get().slug == "l-ecole-du-coeur"
