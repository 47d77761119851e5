"""What cards and labels say of e-mails, titles and numbers, on its way through an import."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import get_language, override

from common.languages import columns
from exchange.import_forms import ReadingForm
from exchange.vcards import write_vcards, write_vcards_3
from institutes.address_book import vcards
from institutes.models import Contact, PhoneNumber
from tests.exchange.importing import kinds, problems
from tests.institutes.row_handlers import programs
from tests.institutes.row_handlers.program_files import MOBILE, OFFICE
from tests.institutes.row_handlers.programs import brought, listed, numbers, remarks, tried

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


HOME, WORK = "home@example.org", "work@example.org"


def vcard(*lines):
    return programs.cards("BEGIN:VCARD", "VERSION:3.0", "N:Durand;Zoé;;;", *lines, "END:VCARD")


class TestWhichEmail:
    @pytest.mark.parametrize(
        "lines",
        [
            (f"EMAIL;TYPE=HOME:{HOME}", f"EMAIL;TYPE=WORK:{WORK}"),
            (f"EMAIL;HOME:{HOME}", f"EMAIL;INTERNET;WORK;PREF:{WORK}"),
            (f"EMAIL;TYPE=HOME,PREF:{HOME}", f"EMAIL;TYPE=WORK:{WORK}"),
            ("EMAIL:other@example.org", f"EMAIL;type=pref:{WORK}"),
            ("EMAIL;PREF=2:other@example.org", f"EMAIL;PREF=1:{WORK}"),
            ("EMAIL;PREF=20;TYPE=work:other@example.org", f"EMAIL;PREF=3;TYPE=work:{WORK}"),
            (f"a.EMAIL:{HOME}", "a.X-ABLabel:_$!<Home>!$_", f"b.EMAIL:{WORK}", "b.X-ABLabel:_$!<Work>!$_"),
        ],
    )
    def test_the_preferred_one_of_the_office_is_taken_from_a_card(self, lines):
        job = brought(vcard(*lines))
        assert Contact.objects.get().email == WORK
        assert "left out: " in remarks(job)[0]

    @pytest.mark.parametrize(
        ("first", "second"), [("Home", "* Work"), ("* Home", "Work"), ("Other", "* Other"), ("", "Work")]
    )
    def test_and_from_google(self, first, second):
        row = [("Last Name", "A"), ("E-mail 1 - Label", first), ("E-mail 1 - Value", HOME)]
        row += [("E-mail 2 - Label", second), ("E-mail 2 - Value", WORK)]
        job = brought(programs.table(programs.GOOGLE, row))
        assert Contact.objects.get().email == WORK
        assert f"left out: {HOME}" in remarks(job)[0]

    def test_a_private_one_is_taken_where_there_is_no_other_and_said(self):
        job = brought(vcard(f"EMAIL;TYPE=HOME:{HOME}"))
        assert Contact.objects.get().email == HOME
        assert f"a private one: {HOME}" in remarks(job)[0]


class TestTitlesOfCards:
    @pytest.mark.parametrize("desk", ["en", "fr"])
    @pytest.mark.parametrize("write", [write_vcards, lambda people: write_vcards_3(people, get_language())])
    @pytest.mark.parametrize(
        "titles",
        [
            {"job_title_fr": "Pigiste"},
            {"job_title_en": "Reporter"},
            {"job_title_fr": "Pigiste", "job_title_en": "Freelancer"},
            {"job_title_fr": "Reporter", "job_title_en": "Reporter"},
            {},
        ],
    )
    def test_a_card_of_ours_comes_back_unchanged(self, zoe, titles, write, desk):
        Contact.objects.filter(pk=zoe.pk).update(**titles)
        with override(desk):
            content = b"".join(write(vcards([zoe.pk], "example.org")))
            assert kinds(tried(SimpleUploadedFile("zoe.vcf", content))) == {2: "unchanged"}

    @pytest.mark.parametrize("title", ["Attachée de presse", "Reporter"])
    @pytest.mark.parametrize("column", ["job_title_fr", "job_title_en"])
    def test_a_title_that_is_there_in_any_language_is_no_change(self, zoe, title, column):
        Contact.objects.filter(pk=zoe.pk).update(**{column: title})
        job = tried(programs.cards("BEGIN:VCARD", f"EMAIL:{zoe.email}", f"TITLE:{title}", "END:VCARD"))
        assert kinds(job) == {2: "unchanged"}

    @pytest.mark.parametrize("desk", ["en", "fr"])
    @pytest.mark.parametrize(
        ("line", "column"),
        [
            ("TITLE:Attachée de presse", "job_title_fr"),
            ("TITLE:Rédactrice en chef", "job_title_fr"),
            ("TITLE:Responsable communication", "job_title_fr"),
            ("TITLE:Press officer", "job_title_en"),
            ("TITLE:Editor in chief", "job_title_en"),
            ("TITLE;LANGUAGE=fr-CA:Reporter", "job_title_fr"),
        ],
    )
    def test_a_title_goes_where_its_words_belong(self, line, column, desk):
        with override(desk):
            brought(vcard(line))
        person = Contact.objects.get()
        assert [c for c in columns("job_title") if getattr(person, c)] == [column]

    @pytest.mark.parametrize("desk", ["en", "fr"])
    def test_one_that_says_nothing_goes_to_the_language_of_the_desk(self, desk):
        with override(desk):
            brought(vcard("TITLE:Reporter"))
        assert getattr(Contact.objects.get(), f"job_title_{desk}") == "Reporter"


@pytest.mark.parametrize(
    "lines",
    [
        ("KIND:org", "FN:Service presse IMT"),
        ("KIND:org", "FN:Service presse IMT", "N:;;;;"),
        ("X-ABShowAs:COMPANY", "FN:Service presse IMT", "ORG:Service presse IMT;"),
        ("X-ABShowAs:COMPANY", "N:;;;;", "ORG:Service presse IMT;"),
        ("KIND:group", "FN:Service presse IMT"),
        ("X-ADDRESSBOOKSERVER-KIND:group", "FN:Service presse IMT"),
    ],
)
@pytest.mark.parametrize("email", ["EMAIL:presse@example.org", "TEL:+33175314082"])
def test_a_card_of_an_organisation_is_refused_by_its_name(lines, email):
    job = tried(programs.cards("BEGIN:VCARD", *lines, email, "END:VCARD"))
    assert kinds(job) == {2: "refused"}
    assert "“Service presse IMT” is the vCard of an organisation" in problems(job)["last_name"]


class TestWhatHasNoColumn:
    CARD = (
        "FN:Zoé Durand", "ORG:Le Monde;Sciences", "LANG:fr", "NICKNAME:Zaza", "PHOTO;ENCODING=b:AAAA",
        "BDAY:1970-01-01", "ANNIVERSARY:x", "GENDER:F", "ROLE:x", "IMPP:x", "X-SOCIALPROFILE:x",
        "CATEGORIES:x", "UID:x", "REV:x", "PRODID:x",
    )  # fmt: skip

    def test_of_a_card_it_is_folded_away(self):
        form = ReadingForm(job=tried(vcard(*self.CARD)))
        assert form.unknown() == 0
        shown = {field.label for field, _place, why, _examples in form.columns() if why}
        assert shown == set()
        folded = {field.label: why for field, _place, why, _examples in form.folded()}
        assert {"Nickname", "Photo", "Organization department", "Birthday"} <= folded.keys()
        assert set(folded.values()) == {"Not needed here."}

    def test_and_of_a_table_that_was_made_of_cards(self):
        headers = [
            "FN",
            "ORG",
            "LANG",
            "NICKNAME",
            "PHOTO",
            "BDAY",
            "REV",
            "PRODID",
            "CATEGORIES",
            "X-SOCIALPROFILE",
        ]
        form = ReadingForm(job=tried(listed(headers, ["Zoé Durand", "", "fr", *"abcdefg"])))
        assert form.unknown() == 0
        assert form.reading["columns"] == ["full_name", "organisation", "languages", *[""] * 7]


def test_the_languages_of_a_card_are_taken(zoe):
    brought(vcard("LANG:de", f"EMAIL:{zoe.email}"))
    zoe.refresh_from_db()
    assert zoe.languages == ["de"]


class TestLabelsBesideNumbers:
    @pytest.mark.parametrize(
        ("cell", "found"),
        [
            ("+33175314082 (standard)", [("+33175314082", "Standard", "Switchboard")]),
            ("+33175314082 (Rédaction)", [("+33175314082", "Rédaction", "Rédaction")]),
            ("06 12 34 56 78 – Portable", [MOBILE]),
            ("Mobile : 06 12 34 56 78", [MOBILE]),
            ("01 75 31 40 82 (bureau) ; 06 12 34 56 78 (mobile)", [OFFICE, MOBILE]),
            ("Tél. : 01 75 31 40 82", [("+33175314082", None, None)]),
        ],
    )
    def test_the_word_is_the_label(self, cell, found):
        brought(listed(["Nom", "Téléphone"], ["Durand", cell]))
        assert numbers(Contact.objects.get()) == found

    @pytest.mark.parametrize(("language", "word"), [("en", "home"), ("fr", "domicile")])
    def test_what_a_card_says_in_english_is_said_in_the_language_of_the_page(self, language, word):
        with override(language):
            job = tried(
                listed(["Nom", "Phone 1 - Label", "Phone 1 - Value"], ["Durand", "Home", "01 75 31 40 82"])
            )
        assert f"({word})" in remarks(job)[0].lower()

    def test_a_private_one_is_left_out_like_any(self):
        job = brought(listed(["Nom", "Téléphone"], ["Durand", "01 75 31 40 82 (domicile)"]))
        assert "private number is left out: 01 75 31 40 82" in remarks(job)[0]
        assert not PhoneNumber.objects.exists()

    def test_in_our_own_list_it_is_said_that_there_is_no_room(self, zoe):
        job = brought(listed(["e-mail", "telephone numbers"], [zoe.email, "+33175314082 (standard)"]))
        assert "add it as the number’s label on the contact: +33175314082 (standard)" in remarks(job)[0]
        assert numbers(zoe) == [("+33175314082", None, None)]
