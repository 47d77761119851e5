import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from exchange.importing import answering
from institutes.models import Contact, PhoneNumber
from tests.exchange.importing import (
    NUMBER,
    applied,
    apply,
    checked,
    kinds,
    problems,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


class TestCells:
    def test_numbers_in_any_writing_and_an_old_label_stays(self, zoe):
        PhoneNumber.objects.filter(contact=zoe).update(label_fr="Bureau", label_en="Office")
        applied(["e-mail", "telephone numbers"], [zoe.email, "06 76 12 00 53 - 01.41.11.37.89"])
        phones = [(str(p.number), p.label_fr) for p in zoe.phone_numbers.all()]
        assert phones == [("+33676120053", None), ("+33141113789", "Bureau")]

    @pytest.mark.parametrize(
        "text", ["0141113789", "+33 (0)1 41 11 37 89", "141113789", "01\u00a041 11 37 89"]
    )
    def test_a_number_written_otherwise_is_no_change(self, zoe, text):
        assert kinds(checked(["e-mail", "telephone numbers"], [zoe.email, text])) == {2: "unchanged"}

    def test_the_order_of_numbers_is_no_change(self, zoe):
        PhoneNumber.objects.create(contact=zoe, number="+33676120053", order=1)
        job = checked(["e-mail", "telephone numbers"], [zoe.email, "06 76 12 00 53 ; 01 41 11 37 89"])
        assert kinds(job) == {2: "unchanged"}

    def test_spaces_are_no_change(self, zoe):
        job = checked(
            ["e-mail", "first name", "last name"], [f" {zoe.email}\u00a0", "\u202fZoé ", "Durand  "]
        )
        assert kinds(job) == {2: "unchanged"}

    @pytest.mark.parametrize(("last_name", "kind"), [("DURAND", "unchanged"), ("Durànd", "changed")])
    def test_a_list_without_numbers_may_write_names_in_capitals(self, zoe, last_name, kind):
        job = checked(["e-mail", "first name", "last name"], [zoe.email, "zoé", last_name])
        assert kinds(job) == {2: kind}

    def test_with_the_number_too_capitals_are_no_change_but_remarked_upon(self, zoe):
        job = checked([NUMBER, "last name"], [zoe.pk, "DURAND"])
        assert kinds(job) == {2: "unchanged"}
        assert "“Durand” is kept, because “DURAND” lacks" in problems(job)[""]

    def test_an_empty_cell_changes_nothing(self, zoe):
        header = ["e-mail", "first name", "organisation", "telephone numbers", "press contact"]
        assert kinds(checked(header, [zoe.email, "", "", "", ""])) == {2: "unchanged"}

    def test_an_empty_cell_empties_when_asked(self, zoe):
        header = ["e-mail", "first name", "organisation", "telephone numbers", "press contact"]
        applied(header, [zoe.email, "", "", "", ""], blank_clears_value=True)
        zoe.refresh_from_db()
        assert (zoe.first_name, zoe.organisation, zoe.numbers, zoe.is_press_contact) == ("", None, [], False)

    def test_a_line_break_in_a_cell_of_one_line_becomes_one_blank(self, zoe):
        header = [NUMBER, "first name", "job title (fr)", "where the data came from"]
        applied(header, [zoe.pk, "Zoé\u2028Anne", "Cheffe\r\n\tde\x0bprojet", "Salon\n2024"])
        zoe.refresh_from_db()
        found = zoe.first_name, zoe.job_title_fr, zoe.data_source
        assert found == ("Zoé Anne", "Cheffe de projet", "Salon 2024")

    def test_the_same_text_on_one_line_and_on_two_is_no_change(self, zoe):
        zoe.job_title_fr = "Cheffe de projet"
        zoe.save()
        assert kinds(checked([NUMBER, "job title (fr)"], [zoe.pk, "Cheffe\nde projet"])) == {2: "unchanged"}

    def test_a_required_cell_is_not_emptied(self, zoe):
        job = checked(["e-mail", "last name"], [zoe.email, ""], blank_clears_value=True)
        assert problems(job) == {"last_name": "This cell may not be empty."}

    @pytest.mark.parametrize(
        ("column", "text", "sentence"),
        [
            ("e-mail", "zoe@", "is not a valid e-mail address"),
            ("e-mail", "a@example.org, b@example.org", "contains several e-mail addresses"),
            ("first name", f"Zoé {'x' * 81}", "at most 80 characters"),
            ("organisation", "Nobody Ltd", "No organisation is called"),
            ("telephone numbers", "12", "that can be dialled"),
            ("legal basis", "because", "is not one of"),
            ("collected on", "31/02/2020", "is not a date"),
            ("languages spoken", "Klingon", "is not one of the languages"),
            ("telephone numbers", "01 75 31 40 82 choix 2", "more than complete telephone numbers"),
            ("telephone numbers", "01 75 31 40 82 / 83", "more than complete telephone numbers"),
            ("press contact", "perhaps", "write yes or no"),
            ("press contact", "?", "write yes or no"),
            ("first name", "a\ufffdb", "cannot be kept"),
            ("first name", "#N/A", "the error of a formula"),
            ("organisation", "#NOM?", "the error of a formula"),
        ],
    )
    def test_a_bad_cell_is_refused_with_its_reason(self, zoe, column, text, sentence):
        job = checked([NUMBER, column], [zoe.pk, text])
        assert kinds(job) == {2: "refused"}
        assert sentence in " ".join(problems(job).values())

    def test_the_reason_is_in_the_language_of_the_person(self, zoe):
        with override("fr"):
            job = checked([NUMBER, "first name"], [zoe.pk, f"Zoé {'x' * 81}"])
        assert "au plus 80 caractères" in problems(job)["first_name"]

    def test_somebody_new_at_the_address_of_another_comes_in_without_it(self, zoe):
        job = checked(["first name", "last name", "e-mail"], ["Marie", "Martin", zoe.email])
        answering.answer(job, {2: "new"})
        assert "belongs to another contact" in problems(job)["email"]
        apply(job)
        assert job.state == "applied", job.problem
        assert Contact.objects.get(last_name="Martin").email == ""
        assert Contact.objects.get(pk=zoe.pk).email == zoe.email

    def test_of_two_new_people_at_one_address_the_first_gets_it(self):
        rows = ["Marie", "Martin", "info@example.org"], ["Jean", "Durand", "INFO@example.org"]
        job = checked(["first name", "last name", "e-mail"], *rows)
        assert kinds(job) == {2: "doubtful", 3: "doubtful"}
        assert not answering.answer(job, {2: "new", 3: "new"})
        apply(job)
        assert job.state == "applied", job.problem
        addresses = Contact.objects.values_list("last_name", "email")
        assert dict(addresses) == {"Martin": "info@example.org", "Durand": ""}

    def test_what_was_left_out_is_said_only_while_it_is_the_answer(self, zoe):
        job = checked(["first name", "last name", "e-mail"], ["Marie", "Martin", zoe.email])
        answering.answer(job, {2: "new"})
        answering.answer(job, {2: "leave"})
        assert "email" not in problems(job)

    def test_of_two_rows_one_says_which_other_means_the_same(self, zoe):
        job = checked([NUMBER, "job title (fr)"], [zoe.pk, "Une"], [zoe.pk, "Deux"])
        refused = answering.answer(job, {2: str(zoe.pk), 3: str(zoe.pk)})
        assert (
            "Row 2 already changes or adds the same entry: give one of the two rows another" in refused[3][0]
        )

    @pytest.mark.parametrize(
        ("first", "second", "sentence"),
        [
            (["Marie", "Martin"], ["Jean", "Durand"], "The e-mail is in row {} too, under another name."),
            (["Marie", "Martin"], ["Marie", "MARTIN"], "Row {} seems to be about the same entry."),
        ],
    )
    def test_rows_that_share_an_address_say_whether_their_names_differ(self, first, second, sentence):
        header = ["first name", "last name", "e-mail"]
        job = checked(header, [*first, "info@example.org"], [*second, "info@example.org"])
        assert problems(job)[""] == sentence.format(3)
        assert problems(job, 3)[""] == sentence.format(2)

    def test_rows_whose_letters_are_lost_are_not_taken_for_one_another(self):
        job = checked(
            ["first name", "last name", "e-mail"],
            ["????", "??????", "a@example.org"],
            ["???", "????", "b@example.org"],
        )
        for number in (2, 3):
            assert "letters lost in a wrong encoding" in problems(job, number)[""]
            assert "seems to be about" not in problems(job, number)[""]

    @pytest.mark.parametrize("sign", ["\uf18d", "\ue000", "\U000f0000"])
    def test_a_sign_of_one_program_s_own_is_refused(self, sign):
        assert "cannot be kept" in problems(checked(["last name"], [f"Durand{sign}"]))["last_name"]

    @pytest.mark.parametrize("column", ["last name", "Nom complet", "job title (fr)", "Fonction", "Tel"])
    def test_a_control_character_in_a_word_is_refused_as_in_a_form(self, column):
        job = checked(["e-mail", column], ["zoe@example.org", "Anne Bel\x07l"])
        assert kinds(job) == {2: "refused"}
        assert "“Bel�l” has a character that cannot be kept" in " ".join(problems(job).values())

    def test_the_bullets_of_word_are_taken_for_bullets(self, zoe):
        applied([NUMBER, "job title (fr)"], [zoe.pk, "\uf0b7 Cheffe"])
        zoe.refresh_from_db()
        assert zoe.job_title_fr == "• Cheffe"

    @pytest.mark.parametrize("column", ["last name", "Nom complet", "job title (fr)"])
    def test_a_letter_with_more_accents_than_any_is_refused_and_not_cut(self, column):
        job = checked(["e-mail", column], ["zoe@example.org", "Zoe" + "\u0301" * 100_000])
        assert kinds(job) == {2: "refused"}
        assert "more than 30 accents" in " ".join(problems(job).values())

    def test_as_many_accents_as_some_writing_has_are_kept(self, zoe):
        job = checked(["e-mail", "job title (fr)"], [zoe.email, "x" + "\u0301" * 5])
        assert kinds(job) == {2: "changed"}

    def test_a_new_row_needs_what_the_form_needs(self):
        job = checked(["first name", "e-mail"], ["Jean", "jean@example.org"])
        assert problems(job) == {"last_name": "This cell may not be empty."}

    def test_dates_words_and_languages_as_people_write_them(self):
        header = ["last name", "collected on", "legal basis", "languages spoken", "public", "press contact"]
        applied(header, ["Martin", "1er mars 2020", "Consent", "français, anglais", "oui", "non"])
        person = Contact.objects.get()
        assert person.data_collected_on == datetime.date(2020, 3, 1)
        assert (person.languages, person.is_public, person.is_press_contact) == (["fr", "en"], True, False)

    @pytest.mark.parametrize("ahead", [1, 30, 300, 700, 800, 2000])
    @pytest.mark.parametrize("who", ["somebody new", "somebody here"])
    def test_data_cannot_have_been_collected_on_a_day_to_come(self, zoe, who, ahead):
        day = timezone.localdate() + datetime.timedelta(days=ahead)
        mail = zoe.email if who == "somebody here" else "new@example.org"
        job = checked(["last name", "e-mail", "collected on"], ["Durand", mail, day.isoformat()])
        assert kinds(job) == {2: "refused"}
        assert "is in the future; give a day up to today" in problems(job)["data_collected_on"]

    @pytest.mark.parametrize(
        "text", ["mailto:Zoe@example.org", "Zoé Durand <zoe@example.org>", "<zoe@example.org>"]
    )
    def test_an_e_mail_as_address_books_write_it(self, text):
        job = applied(["last name", "e-mail"], ["Durand", text])
        assert Contact.objects.get().email.lower() == "zoe@example.org", problems(job)

    def test_a_tick_is_a_yes(self):
        applied(["last name", "public", "press contact"], ["Durand", "✓", "✔"])
        assert Contact.objects.filter(is_public=True, is_press_contact=True).exists()
