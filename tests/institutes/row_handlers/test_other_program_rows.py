"""Lists of other programs: each comes in without a column renamed, and nothing in it is lost unsaid."""

import pytest
from django.utils.translation import override

from exchange.import_forms import ReadingForm
from exchange.importing import source_file
from institutes.models import Contact, PhoneNumber
from tests.builders import make_contact, make_organisation
from tests.exchange.importing import changes, kinds, line, problems, sheet, someone
from tests.institutes.row_handlers import programs
from tests.institutes.row_handlers.program_files import FILES
from tests.institutes.row_handlers.programs import brought, listed, numbers, remarks, tried

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(autouse=True)
def organisation():
    return make_organisation("Télécom Paris")


@pytest.mark.parametrize("program", FILES)
def test_a_list_comes_in_without_a_column_renamed(program, organisation):
    file, phones, job_title = FILES[program]
    file.seek(0)
    job = brought(file)
    person = Contact.objects.get()
    assert (person.first_name, person.last_name) == ("Zoé", "de La Fictive")
    assert (person.email, person.organisation) == ("zoe@example.org", organisation)
    assert getattr(person, job_title) == "Press officer"
    assert numbers(person) == phones
    assert person.objected_on is None
    assert not ReadingForm(job=job).unknown()


@pytest.mark.parametrize("program", FILES)
def test_nobody_has_to_look_at_columns_that_are_empty_or_not_needed(program):
    file = FILES[program][0]
    file.seek(0)
    form = ReadingForm(job=source_file.upload(file, "contact", someone()))
    assert len(form.columns()) + len(form.folded()) == len(form.reading["headers"])
    assert len(form.columns()) <= 12
    assert all(examples for _field, _place, _why, examples in form.columns())
    assert not [why for _field, _place, why, _examples in form.columns() if why]


def test_a_file_of_outlook_folds_all_but_what_it_uses():
    file = FILES["Outlook"][0]
    file.seek(0)
    form = ReadingForm(job=source_file.upload(file, "contact", someone()))
    assert (len(form.columns()), len(form.folded())) == (7, 54)


