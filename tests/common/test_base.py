"""What no permission lets anybody delete says why, and what to do instead; what the log of the desk tells."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.urls import reverse

from exchange.models import Export, Import
from institutes.models import Contact, ContactEvent, Merge, VerificationReply
from releases.models import CheckSetting, Edition, Event, SitePage, Topic
from tests.builders import make_complete_release, make_contact, make_release
from tests.releases import desk
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

KEPT = {
    Contact: "To remove a person from the directory, use “Erase…”",
    Edition: "An edition cannot be deleted. To take it off the site, withdraw it",
    Event: "This is part of a record",
    ContactEvent: "This is part of a record",
    Export: "This is part of a record",
    Merge: "Merges are kept",
    Import: "Imports cannot be deleted",
    VerificationReply: "What people say of their own details is kept",
    SitePage: "The law asks every site for this page",
}


def test_every_page_of_a_deletion_says_why_there_is_none(client, rf):
    World()
    rf.user = desk.sign_in(client, "admin")
    silent = {model for model, each in admin.site._registry.items() if not each.has_delete_permission(rf)}
    # One page holds all settings of checks: no row has an address.
    assert silent - {CheckSetting} == set(KEPT)
    for model, sentence in KEPT.items():
        row, before = model.objects.first(), model.objects.count()
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_delete", args=[row.pk])
        for answer in (client.get, client.post):
            response = answer(url, {"post": "yes"})
            assert response.status_code == 403
            assert sentence in response.content.decode()
        assert model.objects.count() == before


def test_a_form_saved_as_it_was_opened_is_not_logged(client):
    desk.sign_in(client, "admin")
    topic, release = Topic.objects.create(name_fr="Santé", name_en="Health"), make_complete_release()
    desk.save(client, reverse("admin:releases_topic_change", args=[topic.pk]))
    desk.save(client, desk.change_url(release), _transition="submit:fr")
    assert Event.objects.get().kind == "submitted"
    assert not LogEntry.objects.exists()
    desk.save(client, reverse("admin:releases_topic_change", args=[topic.pk]), name_fr="Soins")
    assert LogEntry.objects.get().get_change_message() == "Changed Name (French)."


def said(response):
    return [(each.level_tag, str(each)) for each in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("button", ["_save", "_continue", "_addanother"])
def test_a_form_saved_as_it_was_opened_is_not_said_to_be_changed(client, button):
    desk.sign_in(client, "admin")
    make_contact()
    rows = [Topic.objects.create(name_fr="Santé", name_en="Health"), Contact.objects.get()]
    for row in rows:
        url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
        told = said(desk.save(client, url, **{button: "1"}))
        assert told == [("info", f"You changed nothing in “{row}”, so nothing was saved.")]
        client.get(url)


def test_a_release_whose_texts_were_perhaps_saved_by_themselves_is_said_to_be_saved(client):
    desk.sign_in(client, "writer")
    release = make_release()
    told = said(desk.save(client, desk.change_url(release), _continue="1"))
    assert told == [("success", f"“{release}” is saved.")]


def test_a_changed_form_is_said_to_be_changed(client):
    desk.sign_in(client, "admin")
    topic = Topic.objects.create(name_fr="Santé", name_en="Health")
    told = said(desk.save(client, reverse("admin:releases_topic_change", args=[topic.pk]), name_fr="Soins"))
    assert told[0][0] == "success"
    assert "was changed successfully" in told[0][1]
