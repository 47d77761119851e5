"""What an export wrote comes back unchanged, in each format; and of one changed cell, that cell alone."""

import io
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from common import dates
from common.characters import tidy
from common.telephones import split_extension
from exchange.importing import answering, running, source_file
from exchange.registry import RESOURCES
from exchange.spreadsheets import Column, Kind, write_csv, write_ods, write_xlsx
from institutes.models import Contact, LabelAward, Membership, Organisation, PhoneNumber
from tests.builders import make_institute, make_organisation, make_school
from tests.examples import examples
from tests.exchange.importing import changes, kinds, someone

pytestmark = pytest.mark.django_db

NASTY = [
    "=cmd|' /C calc'!A0",
    "+33 1 41 11",
    "@SUM(1)",
    "-2+3",
    "==1",
    "a\tb\nc",
    'Œuvré, "Zoé"; fils',
    "שלום עולם",
    "👩🏽‍🔬",
    "'tis",
    "''",
    "007",
    "1e5",
    "TRUE",
    "2020-02-12",
    "_x000D_",
    "<b>&amp;",
    "a;b,c\td|e",
    "AndrÃ© Ã‰",
    "yes",
]
letters = st.characters(
    codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"], exclude_characters="\ufffd"
)
texts = st.one_of(st.sampled_from(NASTY), st.text(letters, max_size=30)).map(lambda text: text[:60])
days = st.dates(dates.PAST.first, dates.PAST.last)
numbers = st.sampled_from(
    ["+33141113789", "+33141113789;ext=12", "+33676120053", "+442079460958", "+14155552671", "+390669812345"]
)
people = st.fixed_dictionaries(
    {
        "first_name": texts,
        "last_name": texts.filter(tidy),
        "job_title_fr": texts,
        "job_title_en": texts,
        "data_source": texts,
        "data_collected_on": st.none() | days,
        "legal_basis": st.sampled_from(["", *Contact.LegalBasis.values]),
        "languages": st.lists(st.sampled_from(["fr", "en", "de", "zh"]), unique=True),
        "is_press_contact": st.booleans(),
        "is_public": st.booleans(),
        "phones": st.lists(numbers, unique=True, max_size=3),
    }
)


def csv_of(separator):
    return lambda columns, rows: b"".join(write_csv(columns, rows, separator))


def book_of(write):
    def written(columns, rows):
        file = io.BytesIO()
        write(file, columns, rows)
        return file.getvalue()

    return written


FORMATS = {
    "semicolons.csv": csv_of(";"),
    "commas.csv": csv_of(","),
    "book.xlsx": book_of(write_xlsx),
    "book.ods": book_of(write_ods),
}


@pytest.fixture(params=FORMATS)
def name(request):
    return request.param


def exported(name, resource, instances, edit=lambda rows: rows):
    made = RESOURCES[resource]()
    keys = list(made.columns)
    columns = [Column(key, made.columns[key].header(), Kind(made.columns[key].kind)) for key in keys]
    rows = [list(row) for row in made.rows([instance.pk for instance in instances], keys)]
    return SimpleUploadedFile(name, FORMATS[name](columns, edit(rows)))


def tried(file, resource, *, language="en"):
    with override(language):
        job = source_file.upload(file, resource, someone())
        running.start(job, "check")
    job.refresh_from_db()
    assert job.state == "checked", job.problem
    return job


def make(person, place, organisation):
    person = dict(person)
    phones = person.pop("phones")
    contact = Contact.objects.create(email=f"zoe{place}@example.org", organisation=organisation, **person)
    for order, written in enumerate(phones):
        number, extension = split_extension(written)
        PhoneNumber.objects.create(contact=contact, number=number, extension=extension, order=order)
    return contact


@contextmanager
def directory(drawn):
    """Examples share one test, so one database."""
    imt, agency = make_organisation("Institut « Télécom » =1+1"), make_organisation("Agence")
    instances = [make(person, place, [imt, None][place % 2]) for place, person in enumerate(drawn)]
    try:
        yield instances, agency
    finally:
        # What fails is shown as it is, not as the next example that finds its rows there.
        for model in (Contact, Organisation):
            model.objects.all().delete()


TEXTS = ("first_name", "last_name", "job_title_fr", "job_title_en", "data_source")
# Each of the strange texts stands in a cell, whatever the examples are.
NASTY_PEOPLE = [
    {
        **dict(zip(TEXTS, part, strict=True)),
        "data_collected_on": None,
        "legal_basis": "",
        "languages": ["zh", "fr"],
        "is_press_contact": True,
        "is_public": False,
        "phones": ["+33141113789;ext=12"],
    }
    for part in zip(*[iter(NASTY)] * 5, strict=True)
]
EXAMPLES = settings(max_examples=examples(3), suppress_health_check=list(HealthCheck))


