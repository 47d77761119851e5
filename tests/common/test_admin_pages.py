"""What Django's own pages say at the desk: where one is, who one is, by what a list is sorted."""

import pytest
from django.contrib import admin
from django.urls import reverse
from lxml import html

from releases.models import Topic
from tests.builders import make_user
from tests.common.test_changelist import address
from tests.releases import desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def page_at(client, url, **query):
    return html.document_fromstring(client.get(url, query).content.decode())


def crumbs(client, url):
    page = page_at(client, url)
    return " ".join(page.xpath("string(//*[@class='breadcrumbs'])").split()).split(" › ")


def test_the_way_to_a_page_about_a_row_names_its_list_once(client):
    desk.sign_in(client, "admin")
    topic = Topic.objects.create(name_fr="Crues", name_en="Floods", slug_fr="crues", slug_en="floods")
    where = ["Home", "Topics", "Floods"]
    assert crumbs(client, address(Topic, "changelist")) == where[:2]
    for name, last in (("delete", "Delete"), ("history", "History")):
        url = reverse(f"admin:releases_topic_{name}", args=[topic.pk])
        assert crumbs(client, url) == [*where, last]
    user = make_user("writer", username="zoe")
    url = reverse("admin:auth_user_password_change", args=[user.pk])
    assert crumbs(client, url) == ["Home", "Users", "zoe", "Change password: zoe"]


def test_the_page_of_a_new_password_speaks_one_language(client):
    """Django's own joins a help text in the language of the site."""
    desk.sign_in(client, "admin")
    user = make_user("writer", username="zoe")
    page = client.get(reverse("admin:auth_user_password_change", args=[user.pk])).text
    assert "Whether the user will be able to authenticate" in page
    assert "the current password for this user will be lost" in page
    assert "Indique si" not in page


def test_the_way_to_the_deletion_of_several_rows_names_their_list_once(client):
    desk.sign_in(client, "admin")
    topic = Topic.objects.create(name_fr="Crues", slug_fr="crues")
    sent = {"action": "delete_selected", "_selected_action": [topic.pk]}
    page = html.document_fromstring(client.post(address(Topic), sent).content.decode())
    said = " ".join(page.xpath("string(//*[@class='breadcrumbs'])").split())
    assert said == "Home › Topics › Delete multiple objects"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"first_name": "Luc", "last_name": "Moreau"}, "Luc Moreau"),
        ({"first_name": "", "last_name": "Moreau"}, "Moreau"),
        ({}, "lmoreau"),
    ],
)
def test_the_head_of_each_page_has_the_whole_name_of_who_is_signed_in(client, fields, name):
    desk.sign_in(client, "writer", username="lmoreau", **fields)
    menu = page_at(client, desk.FIRST).find_class("desk-account")[0]
    assert menu.xpath("string(summary)").split(": ")[-1].strip() == name
    # The name that is typed to sign in stands in the menu, where it is another one.
    assert ("Signed in as lmoreau" in menu.text_content()) is bool(fields)


def sorted_by(page):
    return [
        (head.xpath("string(.//*[@class='text'])").strip(), head.get("aria-sort"))
        for head in page.xpath("//thead//th[@aria-sort]")
    ]


@pytest.mark.usefixtures("shared_world")
def test_each_list_says_by_which_column_it_is_sorted(client):
    desk.sign_in(client, "admin")
    for model in admin.site._registry:
        heads = page_at(client, address(model)).xpath("//thead//th[contains(@class, 'sortable')]")
        for head in heads:
            [link] = head.xpath("./*[@class='text']/a")
            name, order = link.text.strip(), link.get("href").split("o=")[-1].split(".")[0].strip("-")
            assert sorted_by(page_at(client, address(model), o=order)) == [(name, "ascending")], model
            assert sorted_by(page_at(client, address(model), o=f"-{order}")) == [(name, "descending")], model
    assert heads


def test_a_list_says_so_before_anybody_chooses_a_column(client):
    desk.sign_in(client, "admin")
    page = page_at(client, reverse("admin:auth_user_changelist"))
    assert sorted_by(page) == [("Username", "ascending")]


def test_whoever_uses_a_shared_machine_can_say_so_before_the_button(client):
    [form] = page_at(client, reverse("admin:login")).xpath("//form[@id='login-form']")
    names = [each.get("name") or each.get("type") for each in form.xpath(".//input[not(@type='hidden')]")]
    assert names == ["username", "password", "shared_machine", "submit"]


def test_a_sign_in_that_fails_says_so_and_keeps_the_name(client):
    sent = {"username": "nobody", "password": "wrong"}
    page = html.document_fromstring(client.post(reverse("admin:login"), sent).content.decode())
    assert len(page.find_class("errornote")) == 1
    assert page.get_element_by_id("id_username").value == "nobody"


def test_a_form_is_headed_by_the_name_of_its_row_and_says_above_what_is_done_with_it(client):
    desk.sign_in(client, "admin")
    topic = Topic.objects.create(name_fr="Crues", name_en="Floods", slug_fr="crues", slug_en="floods")
    page = page_at(client, reverse("admin:releases_topic_change", args=[topic.pk]))
    assert page.xpath("string(//h1)") == "Floods"
    assert page.xpath("string(//*[@class='form-kind'])") == "Change topic"
    assert page_at(client, reverse("admin:releases_topic_add")).xpath("string(//h1)") == "New topic"
    assert page_at(client, reverse("admin:auth_group_add")).xpath("string(//h1)") == "New group"


def test_an_empty_list_says_what_will_stand_there_and_how_to_begin(client):
    Topic.objects.all().delete()
    desk.sign_in(client, "admin")
    page = page_at(client, address(Topic, "changelist"))
    said = page.xpath("normalize-space(//*[@class='list-empty'])")
    assert said.startswith("Topics will stand here")
    assert said.endswith("Begin with “New topic” above.")


def test_a_history_without_a_line_says_why(client):
    desk.sign_in(client, "admin")
    topic = Topic.objects.create(name_fr="Crues", name_en="Floods", slug_fr="crues", slug_en="floods")
    page = page_at(client, reverse("admin:releases_topic_history", args=[topic.pk]))
    assert "Nothing has been changed here yet." in page.xpath("string(//*[@id='content'])")
