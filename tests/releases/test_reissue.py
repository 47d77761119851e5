"""Minor editions with the contacts of today: who sees the page, and who issues them."""

import itertools

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from common.exceptions import Refused
from releases import workflow
from releases.models import Edition
from tests.builders import attach, make_contact, make_release, make_user, publish

pytestmark = pytest.mark.django_db
CONCERNED = ("view_release", "change_release", "approve_release", "change_contact")
HELD = [set(held) for count in range(5) for held in itertools.combinations(CONCERNED, count)]


@pytest.mark.parametrize("held", HELD, ids=lambda held: " ".join(sorted(held)) or "nothing")
def test_they_are_for_those_who_see_releases_and_may_approve_them(client, held):
    contact = make_contact("Durand")
    release = attach(make_release(), contact)
    edition = publish(release)
    contact.email = "new@example.org"
    contact.save()
    somebody = make_user("", username="somebody")
    somebody.user_permissions.set(Permission.objects.filter(codename__in=held))
    client.force_login(somebody)
    page = reverse("admin:releases_release_reissue", args=[contact.pk])
    sees = bool(held & {"view_release", "change_release"})
    may = sees and "approve_release" in held

    opened = client.get(page)
    assert opened.status_code == (200 if sees or "change_contact" in held else 403)
    assert (b'type="checkbox" name="edition"' in opened.content) is may
    if not may:
        with pytest.raises(Refused):
            workflow.reissue_contacts(release, "fr", somebody)
    assert client.post(page, {"edition": [edition.pk]}).status_code == (302 if may else 403)
    assert Edition.objects.live().get().number == (2 if may else 1)
