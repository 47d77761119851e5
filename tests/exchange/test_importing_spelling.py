import pytest

from exchange.importing import answering
from exchange.registry import RESOURCES
from institutes.models import Contact, Institute, School
from tests.builders import make_contact, make_institute, make_organisation, make_school
from tests.exchange.importing import NUMBER, apply, changes, checked, everything, kinds, line, problems

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def noel():
    imt = make_organisation("Télécom Paris", slug="telecom")
    return make_contact(
        "D’Almeida",
        first_name="Noël",
        email="noel.d@example.org",
        organisation=imt,
        job_title_fr="Chargé d’études",
        job_title_en="Reseacher",
        data_source="Annuaire de l’été",
        phones=(),
    )


LESS_DETAILED = {
    "capitals without accents": ["NOEL", "D'ALMEIDA", "CHARGE D'ETUDES", "ANNUAIRE DE L'ETE"],
    "no accents": ["Noel", "D'Almeida", "Charge d'etudes", "Annuaire de l'ete"],
    "capitals with accents": ["NOËL", "D’ALMEIDA", "CHARGÉ D’ÉTUDES", "ANNUAIRE DE L’ÉTÉ"],
    "question marks": ["No?l", "D?Almeida", "Charg? d?études", "Annuaire de l?été"],
    "signs of replacement": ["No\ufffdl", "D’Almeida", "Charg\ufffd d’études", "Annuaire de l’\ufffdt\ufffd"],
    "letters apart, accents lost": ["Noe?l", "D?Almeida", "Charge? d?e?tudes", "Annuaire de l?e?te?"],
}
HEADER = ["first name", "last name", "job title (fr)", "where the data came from"]


@pytest.mark.parametrize("row", LESS_DETAILED.values(), ids=LESS_DETAILED)
@pytest.mark.parametrize("by", [NUMBER, "e-mail"])
def test_a_less_detailed_spelling_changes_nothing(noel, row, by):
    before = everything()
    job = checked([*HEADER, by], [*row, noel.pk if by == NUMBER else noel.email])
    assert kinds(job) == {2: "unchanged"}, list(job.lines.values("changes", "problems", "candidates"))
    assert line(job).target_id == noel.pk
    assert everything() == before
    assert "is kept" in " ".join(p["problem"] for p in line(job).problems)


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        (("Ada", "O’Brien"), ("Ada", "O Brien")),
        (("Ada", "O’Brien"), ("ADA", "OBRIEN")),
        (("Jean-Noël", "Durand"), ("Jean Noel", "Durand")),
        (("Noël", "D’Almeida"), ("Noel", "D Almeida")),
        (("Zoé", "Picory-Donné"), ("Zoe", "PICORY DONNE")),
    ],
)
@pytest.mark.parametrize("by", [NUMBER, "e-mail"])
def test_a_hyphen_or_an_apostrophe_that_became_a_blank_changes_nothing(noel, stored, written, by):
    Contact.objects.filter(pk=noel.pk).update(first_name=stored[0], last_name=stored[1])
    job = checked(["first name", "last name", by], [*written, noel.pk if by == NUMBER else noel.email])
    assert kinds(job) == {2: "unchanged"}, list(job.lines.values("changes", "problems"))
    found = " ".join(p["problem"] for p in line(job).problems)
    assert "lacks some of its accents" in found
    assert "lost letters" not in found


def test_lost_letters_are_named_at_the_trial(noel):
    job = checked(["e-mail", "last name", "job title (fr)"], [noel.email, "D?Almeida", "Charg? d?études"])
    found = [p["problem"] for p in line(job).problems]
    assert any("“D?Almeida” has lost letters" in sentence and "D’Almeida" in sentence for sentence in found)


@pytest.mark.parametrize(
    ("stored", "new"),
    [("Noel", "Noël"), ("NOEL", "Noël"), ("noel", "Noël"), ("Ngoc", "Ngọc"), ("No?l", "Noël")],
)
def test_a_more_detailed_spelling_is_a_change(noel, stored, new):
    Contact.objects.filter(pk=noel.pk).update(first_name=stored)
    job = checked([NUMBER, "first name"], [noel.pk, new])
    assert changes(job) == {"first_name": (stored, new)}


@pytest.mark.parametrize(
    ("stored", "new"),
    [
        ("Noel", "NOËL"),
        ("D’Almeida", "D'Alméida"),
        ("Hélene", "Helène"),
        ("Ngọc Linh", "NGOC Lính"),
        ("Etude d’été", "Étude d'été"),
    ],
)
def test_what_is_better_here_and_worse_there_is_asked_about(noel, stored, new):
    Contact.objects.filter(pk=noel.pk).update(first_name=stored)
    job = checked([NUMBER, "first name"], [noel.pk, new])
    assert kinds(job) == {2: "doubtful"}
    assert f"“{stored}” or “{new}”" in problems(job)[""]
    assert answering.answer(job, {2: str(noel.pk)}) == {}
    apply(job)
    noel.refresh_from_db()
    assert noel.first_name == new


