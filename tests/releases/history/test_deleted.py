import pytest
from django.urls import reverse

from releases import workflow
from releases.models import DeletedDraft, Release
from tests.builders import (
    make_release,
)
from tests.releases import desk
from tests.releases.history.pages import (
    page_of,
    said,
    write,
)

pytestmark = pytest.mark.django_db


def test_a_deleted_draft_is_recovered_from_its_page(client, release, writer):
    desk.sign_in(client, "publisher")
    deletion = reverse("admin:releases_release_delete", args=[release.pk])
    response = client.post(deletion, {"post": "yes"}, follow=True)
    assert any("can be recovered until" in message for message in desk.messages_of(response))
    listed = client.get(desk.LIST).content.decode()
    deleted = reverse("admin:releases_release_deleted")
    assert deleted in listed
    assert release.reference in said(page_of(client, deleted))
    response = client.post(deleted, {"draft": DeletedDraft.objects.get().pk}, follow=True)
    assert response.redirect_chain[-1][0] == desk.change_url(release)
    assert Release.objects.get().title_fr == "Title in fr"


def test_only_those_who_may_delete_see_deleted_drafts(client, release, writer):
    draft = workflow.deleted.delete(release, writer)
    desk.sign_in(client, "writer")
    url = reverse("admin:releases_release_deleted")
    assert client.get(url).status_code == client.post(url, {"draft": draft.pk}).status_code == 403
    assert url not in client.get(desk.LIST).content.decode()


def test_a_draft_whose_address_is_taken_says_so_and_stays(client, release):
    draft = workflow.deleted.delete(release, desk.sign_in(client, "publisher"))
    make_release(slug_en="b")
    url = reverse("admin:releases_release_deleted")
    page = client.post(url, {"draft": draft.pk}, follow=True)
    assert any("already has this address" in message for message in desk.messages_of(page))
    assert DeletedDraft.objects.exists()
    for key in ("", "x", "0", "9" * 30):
        assert client.post(url, {"draft": key}).status_code == 404


@pytest.mark.parametrize("role", ["publisher", "admin"])
def test_the_page_that_deletes_does_not_list_versions(client, release, writer, role):
    write(release, writer, title_fr="A")
    desk.sign_in(client, role)
    page = said(page_of(client, reverse("admin:releases_release_delete", args=[release.pk])))
    assert "CP-2020-001" in page
    # Of the sentence that says what can be recovered.
    assert page.count("ersion") == 1
    assert "others that you may not see" not in page
    assert "For a month it can be recovered from “Deleted drafts”" in page
    assert "related items" not in page
