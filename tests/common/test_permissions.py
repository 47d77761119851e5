"""Whoever gives a permission reads what it permits, in their language."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from lxml.html import document_fromstring

from common.modeladmin.permissions import label_of
from tests.builders import make_user

pytestmark = pytest.mark.django_db


def choices(client, language, url, field):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = document_fromstring(client.get(url).content.decode())
    return page.get_element_by_id(field).xpath(".//label/span[@class='visually-hidden']/text()")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "Press releases: Can withdraw releases",
                "Contacts: see",
                "Press releases: Can write in French",
            ],
        ),
        (
            "fr",
            [
                "Communiqués de presse\u00a0: Peut retirer des communiqués",
                "Contacts\u00a0: voir",
                "Communiqués de presse\u00a0: Peut écrire en français",
            ],
        ),
    ],
)
def test_accounts_and_roles_name_what_they_permit(client, language, expected):
    user, role = make_user("admin"), Group.objects.first()
    client.force_login(user)
    for url, field in (
        (reverse("admin:auth_user_change", args=[user.pk]), "id_user_permissions"),
        (reverse("admin:auth_group_change", args=[role.pk]), "id_permissions"),
    ):
        labels = choices(client, language, url, field)
        assert set(expected) <= set(labels)
        assert not [label for label in labels if "_" in label]
        assert len(labels) == len(set(labels))


def test_a_line_holds_what_may_be_done_with_one_model_its_own_acts_below(client):
    client.force_login(make_user("admin"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = document_fromstring(client.get(reverse("admin:auth_group_add")).content.decode())
    table = page.get_element_by_id("id_permissions")
    assert [head.text for head in table.xpath("./thead//th")] == ["see", "add", "change", "delete"]
    lines = {line.findtext(".//th").strip(): line for line in table.xpath("./tbody")}
    assert "Can erase contacts" in lines["Contacts"].xpath("./tr[@class='own']//span[@aria-hidden]/text()")
    # Nobody opens them at the desk.
    assert not {"Sessions", "Content types", "Reference counters"} & set(lines)


def test_what_a_role_holds_of_a_model_without_page_is_shown_and_can_be_taken_away(client):
    client.force_login(make_user("admin"))
    role, held = Group.objects.create(name="Role"), Permission.objects.get(codename="view_session")
    role.permissions.add(held)
    url = reverse("admin:auth_group_change", args=[role.pk])
    assert "Sessions: see" in choices(client, "en", url, "id_permissions")
    client.post(url, {"name": "Role", "permissions": []})
    assert "Sessions: see" not in choices(client, "en", url, "id_permissions")


def test_a_permission_whose_model_is_gone_is_still_named():
    kind = ContentType.objects.create(app_label="gone", model="thing")
    permission = Permission.objects.create(codename="view_thing", name="Can view thing", content_type=kind)
    assert "Can view thing" in label_of(permission)


def test_a_role_keeps_what_was_ticked(client):
    client.force_login(make_user("admin"))
    role, chosen = Group.objects.create(name="Role"), Permission.objects.get(codename="view_contact")
    url = reverse("admin:auth_group_change", args=[role.pk])
    assert client.post(url, {"name": "Role", "permissions": [chosen.pk]}).status_code == 302
    assert list(role.permissions.all()) == [chosen]
