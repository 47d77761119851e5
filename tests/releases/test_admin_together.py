"""One button for both languages: as the single ones, or not at all."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from releases import workflow
from releases.models import Edition, Event, Release, Status
from tests.builders import make_complete_release, make_release, make_user, publish, submit
from tests.releases import desk

pytestmark = pytest.mark.django_db

BOTH = ("fr", "en")
SUBMIT, APPROVE = "submit:together", "approve:together"


def buttons(client, release):
    page = client.get(desk.change_url(release)).text
    return [value for value in (SUBMIT, APPROVE) if f'value="{value}"' in page]


def approve_url(release):
    return reverse("admin:releases_release_approve_together", args=[release.pk])


def statuses(release):
    fresh = Release.objects.get(pk=release.pk)
    return [fresh.status_in(code) for code in BOTH]


def both_in_review(**fields):
    release = make_release(**fields)
    workflow.submit_together(release, BOTH, make_user("writer", username="author"))
    return release


def both_corrected():
    release = make_release()
    for code in BOTH:
        publish(release, code)
        workflow.reopen(release, code, make_user("writer", username=f"author-{code}"))
        submit(release, code)
    return release


class TestButtons:
    def test_they_stand_where_both_languages_are_ready(self, client):
        desk.sign_in(client, "writer")
        assert buttons(client, make_release()) == [SUBMIT]
        # While the others have no text, it is submitted alone.
        assert buttons(client, make_release(in_languages=("fr",))) == []
        assert buttons(client, submit(make_release())) == []
        desk.sign_in(client, "publisher")
        assert buttons(client, both_in_review()) == [APPROVE]

    def test_they_are_for_whoever_may_press_both_single_ones(self, client):
        release, own = make_release(), make_release()
        desk.sign_in(client, "translator")
        assert buttons(client, release) == []
        publisher = desk.sign_in(client, "publisher")
        workflow.submit(own, "fr", publisher)
        submit(own, "en")
        assert buttons(client, own) == []


class TestSubmitting:
    def test_the_form_is_saved_first(self, client):
        release = make_complete_release()
        desk.sign_in(client, "writer")
        desk.save(client, desk.change_url(release), title_fr="Last word", _transition=SUBMIT)
        assert statuses(release) == [Status.IN_REVIEW, Status.IN_REVIEW]
        assert Release.objects.get().title_fr == "Last word"

    def test_each_language_is_told_of(self, client):
        release = make_complete_release()
        desk.sign_in(client, "writer")
        response = desk.save(client, desk.change_url(release), _transition=SUBMIT, follow=True)
        said = " ".join(desk.messages_of(response))
        assert "Français: not on the site · in review." in said
        assert "English: not on the site · in review." in said

    def test_all_reasons_are_said_and_the_words_are_kept(self, client):
        release = make_release(standfirst_fr="", city_en="", city_fr="Paris")
        desk.sign_in(client, "writer")
        response = desk.save(
            client, desk.change_url(release), title_fr="Kept", _transition=SUBMIT, follow=True
        )
        said = " ".join(desk.messages_of(response))
        assert '#id_standfirst_fr">Français: The standfirst is missing.</a>' in said
        assert '#id_city_en">English: The city of the dateline is missing.</a>' in said
        assert statuses(release) == [Status.DRAFT, Status.DRAFT]
        assert Release.objects.get().title_fr == "Kept"

    def test_who_may_write_one_language_submits_neither(self, client):
        release = make_release()
        desk.sign_in(client, "translator")
        response = desk.save(client, desk.change_url(release), _transition=SUBMIT)
        [message] = desk.messages_to_come(response)[-1:]
        assert "your account lacks the permission" in message
        assert statuses(release) == [Status.DRAFT, Status.DRAFT]

    def test_open_warnings_are_read_first_on_one_page(self, client):
        release = make_release()
        desk.sign_in(client, "writer")
        asked = desk.save(client, desk.change_url(release), title_fr="Last word", _transition=SUBMIT)
        assert asked.url == reverse("admin:releases_release_submit_together", args=[release.pk])
        assert statuses(release) == [Status.DRAFT, Status.DRAFT]
        assert client.get(asked.url).text.count("<span>No press contact is given.</span>") == 2
        assert desk.save(client, asked.url).url == desk.change_url(release)
        assert statuses(release) == [Status.IN_REVIEW, Status.IN_REVIEW]

    def test_the_page_is_for_whoever_may_submit_all_of_them(self, client):
        desk.sign_in(client, "translator")
        url = reverse("admin:releases_release_submit_together", args=[make_release().pk])
        assert client.get(url).status_code == client.post(url).status_code == 403


class TestApproving:
    def test_both_go_live_at_the_same_moment(self, client):
        release = both_in_review()
        desk.sign_in(client, "publisher")
        response = desk.save(client, desk.change_url(release), _transition=APPROVE)
        assert response.url == approve_url(release)
        assert desk.save(client, response.url).url == desk.change_url(release)
        assert statuses(release) == [Status.APPROVED, Status.APPROVED]
        french, english = Edition.objects.live().order_by("pk")
        assert french.live_from == english.live_from
        assert Event.objects.filter(kind=Event.Kind.APPROVED).count() == 2

    def test_or_at_the_end_of_the_embargo_which_is_proposed(self, client):
        embargo = timezone.now().replace(second=0, microsecond=0) + datetime.timedelta(days=2)
        release = both_in_review(embargo_until=embargo)
        desk.sign_in(client, "publisher")
        desk.save(client, approve_url(release))
        assert {edition.live_from for edition in Edition.objects.all()} == {embargo}

    def test_a_first_publication_asks_for_no_note(self, client):
        desk.sign_in(client, "publisher")
        form = client.get(approve_url(both_in_review())).context["form"]
        assert list(form.fields) == ["live_from", "revision"]

    def test_each_language_has_a_note_of_its_own_and_a_refusal_keeps_them(self, client):
        release = both_corrected()
        desk.sign_in(client, "publisher")
        typed = {"change_note_fr": "Un chiffre était faux."}
        page = desk.save(client, approve_url(release), **typed)
        assert page.context["form"].errors.keys() == {"change_note_en"}
        assert "Un chiffre était faux." in page.text
        assert Edition.objects.count() == 2
        response = client.post(approve_url(release), desk.sent_by(page) | {"change_note_en": "A figure."})
        assert response.status_code == 302
        notes = Edition.objects.live().values_list("language", "change_note")
        assert dict(notes) == {"fr": "Un chiffre était faux.", "en": "A figure."}

    def test_only_what_readers_have_is_a_minor_change(self, client):
        release = make_release()
        publish(release)
        workflow.reopen(release, "fr", make_user("writer"))
        submit(release, "fr"), submit(release, "en")
        desk.sign_in(client, "publisher")
        form = client.get(approve_url(release)).context["form"]
        assert list(form.fields) == ["live_from", "change_note_fr", "minor", "revision"]
        desk.save(client, approve_url(release), minor="on")
        assert dict(Edition.objects.live().values_list("language", "is_minor")) == {"fr": True, "en": False}

    def test_who_approves_what_they_wrote_says_why(self, client):
        admin = desk.sign_in(client, "admin")
        release = make_release()
        workflow.submit_together(release, BOTH, admin)
        page = desk.save(client, approve_url(release))
        assert list(page.context["form"].errors) == ["override_reason"]
        assert Edition.objects.count() == 0
        assert desk.save(client, approve_url(release), override_reason="At night.").status_code == 302
        assert Edition.objects.live().count() == 2

    def test_what_one_language_lacks_keeps_both_back_before_anything_is_asked(self, client):
        release = both_in_review()
        workflow.return_to_author(release, "en", make_user("publisher", username="other"), remark="No.")
        desk.sign_in(client, "publisher")
        page = client.get(approve_url(release))
        assert page.context["form"] is None
        assert "English: This text is now “draft”; look at it again." in page.text
        client.post(approve_url(release), {"revision": release.revision})
        assert statuses(release) == [Status.IN_REVIEW, Status.DRAFT]

    def test_a_text_saved_while_the_question_was_read_is_not_approved(self, client):
        release = both_in_review()
        desk.sign_in(client, "publisher")
        sent = desk.sent_by(client.get(approve_url(release)))
        Release.objects.get(pk=release.pk).save()
        page = client.post(approve_url(release), sent)
        assert "The text has changed since you opened this page; read it again." in page.text
        assert not Edition.objects.exists()

    @pytest.mark.parametrize("role", ["writer", "translator", "contacts"])
    def test_it_is_for_those_who_approve(self, client, role):
        release = both_in_review()
        desk.sign_in(client, role)
        assert client.get(approve_url(release)).status_code == 403
        assert client.post(approve_url(release), {"revision": release.revision}).status_code == 403
        assert statuses(release) == [Status.IN_REVIEW, Status.IN_REVIEW]


def test_no_other_act_is_done_together(client):
    release = both_in_review()
    desk.sign_in(client, "publisher")
    for made_up in ("withdraw:together", ":together", "submit:both"):
        response = desk.save(client, desk.change_url(release), _transition=made_up)
        assert response.url == desk.change_url(release)
        assert statuses(release) == [Status.IN_REVIEW, Status.IN_REVIEW]
