import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from releases import workflow
from releases.models import Attachment, Release
from releases.workflow import versions
from tests import pictures
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_release,
    make_user,
    publish,
)
from tests.releases import desk
from tests.releases.history.pages import (
    compare_url,
    marks,
    page_of,
    said,
    write,
)

pytestmark = pytest.mark.django_db


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
