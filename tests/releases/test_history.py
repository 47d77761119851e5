import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from releases import workflow
from releases.models import Attachment, DeletedDraft, Event, Release
from releases.workflow import versions
from tests import pictures
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_release,
    make_user,
    publish,
    schedule,
    submit,
)
from tests.releases import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return make_user("writer", username="ana", first_name="Ana", last_name="Lopez")


@pytest.fixture
def release():
    return make_release()


def history_url(release):
    return reverse("admin:releases_release_history", args=[release.pk])


def compare_url(release, first="", second=""):
    page = reverse("admin:releases_release_compare", args=[release.pk])
    return f"{page}?from={first}&to={second}" if first or second else page


def restore_url(version):
    return reverse("admin:releases_release_restore", args=[version.release_id, version.pk])


def write(release, by, **texts):
    for name, text in texts.items():
        setattr(release, name, text)
    release.save()
    return versions.keep(release, by)


def page_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return html.document_fromstring(response.content.decode()).get_element_by_id("content")


def said(element):
    return " ".join(element.text_content().split())


def marks(element, tag):
    return [said(mark) for mark in element.iter(tag)]


def test_the_history_names_who_saved_when_and_what(client, release, writer):
    versions.begin(release)
    write(release, writer, title_fr="New", city_en="Nantes")
    desk.sign_in(client, "translator")
    page = page_of(client, history_url(release))
    newest, first = page.find_class("version-list")[0].findall("li")
    assert "Ana Lopez" in said(newest)
    assert "city (en), title (fr)" in said(newest)
    assert "The first version that is kept." in said(first)


def test_whoever_may_not_see_releases_sees_no_version(client, release, writer):
    version = write(release, writer, title_fr="New")
    desk.sign_in(client, "contacts")
    for url in (history_url(release), compare_url(release), restore_url(version)):
        assert client.get(url).status_code == 403


def test_a_release_without_a_version_says_when_it_will_have_one(client, release):
    desk.sign_in(client, "writer")
    assert "No version is kept yet" in said(page_of(client, history_url(release)))
    assert "nothing differs." in said(page_of(client, compare_url(release)))


@pytest.mark.parametrize("number", [2, 40])
def test_it_costs_the_same_with_many_versions(client, release, writer, number):
    for title in range(number):
        write(release, writer, title_fr=f"Title {title}")
    publish(release)
    desk.sign_in(client, "publisher")
    client.get(history_url(release))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page_of(client, history_url(release))
    assert 3 < len(asked) <= 12, [each["sql"][:90] for each in asked]


def test_the_page_of_fifty_leads_on(client, release, writer):
    for title in range(51):
        write(release, writer, title_fr=f"Title {title}")
    desk.sign_in(client, "writer")
    first = page_of(client, history_url(release))
    assert len(first.find_class("version-list")[0].findall("li")) == 50
    second = page_of(client, f"{history_url(release)}?page=2")
    assert len(second.find_class("version-list")[0].findall("li")) == 1


def test_two_versions_are_compared_in_both_languages(client, release, writer):
    first = write(release, writer, title_fr="Neuf écoles", body_en="<p>Nine schools work together.</p>")
    second = write(release, writer, title_fr="Dix écoles", body_en="<p>Ten schools work together.</p>")
    desk.sign_in(client, "writer")
    page = page_of(client, compare_url(release, f"v{first.pk}", f"v{second.pk}"))
    [title] = page.xpath(".//*[contains(@class, 'compared-title')][@lang='fr']")
    [body] = page.xpath(".//*[contains(@class, 'compared-body')][@lang='en']")
    assert marks(title, "del") == ["[deleted: Neuf end of what was deleted]"]
    assert marks(title, "ins") == ["[inserted: Dix end of what was inserted]"]
    assert "schools work together." in said(body)
    assert [link.get("href") for link in page.find_class("changed-names")[0].iter("a")] == [
        "#compared-title",
        "#compared-body",
    ]


