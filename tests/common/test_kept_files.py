"""What comes with a form that is refused waits for the form to be sent again, by its owner alone."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from common import kept_files
from common.models import KeptFile
from exchange.models import Import
from institutes.models import Organisation
from institutes.people import erasure
from releases.models import Attachment, Release
from tests import media, pictures
from tests.builders import make_contact, make_organisation, make_release, make_user, publish, submit
from tests.releases import desk

pytestmark = pytest.mark.django_db

PDF, OTHER = b"%PDF-1.7 kept", b"%PDF-1.7 other"
ARRIVED = "“{}” ({}) has arrived and will be saved with this form."
ADD_IMPORT = "/admin/exchange/import/add/"


def pdf(name="kit.pdf", content=PDF):
    return SimpleUploadedFile(name, content, "application/pdf")


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def attach(release, content=b"%PDF-1.7 before"):
    return Attachment.objects.create(release=release, file=pdf("before.pdf", content))


class TestReleases:
    @pytest.fixture(autouse=True)
    def writer(self, client):
        return desk.sign_in(client, "writer")

    @pytest.fixture
    def release(self):
        return make_release()

    def send(self, client, release, data, **changes):
        return client.post(desk.change_url(release), data | changes)

    def refuse(self, client, release, **files):
        """Sent with another field that is wrong."""
        data = desk.sent_by(client.get(desk.change_url(release)))
        response = self.send(client, release, data, issued_on="never", **files)
        assert response.status_code == 200
        return response

    def new_line(self, client, release, file):
        data = desk.add_line(desk.sent_by(client.get(desk.change_url(release))), "attachments", file=file)
        response = self.send(client, release, data, issued_on="never")
        assert response.status_code == 200
        return response

    def test_a_file_in_anothers_place_is_saved_when_the_form_is_right(self, client, release):
        attach(release)
        refused = self.refuse(client, release, **{"attachments-0-file": pdf()})
        assert ARRIVED.format("kit.pdf", "13\xa0bytes") in refused.content.decode()
        assert self.send(client, release, desk.sent_by(refused), issued_on="2020-02-12").status_code == 302
        saved = Attachment.objects.get()
        assert (saved.file_name, saved.file.read()) == ("kit.pdf", PDF)

    def test_a_new_line_with_nothing_but_a_file_is_saved_too(self, client, release):
        refused = self.new_line(client, release, pdf())
        assert self.send(client, release, desk.sent_by(refused), issued_on="2020-02-12").status_code == 302
        assert Attachment.objects.get().file.read() == PDF

    def test_a_large_file_that_came_through_a_folder_is_kept_as_well(self, client, release, settings):
        settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
        refused = self.new_line(client, release, pdf())
        assert self.send(client, release, desk.sent_by(refused), issued_on="2020-02-12").status_code == 302
        assert Attachment.objects.get().file.read() == PDF

    def test_it_is_kept_however_often_the_form_is_refused(self, client, release):
        response = self.new_line(client, release, pdf())
        for _ in range(3):
            response = self.send(client, release, desk.sent_by(response))
            assert response.status_code == 200
        assert KeptFile.objects.count() == 1
        self.send(client, release, desk.sent_by(response), issued_on="2020-02-12")
        assert Attachment.objects.get().file.read() == PDF

    def test_several_files_are_kept_each_for_its_line(self, client, release):
        attach(release)
        data = desk.sent_by(client.get(desk.change_url(release)))
        desk.add_line(data, "attachments", file=pdf("second.pdf", OTHER))
        files = {"attachments-0-file": pdf("first.pdf"), "issued_on": "never"}
        refused = self.send(client, release, data, **files)
        self.send(client, release, desk.sent_by(refused), issued_on="2020-02-12")
        found = {attachment.file_name: attachment.file.read() for attachment in Attachment.objects.all()}
        assert found == {"first.pdf": PDF, "second.pdf": OTHER}

    def test_while_it_waits_the_form_shows_the_address_of_what_is_saved(self, client, release):
        before = attach(release)
        page = self.refuse(client, release, **{"attachments-0-file": pdf()}).content.decode()
        shown = re.findall(r"/files/[\w./-]+", page)
        assert shown
        assert {client.get(address).status_code for address in shown} == {200}
        assert before.get_absolute_url() in shown

    def test_another_may_be_chosen(self, client, release):
        refused = self.new_line(client, release, pdf())
        changes = {"attachments-0-file": pdf("other.pdf", OTHER), "issued_on": "2020-02-12"}
        self.send(client, release, desk.sent_by(refused), **changes)
        assert Attachment.objects.get().file.read() == OTHER
        assert not KeptFile.objects.exists()

    def test_it_may_be_left_out(self, client, release):
        attach(release)
        refused = self.refuse(client, release, **{"attachments-0-file": pdf()})
        changes = {"attachments-0-file-leave-out": "on", "issued_on": "2020-02-12"}
        assert self.send(client, release, desk.sent_by(refused), **changes).status_code == 302
        assert Attachment.objects.get().file_name == "before.pdf"
        assert not KeptFile.objects.exists()

    def test_it_is_checked_again_and_what_is_refused_is_not_kept(self, client, release):
        refused = self.new_line(client, release, pdf("page.html"))
        page = text_of(refused)
        assert "Rename it to end in .pdf" in page
        assert "“page.html” was not kept: choose it again, or another." in page
        assert not KeptFile.objects.exists()

    def test_what_was_changed_on_the_disk_is_checked_like_any_upload(self, client, release):
        refused = self.new_line(client, release, pdf())
        media.put(KeptFile.objects.get().file.name, b"MZ a program")
        response = self.send(client, release, desk.sent_by(refused), issued_on="2020-02-12")
        assert response.status_code == 200
        assert "is not a PDF whatever its name says" in text_of(response)
        assert not Attachment.objects.exists()

    def test_a_new_release_keeps_its_files_as_well(self, client):
        data = desk.add_line(desk.sent_by(client.get(desk.ADD)), "attachments", file=pdf())
        refused = client.post(desk.ADD, data | {"title_fr": "Titre", "issued_on": "never"})
        assert refused.status_code == 200
        assert client.post(desk.ADD, desk.sent_by(refused) | {"issued_on": "2020-02-12"}).status_code == 302
        assert Release.objects.get().attachments.get().file.read() == PDF

    def test_once_saved_nothing_of_it_waits_any_more(
        self, client, release, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            refused = self.new_line(client, release, pdf())
            self.send(client, release, desk.sent_by(refused), issued_on="2020-02-12")
        assert not KeptFile.objects.exists()
        assert media.files() == {Attachment.objects.get().file.name}

    def test_a_picture_that_waited_is_cleaned_like_any_other(self, client, release):
        photo = SimpleUploadedFile("photo.jpg", pictures.jpeg())
        refused = self.new_line(client, release, photo)
        self.send(client, release, desk.sent_by(refused), issued_on="2020-02-12")
        assert pictures.SECRET.encode() not in Attachment.objects.get().file.read()

    def test_nobody_else_can_use_it(self, client, release):
        sent = desk.sent_by(self.new_line(client, release, pdf()))
        desk.sign_in(client, "publisher", speaks="en")
        response = self.send(client, release, sent, issued_on="2020-02-12")
        assert not Attachment.objects.exists()
        assert KeptFile.objects.count() == 1
        assert PDF not in response.content

    def test_a_guess_finds_nothing(self, client, release):
        sent = desk.sent_by(self.new_line(client, release, pdf())) | {"issued_on": "2020-02-12"}
        for token in ("", "guess", "1", "' OR 1=1", "\0"):
            with transaction.atomic():
                self.send(client, release, sent, **{"attachments-0-file-kept": token})
                assert not Attachment.objects.exists(), token
                transaction.set_rollback(True)
        assert self.send(client, release, sent).status_code == 302
        assert Attachment.objects.exists()

    def test_a_file_of_one_form_is_for_no_other(self, client, release):
        self.new_line(client, release, pdf())
        KeptFile.objects.update(purpose="institutes.import")
        token = KeptFile.objects.get().token
        data = desk.add_line(desk.sent_by(client.get(desk.change_url(release))), "attachments")
        self.send(client, release, data, **{"attachments-0-file-kept": token})
        assert not Attachment.objects.exists()

    def test_it_waits_for_a_day(self, client, release, django_capture_on_commit_callbacks):
        sent = desk.sent_by(self.new_line(client, release, pdf()))
        KeptFile.objects.update(created_at=timezone.now() - kept_files.EXPIRES_AFTER - timedelta(minutes=1))
        self.send(client, release, sent, issued_on="2020-02-12")
        assert not Attachment.objects.exists()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("sweep_files")
        assert not KeptFile.objects.exists()
        assert not media.files()

    @pytest.mark.parametrize("bound", [{"MAX_FILES": 1}, {"MAX_BYTES": 2 * len(PDF) - 1}])
    def test_what_one_person_may_leave_is_bounded_and_said(self, client, release, monkeypatch, bound):
        for name, value in bound.items():
            monkeypatch.setattr(kept_files, name, value)
        data = desk.sent_by(client.get(desk.change_url(release)))
        for name in ("first.pdf", "second.pdf"):
            desk.add_line(data, "attachments", file=pdf(name))
        page = text_of(self.send(client, release, data, issued_on="never"))
        assert "“first.pdf” (13 bytes) has arrived" in page
        assert "“second.pdf” was not kept: choose it again" in page
        KeptFile.objects.update(created_at=timezone.now() - timedelta(hours=2))
        self.new_line(client, release, pdf("third.pdf"))
        assert [kept.name for kept in KeptFile.objects.all()] == ["third.pdf"]

    def test_a_lost_one_is_asked_for_again(self, client, release):
        sent = desk.sent_by(self.new_line(client, release, pdf()))
        (media.Path(media.settings.MEDIA_ROOT) / KeptFile.objects.get().file.name).unlink()
        response = self.send(client, release, sent, issued_on="2020-02-12", **{"attachments-0-credit": "Z"})
        assert response.status_code == 200
        assert "This field is required" in text_of(response)

    def test_a_conflict_of_two_people_loses_no_file_of_a_new_line(self, client, release):
        data = desk.add_line(desk.sent_by(client.get(desk.change_url(release))), "attachments", file=pdf())
        desk.save(client, desk.change_url(release), title_fr="Meanwhile")
        refused = self.send(client, release, data)
        assert refused.status_code == 200
        assert self.send(client, release, desk.sent_by(refused)).status_code == 302
        assert Attachment.objects.get().file.read() == PDF

    def test_a_question_about_a_text_in_review_loses_no_file(self, client, release):
        submit(release)
        data = desk.add_line(desk.sent_by(client.get(desk.change_url(release))), "attachments", file=pdf())
        asked = self.send(client, release, data)
        assert asked.status_code == 200
        assert not Attachment.objects.exists()
        assert self.send(client, release, desk.sent_by(asked), resubmit_fr="on").status_code == 302
        assert Attachment.objects.get().file.read() == PDF

    def test_the_record_never_shows_what_waits(self, client, release):
        self.new_line(client, release, pdf())
        assert publish(release).attachments == []


class TestOrganisations:
    def test_a_logo_waits_too_and_the_saved_one_keeps_its_address(self, client):
        desk.sign_in(client, "contacts")
        instance = make_organisation(logo=SimpleUploadedFile("old.png", pictures.png()))
        url = reverse("admin:institutes_organisation_change", args=[instance.pk])
        logo = SimpleUploadedFile("new.png", pictures.png(3))
        data = desk.sent_by(client.get(url)) | {"slug": "no slug!", "logo": logo}
        refused = client.post(url, data)
        assert "“new.png”" in refused.content.decode()
        assert client.post(url, desk.sent_by(refused) | {"slug": instance.slug}).status_code == 302
        saved = Organisation.objects.get(pk=instance.pk)
        assert saved.logo.name != instance.logo.name

    def test_a_slug_that_is_not_saved_leads_to_no_address_that_does_not_exist(self, client):
        desk.sign_in(client, "contacts")
        instance = make_organisation(logo=SimpleUploadedFile("old.png", pictures.png()))
        url = reverse("admin:institutes_organisation_change", args=[instance.pk])
        refused = client.post(
            url, desk.sent_by(client.get(url)) | {"slug": "new-slug", "website": "no address"}
        )
        assert f'href="/logos/{instance.slug}"' in refused.content.decode()


class TestImports:
    HEADER = b"last name\nDurand\n"

    @pytest.fixture(autouse=True)
    def manager(self, client):
        return desk.sign_in(client, "contacts")

    def refuse(self, client):
        response = client.post(ADD_IMPORT, {"file": SimpleUploadedFile("people.csv", self.HEADER)})
        assert "Say what the rows are." in text_of(response)
        assert ARRIVED.format("people.csv", "17\xa0bytes") in response.content.decode()
        return response

    def test_a_spreadsheet_waits_until_somebody_says_what_it_holds(self, client):
        sent = desk.sent_by(self.refuse(client)) | {"what": "contact"}
        assert client.post(ADD_IMPORT, sent).status_code == 302
        assert Import.objects.get().file.read() == self.HEADER
        assert not KeptFile.objects.exists()

    def test_one_that_cannot_be_read_does_not_wait(self, client):
        content = SimpleUploadedFile("people.csv", b"%PDF-1.7")
        page = text_of(client.post(ADD_IMPORT, {"file": content, "what": "contact"}))
        assert "“people.csv” was not kept" in page
        assert not KeptFile.objects.exists()

    def test_an_erasure_leaves_no_list_of_people_waiting(self, client, manager):
        self.refuse(client)
        erasure.erase(make_contact(), manager, "Asked for it.")
        assert not KeptFile.objects.exists()


def test_what_waits_goes_with_the_account(django_capture_on_commit_callbacks):
    owner = make_user("writer")
    kept = KeptFile(owner=owner, purpose="x", name="kit.pdf", size=1)
    kept.file.save("kit.pdf", pdf())
    with django_capture_on_commit_callbacks(execute=True):
        owner.delete()
    assert not media.files()
