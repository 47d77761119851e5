import datetime
import html
import json
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from modeltranslation.translator import NotRegistered, translator

from institutes.models import Contact, Institute, LabelAward, Organisation, PhoneNumber, School
from releases.management.commands.demo import FIXTURES as FEW
from releases.management.commands.demo import MORE
from releases.models import Boilerplate, ReferenceCounter, Release, Topic
from releases.texts.fields import RichTextField
from releases.texts.richtext import clean_html
from releases.texts.typographer import corrections
from releases.workflow.composition import compose

FIXTURES = [*FEW, *MORE]
FOLDER = settings.BASE_DIR / "fixtures"
ROWS = [row for name in FIXTURES for row in json.loads((FOLDER / f"{name}.json").read_text("utf-8"))]
LANGUAGES = ("fr", "en")
FRENCH_ONLY = {"CP-2019-004", "CP-2021-001", "CP-2022-003", "CP-2023-006", "CP-2024-004", "CP-2025-005"}
ENGLISH_ONLY = {"CP-2020-005"}
# And the one whose translation has only begun.
NOT_TRANSLATED = FRENCH_ONLY | ENGLISH_ONLY | {"CP-2026-003"}
THIN = "\u202f"


@pytest.fixture(scope="module")
def loaded_once(made_once):
    made_once(lambda: call_command("loaddata", *FIXTURES, verbosity=0))


@pytest.fixture
def loaded(loaded_once, db):
    """What a test does to it is undone."""


@pytest.fixture
def label_release(loaded):
    return Release.objects.get(reference="CP-2020-001")