def test_lines_and_files_are_compared(client, release, writer):
    ana, luc = make_contact("Ana"), make_contact("Luc")
    attach(release, ana, luc)
    attach(release, make_boilerplate())
    one = Attachment.objects.create(
        release=release, file=SimpleUploadedFile("one.jpg", pictures.jpeg()), credit="IMT"
    )
    first = versions.keep(release, writer)
    release.contact_lines.get(contact=ana).delete()
    release.boilerplate_lines.all().delete()
    one.credit = "Carnot"
    one.save()
    Attachment.objects.create(release=release, file=SimpleUploadedFile("two.jpg", pictures.jpeg()))
    desk.sign_in(client, "writer")
    page = page_of(client, compare_url(release, f"v{first.pk}", "now"))
    contacts, boilerplates, files = (
        page.get_element_by_id(f"compared-{name}") for name in ("contacts", "boilerplates", "attachments")
    )
    assert marks(contacts, "del") == ["[deleted: Zoé Ana end of what was deleted]"]
    assert marks(contacts, "ins") == []
    assert "About (en)" in marks(boilerplates, "del")[0]
    assert "IMT" in marks(files, "del")[0]
    assert ["Carnot" in marks(files, "ins")[0], "two.jpg" in marks(files, "ins")[1]] == [True, True]


def test_an_order_that_changed_is_a_difference(client, release, writer):
    attach(release, make_contact("Ana"), make_contact("Luc"))
    first = versions.keep(release, writer)
    one, two = release.contact_lines.all()
    one.order, two.order = 1, 0
    one.save()
    two.save()
    desk.sign_in(client, "writer")
    page = page_of(client, compare_url(release, f"v{first.pk}", "now"))
    contacts = page.get_element_by_id("compared-contacts")
    assert len(marks(contacts, "ins")) == len(marks(contacts, "del")) == 1


def test_a_version_and_an_edition_are_compared_in_the_language_of_the_edition(client, release, writer):
    attach(release, make_contact("Ana"))
    attach(release, make_boilerplate(), make_boilerplate("French alone", body_en=""))
    edition = publish(release, "en")
    version = write(Release.objects.get(), writer, title_en="Another title", title_fr="Autre titre")
    desk.sign_in(client, "writer")
    page = page_of(client, compare_url(release, f"e{edition.pk}", f"v{version.pk}"))
    changed = [link.get("href") for link in page.find_class("changed-names")[0].iter("a")]
    assert changed == ["#compared-title"]
    assert page.xpath(".//*[@lang='fr'][contains(@class, 'redline')]") == []


def test_two_editions_are_compared_as_they_were_printed(client, release):
    contact = make_contact("Ana", email="old@example.org")
    attach(release, contact)
    first = publish(release)
    contact.email = "new@example.org"
    contact.save()
    [second] = workflow.reissue_contacts(release, "fr", make_user("publisher"))
    desk.sign_in(client, "writer")
    page = page_of(client, compare_url(release, f"e{first.pk}", f"e{second.pk}"))
    assert "new@example.org" in marks(page.get_element_by_id("compared-contacts"), "ins")[0]


def test_a_date_that_the_desk_leaves_open_is_no_difference_from_an_edition(client, writer):
    release = make_release(issued_on=None)
    edition = publish(release)
    desk.sign_in(client, "writer")
    assert "Nothing differs." in said(page_of(client, compare_url(release, f"e{edition.pk}", "now")))


def test_editions_of_two_languages_are_not_compared(client, release):
    first, second = publish(release), publish(release, "en")
    desk.sign_in(client, "writer")
    page = page_of(client, compare_url(release, f"e{first.pk}", f"e{second.pk}"))
    assert "These two editions are in different languages" in said(page)
    assert page.find_class("comparison") == []


def test_a_version_beside_itself_is_said_to_be_one_and_the_same(client, release, writer):
    key = f"v{write(release, writer, title_fr='New').pk}"
    desk.sign_in(client, "writer")
    page = page_of(client, compare_url(release, key, key))
    assert "This is one and the same: nothing differs." in said(page)