class TestNames:
    @pytest.mark.parametrize(
        ("header", "text", "first", "last"),
        [
            ("Nom complet", "Zoé Durand", "Zoé", "Durand"),
            ("Nom complet", "Zoé DURAND", "Zoé", "DURAND"),
            ("Nom complet", "DURAND Zoé", "Zoé", "DURAND"),
            ("Nom complet", "Durand, Zoé", "Zoé", "Durand"),
            ("Display Name", "Maÿlis de La Ferté", "Maÿlis", "de La Ferté"),
            ("Nom et prénom", "Durand Zoé", "Zoé", "Durand"),
            ("Nom", "Zoé Durand", "Zoé", "Durand"),
            ("Contact", "Mme Zoé Durand", "Zoé", "Durand"),
        ],
    )
    def test_a_full_name_is_divided_with_a_look_at_the_trial(self, header, text, first, last):
        job = brought(listed([header, "Mail"], [text, "zoe@example.org"]))
        person = Contact.objects.get()
        assert (person.first_name, person.last_name) == (first, last)
        assert f"“{text}” is read as first name “{first}”, last name “{last}”." in remarks(job)[0]

    @pytest.mark.parametrize(
        "header", ["Nom complet", "Nom", "Display Name", "Last name", "Prénom", "Contact"]
    )
    def test_an_address_is_no_name(self, header):
        job = tried(listed([header, "Mail"], ["desk@example.org", "zoe@example.org"]))
        assert kinds(job) == {2: "refused"}
        assert "is an e-mail address, not a name" in " ".join(problems(job).values())
        assert not any("is read as" in remark for remark in remarks(job))

    @pytest.mark.parametrize(
        "row", [["Total", "1"], ["1", "Total"], ["12", ""], ["", "1 234"], ["2024", "Zoé"]]
    )
    def test_a_number_is_no_name(self, row):
        job = tried(listed(["Nom", "Prénom"], ["Durand", "Zoé"], row))
        assert kinds(job) == {2: "new", 3: "refused"}
        assert "is a number, not a name" in " ".join(problems(job, 3).values())

    def test_an_address_that_is_a_name_here_comes_back_unchanged(self, zoe):
        Contact.objects.filter(pk=zoe.pk).update(last_name="desk@example.org")
        job = tried(listed(["last name", "e-mail"], ["desk@example.org", zoe.email]))
        assert kinds(job) == {2: "unchanged"}

    @pytest.mark.parametrize(
        "text",
        [
            "Ana García Márquez",
            "de La Tour Anne-Marie",
            "van Gogh Vincent",
            "el Fassi Nadia",
            "Service presse",
            "AFP Sciences",
            "Dupont Jean",
            "M. et Mme Dupont",
        ],
    )
    def test_what_could_be_divided_otherwise_says_so(self, text):
        job = tried(listed(["Nom complet"], [text]))
        assert "It could be split differently" in remarks(job)[0]

    def test_a_name_that_is_the_organisation_of_its_row_stays_whole(self):
        make_organisation("Zeste")
        job = brought(listed(["Nom complet", "Média"], ["Zeste Images", "Zeste"]))
        assert Contact.objects.get().last_name == "Zeste Images"
        assert "It could be split differently" in remarks(job)[0]

    @pytest.mark.parametrize("text", ["Zoé Durand", "DURAND Zoé", "durand zoe", "Durand, Zoé"])
    def test_whoever_is_here_keeps_the_name_as_it_is(self, zoe, text):
        job = tried(listed(["Nom complet", "Mail"], [text, zoe.email]))
        assert (kinds(job), remarks(job)) == ({2: "unchanged"}, [])

    @pytest.mark.parametrize("headers", [["Prénom", "Nom complet"], ["First name", "Display name"]])
    def test_the_only_name_of_somebody_is_a_last_name(self, headers):
        brought(listed(headers, ["Madonna", "Madonna"]))
        person = Contact.objects.get()
        assert (person.first_name, person.last_name) == ("", "Madonna")

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028"])
    def test_a_name_stands_on_one_line(self, end):
        brought(listed(["First name", "Last name"], [f"Marie{end}Anne", f"de{end}La Ferté"]))
        assert str(Contact.objects.get()) == "Marie Anne de La Ferté"

    def test_columns_of_their_own_come_first(self):
        header = ["Display Name", "First Name", "Last Name"]
        brought(listed(header, ["La rédaction", "Zoé", "Durand"]))
        assert str(Contact.objects.get()) == "Zoé Durand"

    def test_last_names_of_two_words_stay_last_names(self):
        job = tried(listed(["Nom", "Prénom"], ["de La Ferté", "Zoé"]))
        assert line(job).values["cleaned"]["last_name"] == "de La Ferté"


class TestTitles:
    @pytest.mark.parametrize(
        ("headers", "row", "title"),
        [
            (["Titre", "Nom", "Titre"], ["Mme", "Durand", "Directrice"], "Directrice"),
            (["Titre", "Nom", "Titre"], ["", "Durand", "Directrice"], "Directrice"),
            (["Titre", "Nom"], ["Directrice", "Durand"], "Directrice"),
            (["Titre", "Nom"], ["Mme", "Durand"], None),
            (["Titre", "Nom", "Fonction"], ["Professeure", "Durand", "Directrice"], "Directrice"),
        ],
    )
    def test_a_title_is_a_job_or_a_form_of_address(self, headers, row, title):
        brought(sheet(headers, row))
        assert Contact.objects.get().job_title_fr == title


