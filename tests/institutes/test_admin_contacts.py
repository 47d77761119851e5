import re

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.utils import timezone

from institutes.models import Contact, PhoneNumber
from tests.builders import make_contact, make_user
from tests.institutes.forms import address, contact_form, errors_of
from tests.releases.desk import save

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("01 41 11 37 89", "+33141113789"),
        ("01.41.11.37.89", "+33141113789"),
        ("0141113789", "+33141113789"),
        ("01-41-11-37-89", "+33141113789"),
        ("01\u00a041\u00a011\u00a037\u00a089", "+33141113789"),
        ("+33 1 41 11 37 89", "+33141113789"),
        ("+33 (0)1 41 11 37 89", "+33141113789"),
        ("0033 1 41 11 37 89", "+33141113789"),
        (" (+33) 1 41 11 37 89 ", "+33141113789"),
        ("tel:+33-1-41-11-37-89", "+33141113789"),
        ("06 12 34 56 78", "+33612345678"),
        ("+49 30 901820", "+4930901820"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("+1 (650) 253-0000", "+16502530000"),
    ],
)
def test_a_number_may_be_typed_in_any_usual_way(manager, typed, kept):
    assert manager.post(address(Contact, "add"), contact_form(typed)).status_code == 302
    assert PhoneNumber.objects.get().number.as_e164 == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0596 60 00 24", "+596596600024"),
        ("+33 596 60 00 24", "+596596600024"),
        ("0590 90 00 00", "+590590900000"),
        ("06 92 12 34 56", "+262692123456"),
        ("0508 41 00 00", "+508410000"),
    ],
)
def test_a_number_from_overseas_is_kept_under_its_own_code(manager, typed, kept):
    assert manager.post(address(Contact, "add"), contact_form(typed)).status_code == 302
    assert PhoneNumber.objects.get().number.as_e164 == kept


@pytest.mark.parametrize("extension", ["ext. 12", "poste 12", "x12", "(p. 12)"])
def test_an_extension_behind_the_number_goes_into_its_own_field(manager, extension):
    manager.post(address(Contact, "add"), contact_form(f"01 41 11 37 89 {extension}"))
    assert PhoneNumber.objects.get().dialled == "+33141113789;ext=12"
    page = manager.get(address(Contact, "change", Contact.objects.get().pk)).content.decode()
    assert re.search(r'name="phone_numbers-0-extension"[^>]* value="12"|value="12"[^>]*-0-extension"', page)


@pytest.mark.parametrize(
    ("number", "extension", "sentence"),
    [
        ("01 41 11 37 89 (choix 2)", "", "an extension after its number"),
        ("01 41 11 37 89 poste 12", "13", "The number already ends with another extension"),
        ("01 41 11 37 89", "12a", "An extension has digits only"),
        ("01 41 11 37 89 poste 12a", "", "an extension after its number"),
        ("Fax 01 41 11 37 89", "", "The number of a fax is not kept"),
        ("01 41 11 37 89 (fax)", "", "The number of a fax is not kept"),
        ("01 41 11 37 89 Fax : 01 41 11 37 90", "", "Write one number here"),
        ("01 41 11 37 89 / 06 12 34 56 78", "", "Write one number here"),
        ("06 12 34 56 78 (mobile)", "", "and “mobile” as its label"),
        ("O1 41 11 37 89", "", "Enter a valid phone number"),
    ],
)
def test_a_number_with_more_than_its_field_holds_is_refused_in_words(manager, number, extension, sentence):
    form = contact_form(number) | {"phone_numbers-0-extension": extension}
    response = manager.post(address(Contact, "add"), form)
    assert sentence in errors_of(response)
    assert not PhoneNumber.objects.exists()


def test_a_number_with_an_extension_is_read_and_dialled_with_it():
    phone = PhoneNumber(number="+33141113789", extension="12")
    assert (phone.display("fr"), phone.display("en")) == (
        "01 41 11 37 89 poste\xa012",
        "+33 1 41 11 37 89 ext. 12",
    )
    assert phone.dialled == "+33141113789;ext=12"


@pytest.mark.parametrize(
    "typed", ["mailto:zoe@example.org", "Zoé <zoe@example.org>", "'zoe@example.org'", "zoe@example.org."]
)
def test_an_address_may_be_pasted_with_what_stood_around_it(manager, typed):
    manager.post(address(Contact, "add"), contact_form(email=typed))
    assert Contact.objects.get().email == "zoe@example.org"


def test_a_number_is_shown_in_the_form_as_people_read_it(manager):
    contact = make_contact()
    page = manager.get(address(Contact, "change", contact.pk)).content.decode()
    (field,) = re.findall(r'<input type="tel" name="phone_numbers-0-number".*?>', page)
    assert 'value="01 41 11 37 89"' in field
    # Room for brackets, blanks and 0033.
    assert "maxlength" not in field


