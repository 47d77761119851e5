"""Nothing is changed in a text under review by accident, and nobody approves what they changed there."""

import pytest
from django.core.files.base import ContentFile
from django.utils.html import escape

from common.exceptions import Refused
from institutes.models import Contact
from releases import workflow
from releases.models import Attachment, Edition, Event, Release
from tests.builders import attach, make_boilerplate, make_contact, make_release, make_user, rows, submit
from tests.pictures import ALTERNATIVES
from tests.releases import desk
from tests.releases.test_admin_uploads import image

pytestmark = pytest.mark.django_db

ASKED = "To resubmit your changes, tick"
TICK_FR = 'data-in-review="fr"'


@pytest.fixture
def release():
    release = attach(make_release(), make_contact("Durand"), make_contact("Petit"), make_boilerplate("One"))
    Attachment.objects.create(release=release, file=ContentFile(image(), name="one.png"), **ALTERNATIVES)
    submit(release, "fr")
    return release


def fields_of(client, release):
    return client.get(desk.change_url(release)).context["adminform"].form.fields


CHANGES = {
    "a title": {"title_fr": "Rewritten"},
    "a body": {"body_fr": "<p>Rewritten.</p>"},
    "an address": {"slug_fr": "rewritten"},
    "the date": {"issued_on": "2020-02-13"},
    "the embargo": {"embargo_until_0": "2027-01-01", "embargo_until_1": "09:00"},
    "the kind": {"kind": "statement"},
    "the order of contacts": {"contact_lines-0-order": "7"},
    "a contact taken out": {"contact_lines-0-DELETE": "on"},
    "a boilerplate taken out": {"boilerplate_lines-0-DELETE": "on"},
    "a caption": {"attachments-0-caption_fr": "Rewritten"},
    "a credit": {"attachments-0-credit": "Rewritten"},
    "a file taken out": {"attachments-0-DELETE": "on"},
}


# The first role makes every change; no other is let off one of a text, of what languages share, of a line.
OF_EACH_KIND = ("a title", "the kind", "a contact taken out")


@pytest.mark.parametrize(
    ("role", "changes"), [("writer", CHANGES), ("publisher", OF_EACH_KIND), ("admin", OF_EACH_KIND)]
)
def test_who_changes_a_text_in_review_is_asked_first(client, release, role, changes):
    desk.sign_in(client, role)
    before = [rows(table) for table in (Release, Event, Attachment)]
    sent = [{"standfirst_en": "Kept", **CHANGES[change]} for change in changes]
    for change, response in desk.attempts(client, desk.change_url(release), *sent):
        page = response.content.decode()
        assert response.status_code == 200, change
        assert escape(ASKED) in page, change
        assert "In review: Français." in page
        assert "Changed since this text was submitted" not in page
        assert TICK_FR in page
        assert [value for value in change.values() if escape(value) not in page] == []
        assert [rows(table) for table in (Release, Event, Attachment)] == before, change


def test_who_ticks_submits_anew_and_does_not_approve(client, release):
    other = make_user("publisher", username="other")
    publisher = desk.sign_in(client, "publisher")
    sent = [{"resubmit_fr": "on", **change} for change in CHANGES.values()]
    for change, response in desk.attempts(client, desk.change_url(release), *sent):
        told = desk.messages_to_come(response)
        assert "Français was resubmitted in your name; somebody else must approve it." in told, change
        assert workflow.submitted_by(release, "fr") == publisher
        release.refresh_from_db()
        assert release.status_in("fr") == "in_review"
        assert not workflow.changed_since_submission(release, "fr")
        with pytest.raises(Refused, match="You submitted this text yourself"):
            workflow.approve(release, "fr", publisher)
        # Somebody else may, and so may a second pair of eyes after a submission by another.
        if "embargo_until_0" not in change:
            assert workflow.approve(release, "fr", other)


def test_a_publisher_who_changed_it_does_not_approve_after_somebody_else_submitted_it(client, release):
    publisher = desk.sign_in(client, "publisher")
    desk.save(client, desk.change_url(release), resubmit_fr="on", title_fr="Hers")
    workflow.return_to_author(release, "fr", publisher, remark="Look at it.")
    submit(release, "fr")
    said = (
        "You changed this text, or what it shows, since it was last approved; somebody else must approve it."
    )
    asked, head = (
        client.get(url) for url in (desk.transition_url(release, "approve"), desk.change_url(release))
    )
    for page in (asked, head):
        assert said in page.content.decode()
    assert asked.context["form"] is None
    assert b'value="return:fr"' in head.content
    assert b'value="approve:fr"' not in head.content
    client.post(asked.wsgi_request.path, {"revision": release.revision})
    assert not Edition.objects.exists()


def test_the_language_that_does_not_wait_is_changed_without_a_question(client, release):
    desk.sign_in(client, "writer")
    desk.save(client, desk.change_url(release), title_en="Free", **{"attachments-0-alt_en": "Free"})
    release.refresh_from_db()
    assert release.title_en == "Free"
    assert Event.objects.filter(kind="submitted").count() == 1


