import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from releases.models import Boilerplate, CheckSetting
from tests.builders import make_boilerplate
from tests.releases import desk

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.date(2020, 2, 12)
BUTTON = {"_reviewed_today": "1"}


@pytest.fixture
def url():
    boilerplate = make_boilerplate(reviewed_on=LONG_AGO)
    return reverse("admin:releases_boilerplate_change", args=[boilerplate.pk])


def test_what_was_read_and_found_right_is_reviewed_by_one_button(client, url):
    desk.sign_in(client, "publisher")
    assert 'name="_reviewed_today"' in client.get(url).text
    response = desk.save(client, url, **BUTTON)
    assert response.url == url
    assert desk.messages_to_come(response) == ["About (en): reviewed today."]
    assert Boilerplate.objects.get().reviewed_on == timezone.localdate()
    assert LogEntry.objects.get().get_change_message() == "Changed Reviewed on."


def test_it_saves_what_was_typed(client, url):
    desk.sign_in(client, "publisher")
    desk.save(client, url, body_fr="<p>Neuf.</p>", **BUTTON)
    assert Boilerplate.objects.get().body_fr == "<p>Neuf.</p>"


def test_another_save_reviews_what_it_changes_alone(client, url):
    desk.sign_in(client, "publisher")
    desk.save(client, url)
    assert Boilerplate.objects.get().reviewed_on == LONG_AGO
    desk.save(client, url, body_fr="<p>Neuf.</p>")
    assert Boilerplate.objects.get().reviewed_on == timezone.localdate()


def test_who_only_reads_it_finds_no_button(client, url):
    desk.sign_in(client, "translator")
    assert "_reviewed_today" not in client.get(url).text


def told(response):
    return [text for text in desk.messages_to_come(response) if "differ" in text]


def test_what_its_languages_do_not_state_alike_is_told_after_each_save(client, url):
    desk.sign_in(client, "publisher")
    texts = {
        "body_fr": "<p>L’institut réunit 8 écoles.</p>",
        "body_en": "<p>The institute has 9 schools.</p>",
    }
    sentence = "The languages of this boilerplate differ: “8” in French, “9” in English."
    assert told(desk.save(client, url, **texts)) == [sentence]
    assert told(desk.save(client, url, **BUTTON)) == [sentence]
    assert told(desk.save(client, url, body_en="<p>The institute has 8 schools.</p>")) == []
    assert told(desk.save(client, url, body_en="")) == []


def test_an_office_that_compares_no_languages_is_told_nothing(client, url):
    CheckSetting.objects.create(name="parity", is_on=False)
    desk.sign_in(client, "publisher")
    assert told(desk.save(client, url, body_fr="<p>8 écoles</p>", body_en="<p>9 schools</p>")) == []
