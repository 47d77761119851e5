"""Numbers and extensions in lists of other programs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from exchange.import_forms import ReadingForm
from exchange.importing import running, source_file
from exchange.importing.presentation import LinePresenter
from institutes.models import Contact, PhoneNumber
from tests.builders import make_contact, make_organisation
from tests.exchange.exports import content_of
from tests.exchange.importing import kinds, line, problems, someone, undo
from tests.institutes.row_handlers import programs
from tests.institutes.row_handlers.program_files import MOBILE
from tests.institutes.row_handlers.programs import brought, listed, numbers, remarks, tried

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(autouse=True)
def organisation():
    return make_organisation("Télécom Paris")


class TestNumbers:
    def test_a_number_of_another_program_is_added_to_those_of_the_person(self, zoe):
        PhoneNumber.objects.filter(contact=zoe).update(label_fr="Ligne", label_en="Line")
        brought(listed(["E-mail Address", "Mobile Phone"], [zoe.email, "06 12 34 56 78"]))
        assert numbers(zoe) == [("+33141113789", "Ligne", "Line"), MOBILE]

    @pytest.mark.parametrize("header", ["Tél.", "Phone", "Mobile", "Business Phone", "Standard", "Portable"])
    def test_one_that_is_there_already_changes_nothing(self, zoe, header):
        assert kinds(tried(listed(["Mail", header], [zoe.email, "01 41 11 37 89"]))) == {2: "unchanged"}

    def test_an_empty_column_takes_no_number_away(self, zoe):
        job = source_file.upload(listed(["Mail", "Mobile"], [zoe.email, ""]), "contact", someone())
        job.blank_clears_value = True
        job.save()
        running.start(job, "check")
        assert kinds(job) == {2: "unchanged"}

    def test_our_own_list_still_replaces_them(self, zoe):
        brought(listed(["e-mail", "telephone numbers"], [zoe.email, "06 12 34 56 78"]))
        assert numbers(zoe) == [("+33612345678", None, None)]

    def test_a_column_beside_our_own_list_is_added_to_it(self, zoe):
        row = [zoe.email, "01 75 31 40 82", "06 12 34 56 78"]
        brought(listed(["e-mail", "telephone numbers", "Mobile"], row))
        assert numbers(zoe) == [("+33175314082", None, None), MOBILE]

    def test_the_trial_shows_a_number_with_its_label(self, manager, zoe):
        job = tried(listed(["Mail", "Mobile"], [zoe.email, "06 12 34 56 78"]))
        text = manager.get(f"/admin/exchange/import/{job.pk}/change/").content.decode()
        assert "+33 6 12 34 56 78 (Mobile)" in text

    @pytest.mark.parametrize(("language", "shown"), [("fr", "poste\xa012"), ("en", "ext. 12")])
    @pytest.mark.parametrize("header", ["Mobile", "Telephone numbers"])
    def test_the_trial_shows_an_extension_in_the_language_of_the_reader(self, zoe, header, language, shown):
        job = tried(listed(["Mail", header], [zoe.email, "06 12 34 56 78 poste 12"]))
        (row,) = job.lines.all()
        with override(language):
            ((_label, _old, new),) = LinePresenter(job, [row])._changes(row)
        assert f"+33 6 12 34 56 78 {shown}" in new

    def test_taken_back_they_are_as_before(self, zoe):
        before = numbers(zoe)
        job = brought(listed(["Mail", "Mobile"], [zoe.email, "06 12 34 56 78"]))
        undo(job)
        assert numbers(zoe) == before

    def test_several_numbers_in_one_cell_of_google_share_their_label(self):
        row = [("Last Name", "A"), ("Phone 1 - Label", "Rédaction")]
        row.append(("Phone 1 - Value", "06 12 34 56 78 ::: 01 75 31 40 82"))
        brought(programs.table(programs.GOOGLE, row))
        (person,) = Contact.objects.all()
        assert [label for _number, *label in numbers(person)] == [["Rédaction", "Rédaction"]] * 2

    @pytest.mark.parametrize("label", ["Home", "* Home", "Domicile"])
    def test_a_private_number_is_left_out_and_said(self, label):
        row = [("Last Name", "A"), ("Phone 1 - Label", label), ("Phone 1 - Value", "01 75 31 40 82")]
        job = brought(programs.table(programs.GOOGLE, row))
        assert "private number is left out: 01 75 31 40 82" in remarks(job)[0]
        assert not PhoneNumber.objects.exists()

    def test_a_private_column_is_left_out_and_shown(self):
        file = listed(["Nom", "Téléphone (domicile)"], ["Durand", "01 75 31 40 82"])
        form = ReadingForm(job=source_file.upload(file, "contact", someone()))
        assert [why for _field, _place, why, _examples in form.columns()][1].startswith("A private number")

    def test_a_fax_is_no_telephone(self):
        row = [("Last Name", "A"), ("Phone 1 - Label", "Work Fax"), ("Phone 1 - Value", "01 75 31 40 82")]
        brought(programs.table(programs.GOOGLE, row))
        assert not PhoneNumber.objects.exists()

    @pytest.mark.parametrize("header", ["Téléphone", "Telephone numbers"])
    @pytest.mark.parametrize(
        "cell",
        [
            "01 40 00 00 06 Fax : 01 40 00 00 07",
            "Fax : 01 40 00 00 07 Tél : 01 40 00 00 06",
            "T. 01 40 00 00 06\nF. 01 40 00 00 07",
            "Tél. 01 40 00 00 06 / 01 40 00 00 07 (fax)",
        ],
    )
    def test_a_fax_in_a_cell_leaves_the_telephone_and_is_said(self, header, cell):
        job = brought(listed(["Last Name", header], ["A", cell]))
        assert numbers(Contact.objects.get()) == [("+33140000006", None, None)]
        assert "A fax or the like is left out: 01 40 00 00 07" in " ".join(remarks(job))

    @pytest.mark.parametrize("header", ["Téléphone", "Telephone numbers"])
    def test_a_cell_with_nothing_but_a_fax_is_said_too(self, header):
        job = brought(listed(["Last Name", header], ["A", "01 40 00 00 06 (fax)"]))
        assert numbers(Contact.objects.get()) == []
        assert "A fax or the like is left out: 01 40 00 00 06" in " ".join(remarks(job))

    @pytest.mark.parametrize("header", ["Téléphone", "Telephone numbers"])
    def test_a_private_number_in_a_cell_is_left_out_and_said(self, header):
        job = brought(listed(["Last Name", header], ["A", "06 12 34 56 78 (perso) / 01 40 00 00 06"]))
        assert [number for number, *_label in numbers(Contact.objects.get())] == ["+33140000006"]
        assert "A private number is left out: 06 12 34 56 78" in " ".join(remarks(job))

    @pytest.mark.parametrize("cell", ["06.12.34.56.78 (perso)", "01 40 00 00 06 (fax)"])
    def test_a_label_beside_a_number_is_said_once(self, cell):
        assert remarks(brought(listed(["Last Name", "Mobile"], ["A", cell])))[0].endswith(f": {cell}.")

    def test_a_number_that_cannot_be_dialled_is_refused(self):
        job = tried(listed(["Last name", "Mobile"], ["Durand", "06 12"]))
        assert "that can be dialled" in problems(job)["phones"]


def test_an_extension_comes_in_and_stays():
    job = brought(
        listed(["Mail", "Nom", "Téléphone"], ["zoe@example.org", "Durand", "01 75 31 40 82 poste 12"])
    )
    phone = PhoneNumber.objects.get()
    assert phone.dialled == "+33175314082;ext=12"
    again = tried(listed(["Mail", "Téléphone"], ["zoe@example.org", "+33 1 75 31 40 82 (p. 12)"]))
    assert kinds(again) == {2: "unchanged"}
    undo(job)
    assert not PhoneNumber.objects.exists()


@pytest.mark.parametrize("file_format", ["xlsx", "csv", "csv-other", "vcf", "vcf-3"])
def test_an_extension_comes_back_from_each_of_our_files(manager, file_format):
    contact = make_contact(phones=[], email="zoe@example.org")
    contact.phone_numbers.create(number="+33175314082", extension="12", label_fr="Bureau", label_en="Office")
    form = {"do": "export", "file_format": file_format, "purpose": "test"}
    form["columns"] = ["id", "first_name", "last_name", "email", "phones"]
    response = manager.post(reverse("admin:institutes_contact_export"), form)
    job = tried(SimpleUploadedFile(f"ours.{file_format.partition('-')[0]}", content_of(response)))
    assert kinds(job) == {2: "unchanged"}, line(job).changes


def test_an_extension_that_is_new_is_another_number():
    person = make_contact("Durand", email="zoe@example.org", phones=["+33175314082"])
    brought(listed(["Nom", "Mail", "Telephone numbers"], ["Durand", person.email, "01 75 31 40 82 ext. 12"]))
    assert [phone.dialled for phone in person.phone_numbers.all()] == ["+33175314082;ext=12"]


class TestExtensionsInAColumn:
    @pytest.mark.parametrize(
        ("names", "cells"),
        [
            (["Téléphone", "Poste"], ["01 75 31 40 82", "4212"]),
            (["Téléphone", "Poste"], ["01 75 31 40 82", "poste 4212"]),
            (["Poste", "Téléphone"], ["4212", "01 75 31 40 82"]),
            (["Telephone numbers", "Poste"], ["01 75 31 40 82", "4212"]),
            (["Tél.", "Poste", "Mobile"], ["01 75 31 40 82", "4212", "06 12 34 56 78"]),
            (["Phone", "Extension"], ["01 75 31 40 82 ext. 4212", "4212"]),
        ],
    )
    def test_it_stands_behind_the_number_beside_it(self, names, cells):
        brought(listed(["Nom", *names], ["Durand", *cells]))
        person = Contact.objects.get()
        assert "+33175314082;ext=4212" in person.numbers
        assert not any("42" in number.removesuffix("4212") for number in person.numbers)
        assert not person.job_title_fr

    @pytest.mark.parametrize(
        "cells",
        [["", "4212"], ["01 75 31 40 82 / 06 12 34 56 78", "4212"]],
    )
    def test_one_without_a_number_of_its_own_is_left_out_and_said(self, cells):
        job = brought(listed(["Nom", "Téléphone", "Poste"], ["Durand", *cells]))
        assert remarks(job) == ["An extension without a number of its own is left out: 4212."]
        assert not any("4212" in number for number in Contact.objects.get().numbers)

    def test_a_number_that_has_another_already_keeps_its_own(self):
        cells = ["Durand", "01 75 31 40 82 poste 3", "4212"]
        job = brought(listed(["Nom", "Téléphone", "Poste"], cells))
        assert remarks(job) == ["The number already has another extension; left out: 4212."]
        assert Contact.objects.get().numbers == ["+33175314082;ext=3"]

    @pytest.mark.parametrize(
        ("names", "cells", "found"),
        [
            (["Téléphone fixe", "Interne", "Portable"], ["", "12", "06 12 34 56 78"], "+33612345678"),
            (["Telephone numbers", "Interne", "Portable"], ["", "12", "06 12 34 56 78"], "+33612345678"),
        ],
    )
    def test_it_is_put_on_no_other_number(self, names, cells, found):
        job = brought(listed(["Nom", *names], ["Durand", *cells]))
        assert remarks(job) == ["An extension without a number of its own is left out: 12."]
        assert Contact.objects.get().numbers == [found]

    def test_a_fixed_line_has_it_rather_than_a_mobile(self):
        cells = ["Durand", "06 12 34 56 78", "12", "01 75 31 40 82"]
        brought(listed(["Nom", "Mobile", "Extension", "Téléphone"], cells))
        assert Contact.objects.get().numbers == ["+33612345678", "+33175314082;ext=12"]

    @pytest.mark.parametrize("cell", ["x34", "#34", "p34", "x 34"])
    def test_signs_before_it_are_read(self, cell):
        brought(listed(["Nom", "Téléphone", "Extension"], ["Durand", "01 75 31 40 82", cell]))
        assert Contact.objects.get().numbers == ["+33175314082;ext=34"]

    def test_one_among_job_titles_is_left_out_and_said(self):
        rows = [["A", "Rédactrice"], ["B", "Journaliste"], ["C", "12"]]
        job = brought(listed(["Nom", "Poste"], *rows))
        assert remarks(job, 4) == ["“12” is not a job title but looks like an extension; left out."]
        assert not Contact.objects.get(last_name="C").job_title_fr

    @pytest.mark.parametrize(
        ("cell", "title", "remark"),
        [
            ("Chargé de mission", "Chargé de mission", "is taken as the job title"),
            ("abc", None, "is not an extension and is left out"),
        ],
    )
    def test_a_job_title_among_extensions_is_said(self, cell, title, remark):
        rows = [["A", "01 75 31 40 82", "12"], ["B", "01 75 31 40 83", "13"], ["C", "01 75 31 40 84", cell]]
        job = brought(listed(["Nom", "Téléphone", "Poste"], *rows))
        assert remark in remarks(job, 4)[0]
        person = Contact.objects.get(last_name="C")
        assert (person.job_title_fr, person.numbers) == (title, ["+33175314084"])

    def test_a_number_that_cannot_be_read_is_refused_as_before(self):
        job = tried(listed(["Nom", "Téléphone", "Poste"], ["Durand", "01 75", "4212"]))
        assert kinds(job) == {2: "refused"}
        assert "is not a telephone number" in problems(job)["phones"]

    def test_what_is_no_extension_is_read_as_a_number(self):
        rows = [["A", "01 75 31 40 82", "12"], ["B", "01 75 31 40 83", "13"], ["C", "", "01 75 31 40 84"]]
        brought(listed(["Nom", "Téléphone", "Poste"], *rows))
        assert Contact.objects.get(last_name="C").numbers == ["+33175314084"]

    def test_a_job_stays_a_job(self):
        brought(listed(["Nom", "Téléphone", "Poste"], ["Durand", "01 75 31 40 82", "Directrice"]))
        assert Contact.objects.get().job_title_fr == "Directrice"