def translated_fields(model):
    try:
        return set(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        return set()


def texts(language):
    """(where, text) of every text of a language."""
    for row in ROWS:
        for field, value in row["fields"].items():
            if field.endswith(f"_{language}") and isinstance(value, str) and "slug" not in field:
                yield f"{row['model']} {row['pk']} {field}", value


def words(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


@pytest.mark.usefixtures("loaded")
def test_they_load_into_an_empty_database_and_every_row_is_valid():
    models = {apps.get_model(row["model"]) for row in ROWS}
    loaded = {model: list(model._default_manager.all()) for model in models}
    assert sum(len(rows) for rows in loaded.values()) == len(ROWS)
    for model, rows in loaded.items():
        relations = [f.name for f in model._meta.concrete_fields if f.is_relation]
        for row in rows:
            row.full_clean(exclude=relations)


def test_they_name_columns_of_a_language_and_never_the_untranslated_one():
    for row in ROWS:
        untranslated = translated_fields(apps.get_model(row["model"])) & set(row["fields"])
        assert not untranslated, (row["model"], row["pk"])


def test_every_text_is_there_in_both_languages_or_in_neither():
    for row in ROWS:
        fields = row["fields"]
        if fields.get("reference") in NOT_TRANSLATED:
            continue
        for name in translated_fields(apps.get_model(row["model"])):
            both = bool(fields.get(f"{name}_fr")), bool(fields.get(f"{name}_en"))
            assert both[0] == both[1], (row["model"], row["pk"], name)


def test_rich_text_is_what_the_cleaner_keeps():
    checked = 0
    for row in ROWS:
        model = apps.get_model(row["model"])
        for name, value in row["fields"].items():
            if isinstance(model._meta.get_field(name), RichTextField):
                assert clean_html(value) == (value or ""), (row["model"], row["pk"], name)
                checked += bool(value)
    assert checked >= 14


def test_whatever_the_editor_offers_for_text_can_be_seen():
    bodies = " ".join(text for _where, text in texts("fr"))
    for tag in ("h2", "strong", "em", "ul", "ol", "table", "th", "blockquote", "a"):
        assert f"<{tag}" in bodies, tag


def numbers(release, language):
    """Those that are written alike in both languages: not the hours."""
    text = " ".join(release[f"{name}_{language}"] for name in ("title", "standfirst", "body"))
    text = re.sub(r"[\u202f\u00a0]", " ", words(text.replace("</p>", " ")))
    text = re.sub(r"\b[\d.:]+ [ap]m\b|\bnoon\b|\b\d+ h(?: \d\d)?\b|\b\d+ heures\b", "", text)
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[ ,.](?=\d)", "", text)))


@pytest.mark.parametrize("row", json.loads((FOLDER / "more_releases.json").read_text("utf-8"))[:34])
def test_both_languages_of_a_release_give_the_same_figures(row):
    if (release := row["fields"])["reference"] not in NOT_TRANSLATED:
        assert numbers(release, "fr") == numbers(release, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_keep_the_typography_of_their_language(language):
    for where, text in texts(language):
        assert corrections(text, language, "<" in text) == [], where


@pytest.mark.usefixtures("loaded")
def test_the_two_institutes_have_held_the_label_since_2006_and_again_in_2020():
    for institute in Institute.objects.all():
        assert institute.labelled_since == 2006
    awards = LabelAward.objects.values_list("year", "announced_on", "awarding_body_fr", "awarding_body_en")
    assert {(year, day) for year, day, *_bodies in awards} == {
        (2006, None),
        (2020, datetime.date(2020, 2, 7)),
    }
    assert all(french and english for _year, _day, french, english in awards)


def memberships(slug):
    institute = Institute.objects.get(slug=slug)
    return list(institute.memberships.values_list("school__slug", "role"))


@pytest.mark.usefixtures("loaded")
def test_schools_have_their_roles_in_the_order_of_the_release():
    assert memberships("telecom-societe-numerique") == [
        ("imt-atlantique", "member"),
        ("imt-business-school", "member"),
        ("telecom-paris", "member"),
        ("telecom-sudparis", "member"),
        ("eurecom", "subsidiary"),
    ]
    assert memberships("mines") == [
        ("imt-atlantique", "member"),
        ("imt-nord-europe", "member"),
        ("imt-mines-albi", "member"),
        ("imt-mines-ales", "member"),
        ("mines-saint-etienne", "member"),
        ("mines-paris-psl", "strategic_partner"),
    ]
    relations = dict(School.objects.values_list("slug", "relation"))
    assert {slug: r for slug, r in relations.items() if r != "school"} == {
        "eurecom": "subsidiary",
        "mines-paris-psl": "strategic_partner",
    }
    assert list(relations.values()).count("school") == 8


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("slug", "in_2020", "today"),
    [
        ("imt-nord-europe", "IMT Lille Douai", "IMT Nord Europe"),
        ("mines-paris-psl", "Mines ParisTech", "Mines Paris – PSL"),
        ("telecom-paris", "Télécom Paris", "Télécom Paris"),
        (
            "telecom-societe-numerique",
            "Carnot Télécom & Société numérique",
            "Carnot Télécom & Société numérique",
        ),
    ],
)
def test_organisations_bear_the_name_of_the_day(slug, in_2020, today, language):
    organisation = Organisation.objects.get(slug=slug)
    assert organisation.name_on(datetime.date(2020, 2, 12), language) == in_2020
    assert organisation.name_on(datetime.date(2023, 1, 1), language) == today


@pytest.mark.usefixtures("loaded")
def test_personal_data_says_where_it_came_from_and_when():
    for contact in Contact.objects.all():
        assert contact.data_source == "Press release of 12 February 2020"
        assert contact.data_collected_on == datetime.date(2020, 2, 12)
    assert set(Contact.objects.for_the_press().values_list("last_name", "organisation__kind")) == {
        ("Grafeuil", "agency"),
        ("Kindrebeogo", "agency"),
        ("Lautraite", "network"),
    }


@pytest.mark.usefixtures("loaded")
def test_telephone_numbers_exist_and_are_labelled_in_both_languages():
    numbers = PhoneNumber.objects.all()
    assert len(numbers) == 4
    for phone in numbers:
        assert phone.number.is_valid()
        assert phone.label_fr
        assert phone.label_en


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_release_of_2020_says_who_stands_behind_it(label_release, language):
    document = compose(label_release, language).document
    organisations = {line["slug"]: line for line in document["organisations"]}
    telecom, mines = organisations["telecom-societe-numerique"], organisations["mines"]
    assert telecom["director"]["name"] == "Christian Picory-Donné"
    assert telecom["director"]["job_title"].endswith("IMT")
    assert telecom["labelled_since"] == mines["labelled_since"] == 2006
    assert [line["name"] for line in telecom["schools"] if line["role"] == "subsidiary"] == ["Eurecom"]
    assert [line["name"] for line in mines["schools"]] == [
        "IMT Atlantique",
        "IMT Lille Douai",
        "IMT Mines Albi",
        "IMT Mines Alès",
        "Mines Saint-Étienne",
        "Mines ParisTech",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_release_of_2020_names_three_contacts_and_four_numbers(label_release, language):
    contacts = compose(label_release, language).contacts
    assert [c["name"] for c in contacts] == ["Tatiana Grafeuil", "Monique Kindrebeogo", "Isabelle Lautraite"]
    assert [p["number"] for c in contacts for p in c["phones"]] == [
        "+33141113789",
        "+33141112399",
        "+33175314082",
        "+33676120053",
    ]
    assert all(c["email"] and c["organisation"] for c in contacts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_release_of_2020_tells_the_facts(label_release, language):
    body = words(label_release.text("body", language))
    for fact in ("2006", "2020", "Christian Picory-Donné", "Eurecom", "IMT Lille Douai", "Mines ParisTech"):
        assert fact in body, fact
    assert label_release.issued_on == datetime.date(2020, 2, 12)
    assert label_release.text("city", language) == "Paris"
    assert label_release.boilerplates.count() == 2


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("start_fr", "facts"),
    [
        ("À propos de l’Institut", ["8 ", "2 ", "12{}000", "70 million", "start-up", "TUM", "imt.fr"]),
        ("Le label", ["2006"]),
    ],
)
def test_the_two_boilerplates_keep_the_numbers(start_fr, facts):
    boilerplate = Boilerplate.objects.get(title_fr__startswith=start_fr)
    for fact in facts:
        assert fact.format(THIN) in words(boilerplate.body_fr), fact
        assert fact.format(",") in words(boilerplate.body_en), fact


@pytest.mark.usefixtures("loaded")
def test_every_release_has_organisations_topics_contacts_and_boilerplates():
    assert Release.objects.count() == 41
    for release in Release.objects.prefetch_related(
        "institutes", "schools", "topics", "contacts", "boilerplates"
    ):
        for relation in ("institutes", "schools", "topics", "contacts", "boilerplates"):
            assert list(getattr(release, relation).all()), (release, relation)
    assert Topic.objects.count() == 6


@pytest.mark.usefixtures("loaded")
def test_what_is_invented_says_so():
    invented = Boilerplate.objects.get(title_en="About this example")
    said = set(invented.releases.values_list("reference", flat=True))
    assert said == set(Release.objects.exclude(reference="CP-2020-001").values_list("reference", flat=True))


@pytest.mark.usefixtures("loaded")
def test_the_next_release_of_a_year_gets_the_next_number():
    references = Release.objects.values_list("reference", flat=True)
    for year in range(2019, 2027):
        last = max(reference for reference in references if reference.startswith(f"CP-{year}"))
        assert ReferenceCounter.objects.get(year=year).last == int(last[-3:])
        assert ReferenceCounter.next_reference(year) == f"CP-{year}-{int(last[-3:]) + 1:03}"
