import pytest
from django.contrib.auth.models import Permission
from django.db.models import ProtectedError
from django.urls import reverse

from releases import workflow
from releases.models import Address, Attachment, Edition, Event, ReferenceCounter, Release, Topic
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_release,
    make_user,
    publish,
    rows,
    schedule,
    submit,
    withdraw,
)
from tests.pictures import ALTERNATIVES
from tests.releases import desk
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db


def delete_url(release):
    return reverse("admin:releases_release_delete", args=[release.pk])


def draft():
    release = attach(make_release(), make_contact(), make_boilerplate())
    Attachment.objects.create(release=release, file=picture(), **ALTERNATIVES)
    return release


@pytest.mark.parametrize("role", ["publisher", "admin"])
def test_a_draft_is_deleted_with_its_lines_and_its_timeline_stays(client, role):
    desk.sign_in(client, role, first_name="Luc", last_name="Moreau")
    release = draft()
    desk.save(client, desk.change_url(release), title_fr="Changed")
    confirmation = client.get(delete_url(release))
    assert confirmation.status_code == 200
    response = client.post(delete_url(release), desk.sent_by(confirmation))
    assert response.status_code == 302
    assert not Release.objects.exists()
    assert not Attachment.objects.exists()
    deleted, edited = Event.objects.all()
    assert (edited.release, edited.reference, edited.actor_name) == (None, release.reference, "Luc Moreau")
    assert (set(edited.changes), deleted.kind) == ({"title_fr"}, "deleted")


def test_the_reference_of_a_deleted_draft_is_not_given_again(client):
    desk.sign_in(client, "publisher")
    release = draft()
    client.post(delete_url(release), {"post": "yes"})
    assert not Release.objects.exists()
    assert make_release().reference != release.reference
    assert ReferenceCounter.objects.get().last == 2


def test_what_a_draft_was_made_of_stays(client):
    desk.sign_in(client, "publisher")
    release = draft()
    contact, boilerplate = release.contacts.get(), release.boilerplates.get()
    client.post(delete_url(release), {"post": "yes"})
    contact.refresh_from_db()
    boilerplate.refresh_from_db()


@pytest.mark.parametrize("role", ["publisher", "admin"])
@pytest.mark.parametrize("then", [publish, schedule, lambda r: [publish(r), withdraw(r)]])
def test_what_has_an_edition_is_never_deleted_and_the_page_says_why(client, role, then):
    release = draft()
    then(release)
    desk.sign_in(client, role)
    tables = (Release, Edition, Address, Attachment, Event)
    before = [rows(table) for table in tables]
    for response in (client.get(delete_url(release)), client.post(delete_url(release), {"post": "yes"})):
        page = response.content.decode()
        assert response.status_code == 403
        assert "This release was approved, so it cannot be deleted" in page
        is_open = Edition.objects.live_or_scheduled().exists()
        assert (desk.transition_url(release, "withdraw") in page) is is_open
    assert [rows(table) for table in tables] == before


@pytest.mark.parametrize("opened", [["fr"], ["en"], ["fr", "en"]])
def test_the_page_of_deletion_leads_to_the_withdrawal_of_each_open_language(client, opened):
    release = make_release()
    for language, approve in zip(opened, (publish, schedule), strict=False):
        approve(release, language)
    desk.sign_in(client, "publisher")
    page = client.get(delete_url(release)).content.decode()
    offered = [code for code in ("fr", "en") if desk.transition_url(release, "withdraw", code) in page]
    assert offered == opened


@pytest.mark.parametrize("role", ["writer", "translator", "contacts"])
def test_the_others_delete_nothing(client, role):
    release = draft()
    desk.sign_in(client, role)
    assert client.get(delete_url(release)).status_code == 403
    assert client.post(delete_url(release), {"post": "yes"}).status_code == 403
    assert Release.objects.exists()


def test_no_list_offers_to_delete_many_at_once(client):
    release = draft()
    desk.sign_in(client, "admin")
    crafted = {"action": "delete_selected", "_selected_action": release.pk, "post": "yes"}
    for url in (desk.LIST, "/admin/releases/edition/", "/admin/releases/event/"):
        assert "delete_selected" not in client.get(url).content.decode()
        assert client.post(url, crafted).status_code in (200, 302, 403)
    assert Release.objects.exists()


@pytest.mark.parametrize("model", ["edition", "event"])
def test_the_record_and_the_timeline_are_read_and_never_written_here(client, model):
    edition = publish(draft())
    pk = edition.pk if model == "edition" else Event.objects.first().pk
    user = desk.sign_in(client, "admin")
    user.user_permissions.add(*Permission.objects.filter(codename__endswith=f"_{model}"))
    before = rows(Edition), rows(Event)
    assert client.get(f"/admin/releases/{model}/").status_code == 200
    page = client.get(f"/admin/releases/{model}/{pk}/change/")
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    for url in (f"/admin/releases/{model}/add/", f"/admin/releases/{model}/{pk}/change/"):
        assert client.post(url, {"title": "x", "note": "x"}).status_code == 403
    assert client.post(f"/admin/releases/{model}/{pk}/delete/", {"post": "yes"}).status_code == 403
    assert (rows(Edition), rows(Event)) == before