@EXAMPLES
@example(drawn=NASTY_PEOPLE)
@given(drawn=st.lists(people, min_size=1, max_size=4))
def test_nothing_changes(name, drawn):
    with directory(drawn) as (instances, _agency):
        for written_in, read_in in (("fr", "en"), ("en", "fr")):
            with override(written_in):
                file = exported(name, "contact", instances)
            job = tried(file, "contact", language=read_in)
            assert set(kinds(job).values()) == {"unchanged"}, list(job.lines.values("changes", "problems"))


EDITS = {
    "first_name": ("=Zoë", "=Zoë"),
    "last_name": ("@Dupont", "@Dupont"),
    "job_title_fr": ("+ Une", "+ Une"),
    "job_title_en": ("-One\nand another", "-One and another"),
    "organisation": ("AGENCE", "agency"),
    "email": ("somebody@example.org", "somebody@example.org"),
    "phones": ("03 20 33 55 77 - 07 56 12 00 53", ["+33320335577", "+33756120053"]),
    "languages": ("polonais, Russian", ["pl", "ru"]),
    "data_source": ("'Annuaire", "'Annuaire"),
    "data_collected_on": ("07/04/1999", "1999-04-07"),
}


@EXAMPLES
@given(drawn=st.lists(people, min_size=2, max_size=3), key=st.sampled_from(sorted(EDITS)), data=st.data())
def test_one_changed_cell_changes_alone(name, drawn, key, data):
    place = data.draw(st.integers(0, len(drawn) - 1))
    cell, value = EDITS[key]

    def edit(rows):
        rows[place][list(RESOURCES["contact"].columns).index(key)] = cell
        return rows

    with directory(drawn) as (instances, agency), override("fr"):
        job = tried(exported(name, "contact", instances, edit), "contact", language="fr")
        # Even in our own file, another last name may be another person's.
        kind = "doubtful" if key == "last_name" else "changed"
        expected = dict.fromkeys(range(2, len(instances) + 2), "unchanged") | {place + 2: kind}
        assert kinds(job) == expected, list(job.lines.values("changes", "problems"))
        if kind == "doubtful":
            answering.answer(job, {place + 2: str(instances[place].pk)})
        [(column, (_old, new))] = changes(job, place + 2).items()
        assert (column, new) == (key, agency.pk if value == "agency" else value)


@pytest.mark.parametrize("key", ["legal_basis", "is_press_contact", "is_public"])
def test_one_changed_choice_changes_alone(name, key):
    person = {"last_name": "Durand", "legal_basis": "consent", "is_public": True, "phones": []}
    contact = make(person, 0, None)
    cell = {"legal_basis": "contract", "is_press_contact": "oui", "is_public": "NO"}[key]

    def edit(rows):
        rows[0][list(RESOURCES["contact"].columns).index(key)] = cell
        return rows

    job = tried(exported(name, "contact", [contact], edit), "contact")
    assert list(changes(job)) == [key]


def test_organisations_memberships_and_awards_come_back_unchanged(name):
    school = make_school(
        "IMT Atlantique", slug="atl", relation="subsidiary", cities="Brest, Nantes", presentation_en="b\n\na"
    )
    institute = make_institute(
        "Carnot TSN", slug="tsn", presentation_fr="=É" + "x" * 16_000, presentation_en="a\n\nb"
    )
    agency = make_organisation("=Agence", slug="agence", kind="agency", website="https://example.org/é?x=1")
    membership = Membership.objects.create(institute=institute, school=school, role="subsidiary", order=3)
    award = LabelAward.objects.create(institute=institute, year=2020, announced_on="2020-02-07")
    for resource, instances in (
        ("organisation", Organisation.objects.filter(pk__in=[school.pk, institute.pk, agency.pk])),
        ("membership", [membership]),
        ("labelaward", [award]),
    ):
        with override("fr"):
            file = exported(name, resource, instances)
        job = tried(file, resource)
        assert set(kinds(job).values()) == {"unchanged"}, list(job.lines.values("changes", "problems"))


def test_the_longest_text_of_a_cell_comes_back_unchanged(name):
    institute = make_institute("Carnot TSN", slug="tsn", presentation_fr="É" * 32_767)
    job = tried(exported(name, "organisation", [institute]), "organisation")
    assert kinds(job) == {2: "unchanged"}
