import json

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from exchange.importing import answering, presentation, running, source_file
from exchange.models import Export, Import, ImportLine
from institutes.models import Contact, ContactEvent, VerificationReply
from institutes.people import copies, erasure, events, merging, verification
from tests import media
from tests.builders import make_contact, make_user, rows
from tests.exchange.importing import applied, apply, checked, line, upload
from tests.files import make_xlsx
from tests.institutes.people.traces import HEADER, NAME, in_admin, leave_traces, merge

pytestmark = pytest.mark.django_db


def everything_stored():
    """Every column of every table, accents written out where they are escaped."""
    tables = {model.__name__: rows(model) for model in apps.get_models()}
    return json.dumps(tables, default=str, ensure_ascii=False) + LogEntry.objects.values_list(
        "change_message", flat=True
    ).__repr__().encode().decode("unicode_escape")


def names_in(text):
    return [word for word in (NAME, "Quillevere", "zoe@example.org", "z.old@example.org") if word in text]


class TestErasure:
    def test_an_erased_person_is_in_no_row_any_more(self, contact, manager):
        leave_traces(contact, manager)
        assert len(names_in(everything_stored())) == 4

        erasure.erase(contact, manager, "Asked for it by mail.")

        assert not names_in(everything_stored())

    @pytest.mark.usefixtures("in_english")
    def test_the_row_of_an_erased_person_says_so(self, contact, manager):
        job = applied(HEADER, [str(contact.pk), "", NAME, "Zoé", "Directrice"], ["", "", "Autre", "Ana", ""])
        erasure.erase(contact, manager, "Asked for it.")
        presented = presentation.LinePresenter(job, job.lines.all())
        assert [row.caption for row in presented] == ["contact removed", "Ana Autre"]

    def test_an_erased_person_is_no_row_of_the_file_of_refused_ones(self, contact, manager):
        cells = [["", "no", NAME, "Zoé", ""], ["", "no", "Autre", "Ana", ""], ["", "", "Autre", "Bo", ""]]
        job = checked(HEADER, *cells, valid_rows_only=True)
        apply(job)
        assert len(list(presentation.refused_rows(job))) == 2
        erasure.erase(contact, manager, "Asked for it.")
        assert [row[:5] for row in presentation.refused_rows(job)] == [cells[1]]

    def test_of_an_erased_person_no_decision_is_told(self, contact, manager):
        job = checked(HEADER[1:], ["", NAME, "Zoé", ""], ["", NAME, "Zoé", "x"])
        answering.answer(job, {2: str(contact.pk), 3: "leave"})
        apply(job)
        erasure.erase(contact, manager, "Asked for it.")
        assert {row.decision for row in presentation.LinePresenter(job, job.lines.all())} == {""}

    def test_what_a_contact_left_under_another_number_before_a_merge_goes_too(self, contact, manager):
        twin = make_contact(NAME, first_name="Z.", email="z.old@example.org")
        applied(HEADER, [str(twin.pk), "z.old@example.org", NAME, "Z.", "Attachée"])
        in_admin(twin, "changed")
        merge(contact, twin)

        erasure.erase(contact, manager, "Asked for it.")

        assert not names_in(everything_stored())

    def test_a_merge_that_was_undone_leaves_no_name_with_the_other_person(self, contact, manager):
        other = make_contact("Martin", first_name="Léa")
        merging.undo(merge(other, contact), make_user("admin"))

        erasure.erase(Contact.objects.get(pk=contact.pk), manager, "Asked for it.")

        assert not names_in(everything_stored())
        assert Contact.objects.get(pk=other.pk).last_name == "Martin"

    def test_the_name_of_before_a_correction_goes_too(self, contact, manager):
        link = verification.open_link(verification.make_link(contact, manager))
        verification.accept(verification.answer(link, {"last_name": "Roux"}), manager)
        contact.refresh_from_db()
        assert contact.last_name == "Roux"

        erasure.erase(contact, manager, "Asked for it.")

        assert not names_in(everything_stored())

    def test_rows_that_were_refused_or_left_out_are_emptied(self, contact, manager):
        job = checked(
            HEADER,
            ["", "not an address", NAME, "Zoé", ""],
            ["", "zoe@example.org", "Martin", "Léa", ""],
            ["", "luc@example.org", "Petit", "Luc", ""],
        )
        job.valid_rows_only = True
        job.save()
        apply(job)
        assert job.state == Import.State.APPLIED

        erasure.erase(contact, manager, "Asked for it.")

        assert not names_in(everything_stored())
        assert line(job, 4).values["cleaned"]["last_name"] == "Petit"

    @pytest.mark.parametrize("prepare", [upload, checked])
    def test_a_file_that_would_bring_the_person_back_is_given_up(self, contact, manager, prepare, settings):
        job = prepare(HEADER, ["", "new@example.org", NAME.upper(), "Zoe", ""])
        other = prepare(HEADER, ["", "luc@example.org", "Petit", "Luc", ""])

        erasure.erase(contact, manager, "Asked for it.")

        job.refresh_from_db()
        other.refresh_from_db()
        assert job.state == Import.State.CANCELLED
        assert job.problem
        assert not ImportLine.objects.filter(job=job).exists()
        assert other.state in (Import.State.UPLOADED, Import.State.CHECKED)

    def test_of_many_rows_hardly_any_is_looked_at_alone(self, contact, manager, monkeypatch):
        others = [["", f"luc{number}@example.org", "Petit-Jean", "Noël", ""] for number in range(250)]
        named = ["", "", NAME.upper(), "ZO\u0045\u0308", ""]
        job = applied(HEADER, *others, named, valid_rows_only=True)
        waiting = upload(HEADER, *others)
        looked_at, look = [], copies.Person.is_named_in
        monkeypatch.setattr(
            copies.Person, "is_named_in", lambda person, text: looked_at.append(text) or look(person, text)
        )

        erasure.erase(contact, manager, "Asked for it.")

        assert len(looked_at) < copies.BATCH_SIZE
        assert [line.number for line in job.lines.all() if not line.values["row"]] == [252]
        waiting.refresh_from_db()
        assert waiting.state == Import.State.UPLOADED

    @pytest.mark.usefixtures("in_english")
    def test_a_file_for_which_no_time_is_left_is_given_up_in_words(self, contact, manager, monkeypatch):
        small = upload(HEADER, ["", "luc@example.org", "Petit", "Luc", ""])
        large = upload(HEADER, *[["", f"luc{number}@example.org", "Petit", "Luc", ""] for number in range(9)])
        seconds = iter([0, 0, copies.SECONDS_FOR_FILES, copies.SECONDS_FOR_FILES + 1])
        monkeypatch.setattr(copies, "thread_time", lambda: next(seconds))
        monkeypatch.setattr(copies, "BATCH_SIZE", 5)

        erasure.erase(contact, manager, "Asked for it.")

        small.refresh_from_db()
        large.refresh_from_db()
        assert (small.state, large.state) == (Import.State.UPLOADED, Import.State.CANCELLED)
        assert "could not be searched for that person" in large.problem

    def test_the_file_itself_is_deleted(self, contact, manager, settings, django_capture_on_commit_callbacks):
        upload(HEADER, ["", "zoe@example.org", NAME, "Zoé", ""])
        with django_capture_on_commit_callbacks(execute=True):
            erasure.erase(contact, manager, "Asked for it.")
        assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]

    @pytest.mark.parametrize("prepare", [lambda job: None, lambda job: running.start(job, "check")])
    def test_a_person_on_a_sheet_that_nobody_chose_is_found_too(self, contact, manager, prepare):
        sheets = {
            "Chosen": [["last name", "e-mail"], ["Petit", "luc@example.org"]],
            "Empty": [],
            "Other": [["last name", "first name"], [NAME, "Zoé"]],
        }
        content = make_xlsx(**sheets).getvalue()
        job = source_file.upload(SimpleUploadedFile("people.xlsx", content), "contact", manager)
        prepare(job)
        erasure.erase(contact, manager, "Asked for it.")
        job.refresh_from_db()
        assert job.state == Import.State.CANCELLED

    def test_a_file_with_other_people_and_an_empty_sheet_stays(self, contact, manager):
        content = make_xlsx(Chosen=[["last name"], ["Petit"]], Empty=[]).getvalue()
        job = source_file.upload(SimpleUploadedFile("people.xlsx", content), "contact", manager)
        erasure.erase(contact, manager, "Asked for it.")
        job.refresh_from_db()
        assert job.state == Import.State.UPLOADED

    def test_a_file_without_a_header_and_a_file_named_after_the_person_keep_nothing(self, contact, manager):
        job = applied(["last name"], ["Petit"])
        job.reading |= {"headers": ["Zoé", NAME], "notes": [f"{NAME} …"]}
        job.file_name = f"Zoé {NAME}.csv"
        job.save()
        other = applied(["last name"], ["Martin"])
        erasure.erase(contact, manager, "Asked for it.")
        job.refresh_from_db()
        assert NAME not in str([job.reading, job.file_name])
        assert job.reading["headers"] == ["", ""]
        other.refresh_from_db()
        assert (other.reading["headers"], other.file_name) == (["last name"], "people.csv")

    @pytest.mark.parametrize("name", ["{last}{first}", "{first}_{last}_2026", "liste{first}-{last}"])
    def test_a_file_named_after_the_person_in_one_word_keeps_nothing(self, contact, manager, name):
        job = applied(["last name"], ["Petit"])
        job.file_name = name.format(first="zoe", last=NAME) + ".csv"
        job.save()
        erasure.erase(contact, manager, "Asked for it.")
        job.refresh_from_db()
        assert NAME not in job.file_name

    def test_files_that_never_got_a_row_go_too(self, contact, manager, django_capture_on_commit_callbacks):
        elsewhere = upload(HEADER, ["", "other@example.org", "Other", "Person", ""])
        media.put("imports/cut-off", f"e-mail\nzoe@example.org\n{NAME}".encode())
        media.put("imports/cannot-be-read", b"PK\x03\x04")
        with django_capture_on_commit_callbacks(execute=True):
            erasure.erase(contact, manager, "Asked for it.")
        assert media.files() == {elsewhere.file.name}

    def test_an_undo_that_was_cut_off_does_not_stand_in_the_way(self, contact, manager):
        job = applied(HEADER, [str(contact.pk), "zoe@example.org", NAME, "Zoé", "Directrice"])
        Import.objects.filter(pk=job.pk).update(state="undoing")
        erasure.erase(contact, manager, "Asked for it.")
        job.refresh_from_db()
        assert (job.state, Contact.objects.count()) == ("undoing", 0)

    def test_an_emptied_row_still_has_its_place_on_the_page_of_the_import(self, client, contact, manager):
        job = applied(HEADER, [str(contact.pk), "zoe@example.org", NAME, "Zoé", "Directrice"])
        erasure.erase(contact, manager, "Asked for it.")
        client.force_login(manager)

        page = client.get(reverse("admin:exchange_import_change", args=[job.pk]))

        assert page.status_code == 200

    def test_a_search_for_the_person_leaves_the_log_of_exports(self, contact, manager):
        mine = Export.objects.create(selection=f"Contacts – Search “{NAME.lower()}”", purpose="Mail to Zoé")
        other = Export.objects.create(selection="Contacts – Search “zoé”", purpose="Invitation")

        erasure.erase(contact, manager, "Asked for it.")

        mine.refresh_from_db()
        other.refresh_from_db()
        assert NAME.lower() not in mine.selection
        assert mine.purpose == "Mail to Zoé"
        assert other.selection == "Contacts – Search “zoé”"

    def test_an_erasure_leaves_the_act_with_its_reason(self, contact, manager):
        number = contact.pk

        erasure.erase(contact, manager, "Asked for it by mail.")

        event = ContactEvent.objects.get(kind=ContactEvent.Kind.ERASED)
        assert (event.actor_name, event.note) == ("Anne Manager", "Asked for it by mail.")
        assert str(number) in event.contact_name

    @pytest.mark.django_db(transaction=True)
    def test_the_log_keeps_the_number_and_no_name_for_the_day_of_a_restore(self, contact, manager, caplog):
        number = contact.pk
        erasure.erase(contact, manager, "Asked for it.")
        assert caplog.messages == [f"Contact {number} was erased"]

    def test_an_erasure_that_fails_half_way_changes_nothing(self, contact, manager, monkeypatch):
        leave_traces(contact, manager)
        before = everything_stored()

        def fail(*args):
            raise RuntimeError

        monkeypatch.setattr(erasure, "_forget_log_entries", fail)
        with pytest.raises(RuntimeError):
            erasure.erase(contact, manager, "Asked for it.")

        assert everything_stored() == before

    def test_namesakes_and_colleagues_stay_as_they_are(self, contact, manager):
        colleague = make_contact("Martin", first_name="Zoé", email="zoe.martin@example.org")
        VerificationReply.objects.create(contact=colleague, changes={"email": {"from": "a", "to": "b"}})
        events.log(colleague, ContactEvent.Kind.VERIFIED, manager, "by telephone")
        in_admin(colleague, "changed")
        before = [rows(VerificationReply), rows(ContactEvent), rows(LogEntry)]

        erasure.erase(contact, manager, "Asked for it.")

        after = [rows(VerificationReply), rows(ContactEvent), rows(LogEntry)]
        assert all(set(map(str, old)) <= set(map(str, new)) for old, new in zip(before, after, strict=True))