@pytest.mark.parametrize("role", ["writer", "translator", "publisher", "admin"])
def test_the_record_is_listed_and_searched_by_everybody_at_the_desk(client, role):
    publish(draft())
    desk.sign_in(client, role)
    for url in ("/admin/releases/edition/", "/admin/releases/event/"):
        response = client.get(url, {"q": "CP-2020"})
        assert "CP-2020-001" in response.content.decode()


def test_the_record_says_which_editions_never_went_live(client):
    release = draft()
    schedule(release)
    desk.sign_in(client, "publisher")
    assert "never went live" not in client.get("/admin/releases/edition/").content.decode()
    withdraw(release)
    assert "never went live" in client.get("/admin/releases/edition/").content.decode()


def test_a_boilerplate_in_use_is_not_deleted(client):
    desk.sign_in(client, "admin")
    boilerplate = draft().boilerplates.get()
    url = f"/admin/releases/boilerplate/{boilerplate.pk}/delete/"
    page = client.post(url, {"post": "yes"}).content.decode()
    assert "cannot be deleted" in page
    assert "It is still used. Take it out there first." in page
    assert f'Press release: <a href="{desk.change_url(Release.objects.get())}">' in page
    boilerplate.refresh_from_db()


class TestTopics:
    ADDRESS = "/admin/releases/topic/"

    @pytest.fixture
    def topic(self):
        return Topic.objects.create(name_fr="Santé", name_en="Health", slug_fr="sante", slug_en="health")

    def refused(self, client, topic):
        """What the page of deletion and that of ticked rows say; nothing is deleted by either."""
        alone = client.post(f"{self.ADDRESS}{topic.pk}/delete/", {"post": "yes"}).content.decode()
        ticked = {"action": "delete_selected", "_selected_action": topic.pk, "post": "yes"}
        together = client.post(self.ADDRESS, ticked).content.decode()
        assert Topic.objects.get() == topic
        with pytest.raises(ProtectedError):
            topic.delete()
        for page in (alone, together):
            assert "This topic is in use, at the desk or on the site," in page
            assert 'name="post"' not in page
        return [page.split("<li>“", 1)[1].split("</li>", 1)[0] for page in (alone, together)]

    @pytest.mark.parametrize("role", ["publisher", "admin"])
    def test_one_that_drafts_bear_is_kept_and_the_page_counts_them(self, client, topic, role):
        desk.sign_in(client, role)
        make_release().topics.add(topic)
        assert self.refused(client, topic) == ["Health” is used in 1 press release."] * 2
        make_release().topics.add(topic)
        assert self.refused(client, topic) == ["Health” is used in 2 press releases."] * 2

    def test_one_that_only_the_record_bears_is_kept(self, client, topic):
        desk.sign_in(client, "publisher")
        release = make_release()
        release.topics.add(topic)
        publish(release)
        release.topics.clear()
        assert self.refused(client, topic) == ["Health” is used in 1 press release."] * 2

    def test_one_that_nothing_bears_is_deleted(self, client, topic):
        desk.sign_in(client, "publisher")
        make_release()
        assert client.post(f"{self.ADDRESS}{topic.pk}/delete/", {"post": "yes"}).status_code == 302
        assert not Topic.objects.exists()


class TestOwnDrafts:
    """A writer has no permission to delete releases."""

    def begun(self, client):
        user = desk.sign_in(client, "writer")
        release = draft()
        workflow.log(release, Event.Kind.CREATED, user)
        return release

    def test_whoever_began_it_deletes_it_from_its_form(self, client):
        release = self.begun(client)
        assert delete_url(release) in client.get(desk.change_url(release)).content.decode()
        client.post(delete_url(release), desk.sent_by(client.get(delete_url(release))))
        assert not Release.objects.exists()

    def test_who_may_not_recover_it_is_not_led_there(self, client):
        release = self.begun(client)
        page = client.get(delete_url(release)).content.decode()
        assert "a publisher can recover it" in page
        assert reverse("admin:releases_release_deleted") not in page
        response = client.post(delete_url(release), {"post": "yes"}, follow=True)
        assert any("A publisher can recover" in message for message in desk.messages_of(response))

    def test_nobody_else_does(self, client):
        release = self.begun(client)
        desk.sign_in(client, "writer", username="another")
        assert delete_url(release) not in client.get(desk.change_url(release)).content.decode()
        assert client.post(delete_url(release), {"post": "yes"}).status_code == 403

    def test_not_what_was_submitted_once(self, client):
        release = self.begun(client)
        submit(release)
        assert client.post(delete_url(release), {"post": "yes"}).status_code == 403
        workflow.return_to_author(release, "fr", make_user("publisher"), remark="No.")
        assert client.post(delete_url(release), {"post": "yes"}).status_code == 403
        assert Release.objects.exists()

    def test_not_what_was_approved(self, client):
        release = publish(self.begun(client)).release
        assert client.post(delete_url(release), {"post": "yes"}).status_code == 403


def test_one_without_a_title_is_a_link_in_the_list(client):
    make_release(in_languages=())
    desk.sign_in(client, "writer")
    assert ">Untitled <" in client.get("/admin/releases/release/").content.decode()