@pytest.mark.parametrize("typed", ["01 41 11", "call me", "+999 123 456 789", "00 00 00 00 00", "112"])
@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("fr", "Saisissez un numéro de téléphone valide, par exemple 01 23 45 67 89"),
        ("en", "Enter a valid phone number (e.g. 01 23 45 67 89)"),
    ],
)
def test_an_impossible_number_is_refused_with_an_example_and_kept(manager, typed, language, reason):
    response = manager.post(address(Contact, "add"), contact_form(typed), HTTP_ACCEPT_LANGUAGE=language)
    assert reason in errors_of(response)
    assert f'value="{typed}"' in response.content.decode()
    assert not Contact.objects.exists()


def test_blanks_around_an_address_are_dropped(manager):
    manager.post(address(Contact, "add"), contact_form(email="  zoe@example.org "))
    assert Contact.objects.get().email == "zoe@example.org"


def test_an_address_is_given_to_one_person_whatever_its_capitals(manager):
    make_contact(email="Zoe@example.org")
    response = manager.post(address(Contact, "add"), contact_form(email="zoe@EXAMPLE.org"))
    assert errors_of(response) == "Another contact already has this e-mail address."
    assert 'value="zoe@EXAMPLE.org"' in response.content.decode()


def test_two_people_may_have_no_address(manager):
    make_contact(email="")
    assert manager.post(address(Contact, "add"), contact_form()).status_code == 302


def test_languages_are_ticked_by_name_and_kept_by_code(manager):
    form = manager.get(address(Contact, "add"), HTTP_ACCEPT_LANGUAGE="fr").content.decode()
    assert "Français" in form
    assert 'type="checkbox" name="languages" value="de"' in form
    manager.post(address(Contact, "add"), contact_form(languages=["en", "de"]))
    assert Contact.objects.get().languages == ["en", "de"]


def test_a_language_that_is_not_offered_survives_a_save(manager):
    contact = make_contact(languages=["fr", "br"], phones=())
    page = manager.get(address(Contact, "change", contact.pk)).content.decode()
    assert 'name="languages" value="br" id="id_languages_12" checked' in page
    assert save(manager, address(Contact, "change", contact.pk), languages=["br"]).status_code == 302
    contact.refresh_from_db()
    assert contact.languages == ["br"]


def test_an_unknown_language_is_refused(manager):
    response = manager.post(address(Contact, "add"), contact_form(languages=["xx"]))
    assert "not one of the available choices" in errors_of(response)


def test_whoever_may_only_look_reads_the_names_of_languages(client, manager):
    contact = make_contact(languages=["fr", "en"])
    assert (
        'type="checkbox" name="languages"'
        in manager.get(address(Contact, "change", contact.pk)).content.decode()
    )
    reader = make_user("", username="reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_contact"))
    client.force_login(reader)
    page = client.get(address(Contact, "change", contact.pk)).content.decode()
    assert "French, English" in page
    assert "&quot;fr&quot;" not in page


def press(client, contact, button, **typed):
    return save(client, address(Contact, "change", contact.pk), **typed, **{button: ""})


def test_who_says_that_a_contact_is_verified_loses_nothing_that_was_typed(manager):
    contact = make_contact("Durand", verified_on=None)
    response = press(manager, contact, "_verify", first_name="Chloé")
    assert response["Location"] == address(Contact, "change", contact.pk)
    contact.refresh_from_db()
    assert (contact.first_name, contact.verified_on) == ("Chloé", timezone.localdate())


def test_nor_does_who_asks_the_person_and_the_mail_goes_to_the_new_address(manager):
    contact = make_contact("Durand", email="old@example.org")
    press(manager, contact, "_ask", email="new@example.org")
    assert [message.to for message in mail.outbox] == [["new@example.org"]]


def test_what_is_refused_is_not_verified(manager):
    contact = make_contact("Durand", verified_on=None)
    assert errors_of(press(manager, contact, "_verify", email="nobody"))
    contact.refresh_from_db()
    assert contact.verified_on is None


def test_the_first_button_of_a_contact_saves_it(client, manager):
    """It is the one that the key Enter presses in a field."""
    contact = make_contact("Durand", email="zoe@example.org")
    page = manager.get(address(Contact, "change", contact.pk)).content.decode()
    buttons = re.findall(r'<(?:button|input) type="submit"[^>]*name="(_\w+)"', page)
    assert buttons[:3] == ["_save", "_verify", "_ask"]
    client.force_login(make_user("writer"))
    page = client.get(address(Contact, "change", contact.pk)).content.decode()
    assert "_verify" not in page
