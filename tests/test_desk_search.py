"""What somebody types above a list of the desk finds what is meant, on both databases."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from exchange.models import Export
from institutes.models import Contact, FormerName
from releases.models import Boilerplate, Event, Release
from tests.builders import make_contact, make_institute, make_organisation, make_release, make_user

pytestmark = pytest.mark.django_db


def address(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@pytest.fixture
def search(rf):
    """What a list holds, without its page."""
    user = make_user("admin")

    def search(model, typed):
        request = rf.get(address(model), {"q": typed})
        request.user = user
        return list(admin.site._registry[model].get_changelist_instance(request).queryset)

    return search


def test_the_page_of_each_list_is_shown_for_whatever_is_typed(client):
    release = make_release(title_fr="L’œuvre sociale")
    make_release(title_fr="L’ouvrage")
    client.force_login(make_user("admin"))
    for model in searched():
        assert client.get(address(model), {"q": "' \" % _ \\ AND a* NEAR( -"}).status_code == 200, model
    assert list(client.get(address(Release), {"q": "oeuvre"}).context["cl"].result_list) == [release]


def searched():
    return [model for model, model_admin in admin.site._registry.items() if model_admin.search_fields]


def test_a_reference_finds_one_release_and_its_beginning_all(search):
    first = make_release(reference="CP-2026-002")
    second = make_release(reference="CP-2025-002", title_fr="2026")
    assert search(Release, "cp-2026-002") == [first]
    assert set(search(Release, "cp-202")) == {first, second}


@pytest.mark.parametrize(
    "typed", ["l'œuvre", "l’œuvre", "OEUVRE", "L'Oeuvre", "“l’œuvre sociale”", "oeuvre sociale"]
)
def test_apostrophes_accents_ligatures_and_case_are_one(search, typed):
    release = make_release(title_fr="L’œuvre sociale")
    make_release(title_fr="L’ouvrage")
    assert search(Release, typed) == [release]


@pytest.mark.parametrize(
    ("body", "typed"),
    [
        ("<p>Du CO<sub>2</sub></p>", "CO2"),
        ("<p>Du CO2</p>", "CO₂"),
        ("<p>La R&amp;D</p>", "R&D"),
        ("<p>La R &amp; D</p>", "r&d"),
        ("<p>Les M.I.N.E.S.</p>", "MINES"),
        ("<p>Les MINES</p>", "M.I.N.E.S"),
        ("<p><strong>12\u202f000</strong> chercheurs</p>", "12 000"),
    ],
)
def test_formulas_initialisms_and_numbers_are_found_however_they_are_written(search, body, typed):
    release = make_release(body_fr=body)
    make_release(body_fr="<p>autre</p>")
    assert search(Release, typed) == [release]


@pytest.mark.parametrize("typed", ["strong", "href", "<strong>", "nbsp", "example"])
def test_markup_is_not_found(search, typed):
    markup = '<p><strong>Un&nbsp;mot</strong> <a href="https://example.org/">lien</a></p>'
    make_release(body_fr=markup)
    Boilerplate.objects.create(title_fr="À propos", body_fr=markup)
    assert search(Release, typed) == []
    assert search(Boilerplate, typed) == []


@pytest.mark.parametrize(
    "typed", ["noel dalmeida@example.org", "NOEL", "d'almeida", "D’ALMEIDA", "Noe\u0308l", "telecom"]
)
def test_people_are_found_by_their_names_and_by_where_they_work(search, typed):
    organisation = make_organisation("Télécom", slug="telecom")
    contact = make_contact(
        "D’Almeida", first_name="Noël", email="dalmeida@example.org", organisation=organisation
    )
    make_contact("Martin", email="m@example.org")
    assert search(Contact, typed) == [contact]


@pytest.mark.parametrize("typed", ["mines douai", "MINES  DOUAI", '"mines douai"'])
def test_an_institute_is_found_by_a_name_that_it_had(search, typed):
    institute = make_institute()
    FormerName.objects.create(organisation=institute, name_fr="Mines Douai", kind="spelling")
    assert search(type(institute), typed) == [institute]


@pytest.mark.parametrize("typed", ["zoe", "ZOÉ", "d'almeida", "d’almeida", "Zoe\u0301"])
def test_logs_are_found_by_names_however_they_are_written(search, typed):
    event = Event.objects.create(
        release=make_release(), kind="edited", actor_name="Zoé D’Almeida", at=timezone.now()
    )
    Export.objects.create(actor_name="Zoé D'Almeida", purpose="Invitation")
    assert event in search(Event, typed)
    assert len(search(Export, typed)) == 1


@pytest.mark.parametrize("typed", ["'", '"', "%", "_", "\\", "AND", "a*", "NEAR(", "-", "é" * 300])
def test_nothing_that_is_typed_is_an_error_or_a_wildcard(search, typed):
    make_release(title_fr="Xyz", body_fr="<p>xyz</p>", standfirst_fr="xyz")
    for model in searched():
        search(model, typed)
    assert search(Release, "%") == search(Release, "_") == []