@pytest.mark.parametrize("text", ["Charg?e de presse", "?lue", "Direct?ice", "Pr?sidente", "??"])
def test_another_text_with_lost_letters_is_asked_about(noel, text):
    job = checked([NUMBER, "job title (fr)"], [noel.pk, text])
    assert kinds(job) == {2: "doubtful"}
    assert "lost in a wrong encoding" in problems(job)[""]


@pytest.mark.parametrize(
    ("first", "last"),
    [("Ng?c", "Tr?n"), ("NG?C", "TR?N"), ("Ngọc", "Tr?n"), ("Ng?c", "Trần"), ("Ngo??c", "Tra??n")],
)
def test_a_name_with_lost_letters_and_nothing_else_offers_whom_it_could_be(first, last):
    trang = make_contact("Trần", first_name="Ngọc", email="", phones=())
    make_contact("Tran", first_name="Ngac", email="", phones=())
    job = checked(["first name", "last name"], [first, last])
    assert kinds(job) == {2: "doubtful"}
    assert [c["id"] for c in line(job).candidates] == [trang.pk]


def test_a_new_person_with_lost_letters_is_asked_about_and_may_be_new():
    job = checked(["first name", "last name", "e-mail"], ["Ng?c", "Tr?n", "n@example.org"])
    assert kinds(job) == {2: "doubtful"}
    answering.answer(job, {2: "new"})
    apply(job)
    assert Contact.objects.get().last_name == "Tr?n"


def test_a_question_mark_where_a_question_is_asked_is_none(noel):
    job = checked([NUMBER, "job title (fr)"], [noel.pk, "Directeur (par intérim ?)"])
    assert kinds(job) == {2: "changed"}


@pytest.mark.parametrize(
    "name", ["T?l?com Paris", "T\ufffdl\ufffdcom Paris", "TELECOM PARIS", "Te?le?com Paris"]
)
def test_the_organisation_that_is_there_is_known_with_its_letters_lost(noel, name):
    job = checked(["e-mail", "organisation"], [noel.email, name])
    assert kinds(job) == {2: "unchanged"}


def test_an_address_that_ended_in_an_invisible_sign_comes_back(noel):
    job = checked([NUMBER, "e-mail"], [noel.pk, f"{noel.email}?"])
    assert kinds(job) == {2: "unchanged"}


CELLS = {
    "the name of a school": (School, "name_fr", "École d’été"),
    "its cities": (School, "cities", "Évry, Saint-Étienne"),
    "the presentation of an institute": (Institute, "presentation_fr", "Né de l’été."),
    "that of a school": (School, "presentation_fr", "Née de l’été."),
    "its short name": (Institute, "short_name_en", "M.É.N.É.S"),
    "the name of an institute": (Institute, "name_en", "Carnot Énergie"),
}


@pytest.mark.parametrize(("model", "key", "text"), CELLS.values(), ids=CELLS)
@pytest.mark.parametrize("spelt", [str.upper, "plain", "lost"], ids=["capitals", "no accents", "lost"])
def test_cells_of_organisations_keep_the_better_spelling(model, key, text, spelt):
    instance = (make_school if model is School else make_institute)()
    model.objects.filter(pk=instance.pk).update(**{key: text})
    lost = "".join(c if c.isascii() else "?" for c in text)
    plain = text.replace("É", "E").replace("é", "e").replace("’", "'")
    new = {"plain": plain, "lost": lost}.get(spelt, plain.upper())
    cells = RESOURCES["organisation"].columns
    job = checked(["address name", cells[key].header()], [instance.slug, new], resource="organisation")
    assert kinds(job) == {2: "unchanged"}, list(job.lines.values("changes", "problems"))
    assert model.objects.values_list(key, flat=True).get(pk=instance.pk) == text


@pytest.mark.parametrize(
    "first", ["Noe\u0308l", "\u200bNoël", "Noël\u202c", "\ufeffNoël\u00a0", "No\u00adël"]
)
def test_decomposed_letters_and_invisible_signs_are_no_change_and_find_their_contact(noel, first):
    job = checked(
        ["first name", "last name", "organisation"], [first, "D’Almeida", "Te\u0301le\u0301com Paris"]
    )
    assert kinds(job) == {2: "unchanged"}
    assert line(job).target_id == noel.pk


def test_a_second_contact_is_not_made_by_a_sign_that_nobody_sees():
    checked_job = checked(
        ["last name", "e-mail"], ["Invisa", "inv.a@example.org\u202c"], ["Invisa", "inv.a@example.org\u200b"]
    )
    assert kinds(checked_job) == {2: "doubtful", 3: "doubtful"}
