"""Whoever decides on a text that was saved meanwhile reads what changed, and decides on that."""

import pytest
from django.urls import reverse

from releases import workflow
from releases.models import Edition, Event, Release
from releases.workflow import versions
from tests.builders import make_release, make_user, submit
from tests.releases import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    release = make_release()
    versions.keep(release, make_user("writer", username="first"))
    return submit(release)


def saved_by_another(release, **texts):
    """And resubmitted, as the desk does."""
    release, writer = (
        Release.objects.get(pk=release.pk),
        make_user("writer", first_name="Ana", username="ana"),
    )
    for name, text in texts.items():
        setattr(release, name, text)
    release.save()
    workflow.log(release, Event.Kind.EDITED, writer, changes={name: {} for name in texts})
    if workflow.changed_since_submission(release, "fr"):
        workflow.submit(release, "fr", writer)
    versions.keep(release, writer)


def refused(client, url, release, **texts):
    """The page that answers a decision on what was changed after it was opened."""
    sent = desk.sent_by(client.get(url))
    saved_by_another(release, **texts)
    return client.post(url, sent)


def test_a_second_press_approves_what_the_refused_page_shows(client, release):
    desk.sign_in(client, "publisher")
    url = desk.transition_url(release, "approve")
    page = refused(client, url, release, title_fr="Autre")
    assert Edition.objects.count() == 0
    assert client.post(url, desk.sent_by(page)).status_code == 302
    assert Edition.objects.get().title == "Autre"


def test_it_says_who_saved_and_marks_what_changed(client, release):
    desk.sign_in(client, "publisher")
    page = refused(client, desk.transition_url(release, "approve"), release, title_fr="Autre")
    assert "Changed since you opened this page" in page.text
    assert "What you read now is the new text" in page.text
    since = page.context["since"]
    assert [save.actor_name for save in since.saves] == ["Ana"]
    assert [row.name for row in since.comparison.changed] == ["title"]
    assert "<ins>" in since.comparison.changed[0].cells[0].marked


def test_of_another_language_it_says_that_nothing_here_differs(client, release):
    desk.sign_in(client, "publisher")
    page = refused(client, desk.transition_url(release, "approve"), release, title_en="Other")
    assert "Nothing that you decide on here differs." in page.text


def test_both_languages_are_approved_by_a_second_press_too(client, release):
    submit(release, "en")
    desk.sign_in(client, "publisher")
    url = reverse("admin:releases_release_approve_together", args=[release.pk])
    page = refused(client, url, release, title_fr="Autre")
    assert "<ins>" in page.context["since"].comparison.changed[0].cells[0].marked
    assert client.post(url, desk.sent_by(page)).status_code == 302
    assert Edition.objects.count() == 2


def test_a_remark_outlives_the_refusal_and_is_sent_by_the_second_press(client, release):
    desk.sign_in(client, "publisher")
    url = desk.transition_url(release, "return")
    sent = desk.sent_by(client.get(url)) | {"remark": "Too long."}
    saved_by_another(release, title_fr="Autre")
    page = client.post(url, sent)
    assert client.post(url, desk.sent_by(page)).status_code == 302
    assert workflow.returned_with(Release.objects.get(), "fr").note == "Too long."


def test_the_second_who_approves_is_told_who_did_and_is_asked_nothing(client, release):
    desk.sign_in(client, "publisher")
    url = desk.transition_url(release, "return")
    sent = desk.sent_by(client.get(url)) | {"remark": "Too long."}
    other = make_user("publisher", username="other", first_name="Luc", last_name="Petit")
    workflow.approve(Release.objects.get(), "fr", other)
    page = client.post(url, sent)
    assert "This text is now approved: by Luc Petit, since " in page.text
    assert "Remark for the author, as you wrote it: Too long." in page.text
    assert page.context["form"] is None