def test_an_edition_that_was_cancelled_is_said_never_to_have_gone_live(client, release):
    schedule(release)
    workflow.cancel_schedule(release, "fr", make_user("publisher"))
    desk.sign_in(client, "writer")
    editions = said(page_of(client, history_url(release)).find_class("edition-list")[0])
    assert editions.startswith("Edition 1, Français · never went live")


def test_two_versions_of_one_minute_are_told_apart_by_their_seconds(client, release, writer):
    with time_machine.travel("2026-03-01T10:00:05+00:00", tick=False) as clock:
        write(release, writer, title_fr="A")
        clock.shift(10)
        write(release, writer, title_fr="B")
    desk.sign_in(client, "writer")
    page = page_of(client, history_url(release))
    labels = page.xpath(".//select[@id='compare-to']//option/text()")
    assert [label.rpartition(" · ")[2] for label in labels[1:]] == ["11:00:15", "11:00:05"]


def test_the_first_version_has_the_moment_that_the_timeline_tells(release, writer):
    event = workflow.log(release, Event.Kind.CREATED, writer)
    release.save()
    versions.begin(release)
    assert release.versions.get().at == event.at


def test_what_is_of_another_release_is_not_compared(client, release, writer):
    other = write(make_release(slug_fr="b", slug_en="b"), writer, title_fr="Another")
    desk.sign_in(client, "writer")
    for name in (f"v{other.pk}", "v1x", "e99999999999999999999", "x", "v"):
        assert client.get(compare_url(release, name, "now")).status_code == 404
    assert (
        client.get(reverse("admin:releases_release_restore", args=[release.pk, other.pk])).status_code == 404
    )


def test_where_nothing_is_said_the_last_save_is_shown(client, release, writer):
    write(release, writer, title_fr="A")
    write(release, writer, title_fr="B")
    desk.sign_in(client, "writer")
    page = page_of(client, compare_url(release))
    [title] = page.xpath(".//*[contains(@class, 'compared-title')][@lang='fr']")
    assert marks(title, "ins") == ["[inserted: B end of what was inserted]"]


def restore(client, version, *, follow=True, **changes):
    return desk.save(client, restore_url(version), follow=follow, **changes)


def test_all_is_restored_through_the_page(client, release, writer):
    version = write(release, writer, title_fr="Before", city_en="Nantes")
    attach(release, make_contact())
    write(release, writer, title_fr="After", city_en="Brest")
    desk.sign_in(client, "writer")
    response = restore(client, version)
    release.refresh_from_db()
    assert (release.title_fr, release.city_en, release.contacts.count()) == ("Before", "Nantes", 0)
    assert [m for m in desk.messages_of(response) if m.startswith("Restored")]
    event = Event.objects.of(release).first()
    assert (event.kind, event.changes["title_fr"]) == ("edited", {"from": "After", "to": "Before"})
    assert "Ana Lopez" in event.note
    assert release.versions.first().texts["title_fr"] == "Before"


def test_one_field_is_restored(client, release, writer):
    version = write(release, writer, title_fr="Before", city_en="Nantes")
    write(release, writer, title_fr="After", city_en="Brest")
    desk.sign_in(client, "writer")
    restore(client, version, part="city_en")
    release.refresh_from_db()
    assert (release.title_fr, release.city_en) == ("After", "Nantes")


def test_nothing_ticked_restores_nothing(client, release, writer):
    version = write(release, writer, title_fr="Before")
    write(release, writer, title_fr="After")
    desk.sign_in(client, "writer")
    page = desk.save(client, restore_url(version), "part").content.decode()
    assert "Tick what is to be restored." in page
    assert Release.objects.get().title_fr == "After"