class TestEmails:
    @pytest.mark.parametrize(
        "cell", ["n/a", "N/A", "-", "n.c.", "NC", "—", "/", "néant", "aucun", "non communiqué"]
    )
    @pytest.mark.parametrize("header", ["E-mail", "Autre e-mail", "Téléphone", "Telephone numbers", "Mobile"])
    def test_a_cell_that_says_that_there_is_none_is_empty(self, header, cell):
        job = brought(listed(["Last name", header], ["Durand", cell]))
        assert (Contact.objects.get().email, remarks(job)) == ("", [])
        assert not PhoneNumber.objects.exists()

    def test_what_a_failed_formula_left_is_still_refused(self):
        assert "formula" in problems(tried(listed(["Last name", "E-mail"], ["Durand", "#N/A"])))["email"]

    @pytest.mark.parametrize("first", ["Adresse électronique", "E-mail", "Adresse mail", "Courriel", "Mail"])
    @pytest.mark.parametrize("cells", [("a@example.org", "b@example.org"), ("", "a@example.org")])
    def test_the_principal_address_is_taken_before_the_secondary(self, first, cells):
        feminine = "" if first in ("E-mail", "Courriel", "Mail") else "e"
        headers = ["Nom", f"{first} secondaire", f"{first} principal{feminine}"]
        job = brought(listed(headers, ["Durand", cells[1], cells[0]]))
        assert Contact.objects.get().email == "a@example.org"
        assert "" not in job.reading["columns"]

    def test_the_second_address_is_taken_where_the_first_is_empty(self):
        brought(listed(["Last Name", "E-mail Address", "E-mail 2 Address"], ["A", "", "a@example.org"]))
        assert Contact.objects.get().email == "a@example.org"

    def test_and_said_where_it_is_left_out(self):
        row = ["A", "a@example.org", "b@example.org"]
        job = brought(listed(["Last Name", "E-mail Address", "E-mail 2 Address"], row))
        assert Contact.objects.get().email == "a@example.org"
        assert "left out: b@example.org" in remarks(job)[0]

    def test_the_same_once_more_is_not_worth_a_word(self):
        row = ["A", "a@example.org", "A <A@example.org>"]
        job = tried(listed(["Last Name", "E-mail Address", "E-mail 2 Address"], row))
        assert not remarks(job)


def test_a_title_without_a_language_is_in_the_language_of_whoever_imports():
    row = [("Last Name", "A"), ("Organization Title", "Attachée de presse")]
    with override("fr"):
        brought(programs.table(programs.GOOGLE, row))
    assert Contact.objects.get().job_title_fr == "Attachée de presse"


def test_a_column_by_hand_may_be_one_of_another_program(manager):
    file = listed(["Nom", "b", "c"], ["Durand", "06 12 34 56 78", "0175314082"])
    job = source_file.upload(file, "contact", someone())
    keys = ["last_name", "phone_mobile", "phone_mobile"]
    fields = {f"column_{place}": key for place, key in enumerate(keys)}
    page = f"/admin/exchange/import/{job.pk}/do/columns/"
    manager.post(page, {"encoding": "utf-8", "separator": ",", **fields})
    phones = line(job).values["cleaned"]["phones"]
    assert [phone["number"] for phone in phones] == ["+33612345678", "+33175314082"]


def test_the_columns_that_nobody_needs_are_one_line(manager):
    file = FILES["Outlook"][0]
    file.seek(0)
    job = source_file.upload(file, "contact", someone())
    text = manager.get(f"/admin/exchange/import/{job.pk}/change/").content.decode()
    assert "54 columns are empty or not needed: show" in text
    assert "Not recognised" not in text
    assert "not recognised" not in text


def test_an_unknown_column_that_holds_something_is_shown():
    form = ReadingForm(
        job=source_file.upload(listed(["Nom", "Pointure"], ["Durand", "44"]), "contact", someone())
    )
    assert [why for _field, _place, why, _examples in form.columns()] == ["", "Not recognised."]
    assert form.unknown() == 1


def test_people_of_another_name_are_still_asked_about():
    make_contact("Durand", email="zoe@example.org")
    job = tried(listed(["Nom complet", "Mail"], ["Paul Martin", "zoe@example.org"]))
    assert kinds(job) == {2: "doubtful"}
    assert not changes(job)


def test_several_e_mails_in_one_cell_of_google_are_said_like_those_of_several_columns():
    row = ["Durand", "* Work", "zoe@example.org ::: z2@example.org"]
    job = brought(listed(["Last Name", "E-mail 1 - Label", "E-mail 1 - Value"], row))
    assert Contact.objects.get().email == "zoe@example.org"
    assert any("left out: z2@example.org" in remark for remark in remarks(job))


@pytest.mark.parametrize("second", ["Adresse e-mail 2", "Courriel pro.", "Alternate Email 1"])
def test_a_second_column_of_e_mails_is_no_unknown_column(second):
    job = brought(listed(["Nom", "Adresse e-mail", second], ["Durand", "", "zoe@example.org"]))
    assert Contact.objects.get().email == "zoe@example.org"
    assert "" not in job.reading["columns"]
