import datetime
import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from institutes.models import Contact, FormerName, LabelAward, Membership, Organisation
from tests.builders import make_contact, make_institute, make_organisation, make_school
from tests.visitor import publish_many, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def leaks(shared_leaks):
    agency = make_organisation("Agence SECRET", kind="agency")
    make_contact("SECRET private", is_public=False, organisation=agency)
    make_contact("SECRET objecting", objected_on=datetime.date(2021, 1, 1), organisation=agency)
    make_contact("SECRET journalist", is_press_contact=False)


@pytest.fixture
def institute():
    director = make_contact(
        "Martin", is_press_contact=False, job_title_fr="directrice de la valorisation", phones=()
    )
    institute = make_institute(
        slug="tsn",
        director=director,
        presentation_fr="Des réseaux : partout.\n\nEt <b>ailleurs</b>.",
        website="https://www.example.org/",
    )
    LabelAward.objects.create(institute=institute, year=2006)
    LabelAward.objects.create(
        institute=institute, year=2020, announced_on=datetime.date(2020, 2, 7), awarding_body_fr="Ministère"
    )
    for order, (name, role) in enumerate(
        [("Eurecom", "subsidiary"), ("IMT Atlantique", "member"), ("IMT Albi", "member")]
    ):
        Membership.objects.create(institute=institute, school=make_school(name), role=role, order=order)
    return institute


def test_the_lists_name_everyone_with_a_link(institute):
    page = visit("/fr/instituts/")
    assert page.tree.xpath("//main//h3/a/@href") == ["/fr/instituts/tsn/"]
    assert "Labellisé depuis 2006" in page
    page = visit("/en/schools/")
    assert page.texts("//main//h3") == ["Eurecom", "IMT Atlantique", "IMT Albi"]
    assert page.texts("//main//h2") == ["Schools of the network"]


def test_schools_are_grouped_by_their_relation():
    make_school("A", relation="affiliated")
    make_school("B", relation="school", cities="Brest, Nantes")
    page = visit("/fr/ecoles/")
    assert page.texts("//main//h2") == ["École du réseau", "École affiliée"]
    assert page.texts("//main//h3") == ["B", "A"]
    assert "Brest, Nantes" in page


@pytest.mark.parametrize("path", ["/fr/instituts/", "/fr/ecoles/", "/fr/contacts-presse/"])
def test_an_empty_list_says_so(path):
    assert "n’a encore été saisi" in visit(path)


def test_an_institute_shows_its_director_schools_and_labels(institute):
    page = visit("/fr/instituts/tsn/")
    for text in (
        "Des réseaux : partout.",
        "Direction Zoé Martin directrice de la valorisation",
        "Écoles membres IMT Atlantique , IMT Albi",
        "Filiale Eurecom",
        "Depuis 2006",
        "7 février 2020 Ministère",
        "Tous les contacts presse",
    ):
        assert text in page
    assert "&lt;b&gt;ailleurs&lt;/b&gt;" in page.source
    assert page.tree.xpath("//a[@href='https://www.example.org/']/text()") == ["www.example.org"]


@pytest.mark.parametrize("change", [{"is_public": False}, {"objected_on": datetime.date(2021, 1, 1)}])
def test_a_director_who_may_not_be_shown_is_not(institute, change):
    Contact.objects.filter(pk=institute.director_id).update(last_name="SECRET", **change)
    assert "Direction" not in visit("/fr/instituts/tsn/").words


def test_an_address_that_is_no_web_address_is_no_link(institute):
    Organisation.objects.filter(pk=institute.pk).update(website="javascript:alert(1)")
    assert "javascript:" not in visit("/fr/instituts/tsn/").source


def test_an_institute_shows_its_own_press_contacts(institute):
    make_contact("Durand", organisation=institute)
    page = visit("/fr/instituts/tsn/")
    assert page.texts("//*[@class='profile-side']//h3") == ["Zoé Durand"]


def test_a_school_shows_its_names_cities_and_institutes(institute):
    school = make_school("IMT Nord Europe", slug="nord", cities="Douai, Lille")
    Membership.objects.create(institute=institute, school=school, role="strategic_partner")
    for name, kind, until in (
        ("IMT Lille Douai", "renamed", datetime.date(2021, 9, 1)),
        ("Télécom Lille", "merged", None),
        ("SECRET spelling", "spelling", None),
    ):
        FormerName.objects.create(organisation=school, name_fr=name, name_en=name, kind=kind, until=until)
    page = visit("/fr/ecoles/nord/")
    for text in (
        "École du réseau IMT Nord Europe",
        "Anciennement IMT Lille Douai",
        "Télécom Lille",
        "Villes Douai, Lille",
        "Carnot Télécom & Société numérique , partenaire stratégique",
    ):
        assert text in page