def test_a_translator_restores_their_language_and_nothing_else(client, release, writer):
    version = write(release, writer, title_fr="Avant", title_en="Before")
    write(release, writer, title_fr="Après", title_en="After")
    desk.sign_in(client, "translator")
    page = page_of(client, restore_url(version))
    assert [box.get("value") for box in page.xpath(".//input[@name='part']")] == ["title_en"]
    crafted = desk.sent_by(client.get(restore_url(version))) | {"part": ["title_fr"]}
    assert client.post(restore_url(version), crafted).status_code == 403
    restore(client, version)
    release.refresh_from_db()
    assert (release.title_fr, release.title_en) == ("Après", "Before")


def test_who_may_write_nothing_restores_nothing(client, release, writer):
    version = write(release, writer, title_fr="Before")
    write(release, writer, title_fr="After")
    desk.sign_in(client, "translator", languages=())
    assert "Restore…" not in said(page_of(client, history_url(release)))
    assert client.get(restore_url(version)).status_code == 403


def test_a_text_in_review_is_restored_when_that_is_meant_and_submitted_anew(client, release, writer):
    version = write(release, writer, title_fr="Before")
    write(release, writer, title_fr="After")
    submit(release)
    user = desk.sign_in(client, "writer", username="restorer")
    assert "tick that this text is to change" in restore(client, version, follow=False).content.decode()
    assert Release.objects.get().title_fr == "After"
    restore(client, version, resubmit_fr="on")
    release.refresh_from_db()
    assert (release.title_fr, release.status_fr) == ("Before", "in_review")
    assert workflow.submitted_by(release, "fr") == user


def test_what_is_in_review_is_not_emptied(client, release, writer):
    version = write(release, writer, city_fr="")
    write(release, writer, city_fr="Paris")
    submit(release)
    desk.sign_in(client, "writer")
    page = restore(client, version, follow=False, resubmit_fr="on").content.decode()
    assert "is required while the text is in review" in page


def test_an_approved_text_that_is_restored_is_a_draft_again_and_stays_live(client, release, writer):
    version = write(release, writer, title_fr="Before")
    edition = publish(write(release, writer, title_fr="After").release)
    desk.sign_in(client, "writer")
    restore(client, version)
    release.refresh_from_db()
    edition.refresh_from_db()
    assert (release.status_fr, edition.title, edition.live_until) == ("draft", "After", None)


def test_what_was_saved_meanwhile_is_not_overwritten(client, release, writer):
    version = write(release, writer, title_fr="Before")
    write(release, writer, title_fr="After")
    desk.sign_in(client, "writer")
    data = desk.sent_by(client.get(restore_url(version)))
    write(release, writer, title_fr="Later")
    assert "was saved meanwhile" in client.post(restore_url(version), data).content.decode()
    assert Release.objects.get().title_fr == "Later"


def test_a_file_that_the_text_shows_does_not_go(client, release, writer):
    version = versions.keep(release, writer)
    file = Attachment.objects.create(release=release, file=SimpleUploadedFile("one.jpg", pictures.jpeg()))
    picture = f'<figure><img src="{file.get_absolute_url()}" alt=""></figure>'
    write(release, writer, body_fr=picture)
    desk.sign_in(client, "writer")
    page = restore(client, version, follow=False, part="attachments").content.decode()
    assert "is still in the text" in page
    restore(client, version)
    assert not Attachment.objects.exists()


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


def test_the_form_shows_the_last_versions(client, release, writer):
    desk.sign_in(client, "writer")
    for title in range(7):
        desk.save(client, desk.change_url(release), title_fr=f"Title {title}")
    form = html.document_fromstring(client.get(desk.change_url(release)).content.decode())
    [recent] = form.find_class("recent-versions")
    assert len(recent.findall(".//li")) == 4
    newest, second, *_others, history = [link.get("href") for link in recent.iter("a")]
    assert history == history_url(release)
    for address, before, after in ((newest, "5", "6"), (second, "5", "6")):
        [title] = page_of(client, address).xpath(".//*[contains(@class, 'compared-title')][@lang='fr']")
        assert [before in marks(title, "del")[0], after in marks(title, "ins")[0]] == [True, True]
