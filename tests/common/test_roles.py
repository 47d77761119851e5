import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import translation
from lxml import html

from common.roles import NAMES, name_of
from tests.builders import make_user
from tests.common.test_changelist import address
from tests.releases import desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def in_french(client):
    desk.sign_in(client, "admin")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"

    def page(url):
        return html.document_fromstring(client.get(url).text)

    return page


def test_every_group_of_a_new_press_room_has_a_name_in_french():
    assert set(Group.objects.values_list("name", flat=True)) == set(NAMES)
    with translation.override("fr"):
        assert not {name_of(group) for group in Group.objects.all()} & set(NAMES)


def test_a_group_that_an_office_adds_keeps_its_own_name():
    assert name_of(Group(name="Relais en région")) == "Relais en région"


def test_the_list_of_groups_and_the_page_of_one_are_read_in_french(in_french):
    rows = in_french(address(Group)).xpath("//tbody//th//a")
    assert "gestion des contacts" in [row.text_content() for row in rows]
    group = Group.objects.get(name="writers")
    page = in_french(reverse("admin:auth_group_change", args=[group.pk]))
    assert page.xpath("string(//h1)") == "rédaction"
    assert page.xpath("//input[@name='name']/@value") == ["writers"]


def test_accounts_are_given_and_filtered_by_groups_in_french(in_french):
    user = make_user("writer")
    page = in_french(reverse("admin:auth_user_change", args=[user.pk]))
    labels = page.xpath("//label[input[@name='groups']]")
    assert "traduction" in [label.text_content().strip() for label in labels]
    choices = in_french(address(User)).xpath("//a[contains(@href, 'groups__id__exact')]")
    assert "traduction" in [choice.text_content().strip() for choice in choices]
