import io

import pytest
from django.core.management import CommandError, call_command

from institutes.models import Contact, ContactEvent
from tests.builders import make_contact, make_user

pytestmark = pytest.mark.django_db


def erase_again(*arguments):
    call_command("erase_again", *map(str, arguments), stdout=(printed := io.StringIO()))
    return printed.getvalue()


def test_people_whom_a_backup_brought_back_are_erased_by_their_numbers():
    make_user("contacts", username="anne")
    gone, other = make_contact("Quillevéré"), make_contact("Martin")
    printed = erase_again(gone.pk, 999, "--by", "anne")
    assert printed == f"Contact {gone.pk}: erased\nContact 999: not in this database\n"
    assert list(Contact.objects.all()) == [other]
    assert ContactEvent.objects.get(kind=ContactEvent.Kind.ERASED).note == "Erased again after a restore."


def test_a_trial_says_who_and_erases_nobody():
    make_user("contacts", username="anne")
    contact = make_contact("Quillevéré", first_name="Zoé")
    printed = erase_again(contact.pk, "--by", "anne", "--dry-run")
    assert printed == f"Contact {contact.pk}: Zoé Quillevéré would be erased\n"
    assert Contact.objects.exists()


def test_somebody_answers_for_it():
    contact = make_contact("Quillevéré")
    with pytest.raises(CommandError, match="no active account nobody"):
        erase_again(contact.pk, "--by", "nobody")
    assert Contact.objects.exists()