@pytest.mark.parametrize(
    ("presentation", "description"),
    [
        ("Deux mots.\n\nEt <b>ailleurs</b>.", "Deux mots.\n\nEt <b>ailleurs</b>."),
        ("", "École, école du réseau, Brest"),
    ],
)
def test_a_school_is_presented_on_its_page_and_in_its_description(presentation, description):
    make_school("École", slug="ecole", cities="Brest", presentation_fr=presentation)
    page = visit("/fr/ecoles/ecole/")
    assert page.tree.xpath("//meta[@name='description']/@content") == [description]
    paragraphs = page.texts("//div[@class='presentation']/p")
    assert paragraphs == (["Deux mots.", "Et <b>ailleurs</b>."] if presentation else [])


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_of_an_institute_needs_as_many_queries_for_one_as_for_thirty(
    number, institute, django_assert_num_queries
):
    publish_many(number, institute)
    for index in range(number):
        Membership.objects.create(institute=institute, school=make_school(f"S{index}"))
        make_contact(f"C{index}", organisation=institute)
    with django_assert_num_queries(9):
        page = visit("/fr/instituts/tsn/")
    assert len(page.texts("//li[@class='line']")) == min(number, 20)


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_of_a_school_needs_as_many_queries_for_one_as_for_thirty(number, django_assert_num_queries):
    school = make_school(slug="imt")
    publish_many(number, school)
    for index in range(number):
        Membership.objects.create(institute=make_institute(f"I{index}"), school=school)
        make_contact(f"C{index}", organisation=school)
    with django_assert_num_queries(8):
        visit("/fr/ecoles/imt/")


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize(
    ("path", "queries"), [("/fr/instituts/", 3), ("/fr/ecoles/", 2), ("/fr/contacts-presse/", 3)]
)
def test_a_list_needs_as_many_queries_for_one_as_for_thirty(number, path, queries, django_assert_num_queries):
    for index in range(number):
        LabelAward.objects.create(institute=make_institute(), year=2006)
        make_contact(f"C{index}", organisation=make_school())
    with django_assert_num_queries(queries):
        visit(path)


def test_press_contacts_are_grouped_by_organisation():
    imt = make_organisation(slug="imt")
    agency = make_organisation("Agence", kind="agency", slug="agency")
    make_contact("Zola", organisation=imt, languages=["fr", "xx"], phones=("+33676120053",))
    make_contact("Alone")
    for name in ("Beta", "Alpha"):
        make_contact(name, organisation=agency)
    page = visit("/fr/contacts-presse/")
    assert page.texts("//main//h2") == ["Agence", "Institut Mines-Télécom", "Autres contacts"]
    assert page.texts("//main//h3") == ["Zoé Alpha", "Zoé Beta", "Zoé Zola", "Zoé Alone"]
    assert page.tree.xpath("//a[@href='tel:+33676120053']/text()") == ["06 76 12 00 53"]
    assert "Langues : français, xx" in page


@pytest.mark.parametrize(
    "path", ["/fr/instituts/imt/", "/fr/ecoles/tsn/", "/fr/ecoles/none/", "/en/schools/%00/"]
)
def test_a_page_of_the_wrong_kind_is_a_404(institute, path):
    make_school(slug="imt")
    visit(path, 404)


# Logos


def png():
    content = io.BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    return content.getvalue()


def test_a_logo_is_served_by_what_it_is_and_without_a_cookie(client, django_assert_num_queries):
    make_organisation(slug="imt", logo=ContentFile(png(), name="logo.jpg"))
    with django_assert_num_queries(1):
        response = client.get("/logos/imt")
    assert response["Content-Type"] == "image/png"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    assert "Vary" not in response


def test_what_is_no_picture_is_no_logo(client):
    make_organisation(slug="imt", logo=ContentFile(b"<script>alert(1)</script>", name="logo.png"))
    assert client.get("/logos/imt").status_code == 404


def test_a_lost_logo_and_none_are_404s(client):
    lost = make_organisation(slug="imt", logo=ContentFile(png(), name="logo.png"))
    make_organisation(slug="bare")
    lost.logo.storage.delete(lost.logo.name)
    assert client.get("/logos/imt").status_code == 404
    assert client.get("/logos/bare").status_code == 404
    assert client.get("/logos/none").status_code == 404


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/fr/contacts-presse/", "01 41 11 37 89 poste\xa012"),
        ("/en/press-contacts/", "+33 1 41 11 37 89 ext. 12"),
    ],
)
def test_an_extension_is_shown_and_dialled(path, shown):
    contact = make_contact("Durand", phones=())
    contact.phone_numbers.create(number="+33141113789", extension="12")
    assert visit(path).tree.xpath("//a[@href='tel:+33141113789;ext=12']/text()") == [shown]