def test_what_all_languages_share_is_asked_of_each_that_waits(client, release):
    submit(release, "en")
    desk.sign_in(client, "writer")
    response = desk.save(client, desk.change_url(release), kind="statement", resubmit_fr="on")
    assert "In review: English." in response.content.decode()
    desk.save(client, desk.change_url(release), kind="statement", resubmit_fr="on", resubmit_en="on")
    assert Release.objects.get().kind == "statement"
    assert Event.objects.filter(kind="submitted").count() == 4


def test_a_text_in_review_stays_complete(client, release):
    desk.sign_in(client, "writer")
    emptied = dict.fromkeys(("title_fr", "standfirst_fr", "city_fr", "body_fr"), "")
    before = rows(Release)
    response = desk.save(client, desk.change_url(release), resubmit_fr="on", **emptied)
    said = "This field is required while the text is in review."
    assert response.context["adminform"].form.errors == {field: [said] for field in emptied}
    assert response.content.decode().count(said) >= len(emptied)
    assert rows(Release) == before


def test_a_tick_without_a_change_changes_nothing(client, release):
    desk.sign_in(client, "writer")
    before = rows(Release), rows(Event)
    desk.save(client, desk.change_url(release), resubmit_fr="on")
    assert (rows(Release), rows(Event)) == before


def test_a_button_of_the_workflow_asks_too(client, release):
    desk.sign_in(client, "publisher")
    response = desk.save(client, desk.change_url(release), title_fr="Hers", _transition="approve:fr")
    assert ASKED in response.content.decode()
    assert not Edition.objects.exists()


def test_a_text_submitted_while_the_form_was_open_is_asked_about(client):
    release = make_release()
    desk.sign_in(client, "writer")
    data = desk.sent_by(client.get(desk.change_url(release)))
    submit(release, "fr")
    response = client.post(desk.change_url(release), data | {"title_fr": "Late"})
    assert ASKED in response.content.decode()
    assert Release.objects.get().title_fr == "Title in fr"


def test_only_those_who_may_write_a_language_in_review_find_the_tick(client, release):
    submit(release, "en")
    for role, ticks in (("translator", {"resubmit_en"}), ("writer", {"resubmit_fr", "resubmit_en"})):
        desk.sign_in(client, role)
        assert {name for name in fields_of(client, release) if name.startswith("resubmit_")} == ticks


def test_a_translator_submits_anew_what_is_theirs(client, release):
    submit(release, "en")
    translator = desk.sign_in(client, "translator")
    desk.save(client, desk.change_url(release), resubmit_en="on", title_en="Better")
    assert workflow.submitted_by(release, "en") == translator
    assert workflow.submitted_by(release, "fr") != translator


def test_a_contact_changed_elsewhere_is_told_at_the_head_of_the_form(client, release):
    Contact.objects.update(job_title_fr="Directrice")
    desk.sign_in(client, "writer")
    page = client.get(desk.change_url(release)).content.decode()
    assert "Changed since this text was submitted: press contacts." in page
    assert 'value="submit:fr"' in page
    asked = desk.save(client, desk.change_url(release), _transition="submit:fr")
    desk.save(client, asked.url)
    page = client.get(desk.change_url(release)).content.decode()
    assert "Changed since this text was submitted" not in page


def test_whoever_wrote_the_first_words_does_not_approve_them(client):
    publisher = desk.sign_in(client, "publisher")
    texts = {"title_fr": "Titre", "standfirst_fr": "Chapô.", "city_fr": "Paris", "body_fr": "<p>Corps.</p>"}
    desk.save(client, desk.ADD, **texts)
    release = submit(Release.objects.get(), "fr")
    with pytest.raises(Refused, match="You changed this text"):
        workflow.approve(release, "fr", publisher)
    Release.objects.update(
        title_en="Title",
        standfirst_en="Standfirst.",
        city_en="Paris",
        body_en="<p>Body.</p>",
        slug_en="title",
    )
    release = submit(Release.objects.get(), "en")
    workflow.approve(release, "en", publisher)


def test_what_is_wrong_in_a_changed_text_is_said_and_the_text_is_not_submitted_anew(client, release):
    missing = "/files/01234567-89ab-cdef-0123-456789abcdef/portrait.jpg"
    writer = desk.sign_in(client, "writer")
    body = f'<p>Rewritten.</p><p><img src="{missing}" alt=""></p>'
    response = desk.save(client, desk.change_url(release), follow=True, resubmit_fr="on", body_fr=body)
    reason = "The text shows “portrait.jpg”, which is not attached to this release."
    assert f"Français was saved but not resubmitted. {reason}" in desk.messages_of(response)
    assert workflow.submitted_by(release, "fr") != writer
    release.refresh_from_db()
    assert "Rewritten" in release.body_fr
    assert workflow.changed_since_submission(release, "fr") == ["texts"]


def test_the_page_of_approval_says_that_a_file_was_taken_out_since(client, release):
    path = Attachment.objects.get().get_absolute_url()
    Release.objects.update(body_fr=f'<p><img src="{path}" alt=""></p>')
    Attachment.objects.all().delete()
    desk.sign_in(client, "publisher")
    page = client.get(desk.transition_url(release, "approve")).content.decode()
    assert "which is not attached to this release." in page
