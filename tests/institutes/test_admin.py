import datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from institutes.models import (
    Contact,
    FormerName,
    Institute,
    LabelAward,
    Membership,
    Organisation,
    PhoneNumber,
    School,
)
from tests.builders import (
    make_contact,
    make_institute,
    make_organisation,
    make_school,
    make_user,
)
from tests.institutes.forms import (
    address,
    contact_form,
    errors_of,
    lines,
    no_lines,
    organisation_form,
    picture,
    school_form,
)

pytestmark = pytest.mark.django_db

MODELS = [Organisation, School, Institute, Contact]


def make_one_of_each(number):
    agency = make_organisation(f"Agency {number}", kind="agency", website="https://example.org")
    school = make_school(f"School {number}", cities="Brest")
    director = make_contact(
        f"Director{number}", organisation=agency, phones=("+33141113789", "+33612345678"), languages=["br"]
    )
    institute = make_institute(f"Institute {number}", director=director)
    Membership.objects.create(institute=institute, school=school)
    LabelAward.objects.create(institute=institute, year=2020)
    FormerName.objects.create(organisation=school, name_fr="École", kind="spelling")


def test_every_model_has_a_form_of_its_own_or_lines_in_another():
    inline = {inline.model for model in MODELS for inline in admin.site.get_model_admin(model).inlines}
    registered = {
        model for model in apps.get_app_config("institutes").get_models() if admin.site.is_registered(model)
    }
    directory = {*MODELS, FormerName, LabelAward, Membership, PhoneNumber}
    assert directory <= inline | registered


@pytest.mark.parametrize("model", MODELS)
def test_each_language_of_the_settings_has_its_field_beside_the_others(manager, settings, model):
    form = manager.get(address(model, "add")).context["adminform"]
    # A read-only field is a dictionary, one of the form is bound to it.
    together = [
        [getattr(field.field, "name", None) for field in line] for fieldset in form for line in fieldset
    ]
    stem = "job_title" if model is Contact else "name"
    assert [f"{stem}_{code}" for code, _name in settings.LANGUAGES] in together
    assert stem not in form.form.fields


@pytest.mark.parametrize("model", MODELS)
def test_a_list_takes_as_many_queries_for_1_row_as_for_30(manager, model):
    make_one_of_each(0)
    with CaptureQueriesContext(connection) as one:
        manager.get(address(model, "changelist"))
    for number in range(1, 30):
        make_one_of_each(number)
    with CaptureQueriesContext(connection) as thirty:
        response = manager.get(address(model, "changelist"))
    assert len(response.context["cl"].result_list) >= 30
    assert len(thirty) == len(one)


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (Organisation, "telecoms institute"),
        (School, "telecoms institute"),
        (Institute, "telecoms institute"),
        (Contact, "press officer"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_search_finds_words_of_every_language_whatever_the_desk_speaks(manager, model, words, language):
    found = {
        Organisation: lambda: Organisation.objects.create(name_fr="Agence", name_en="Telecoms Institute"),
        School: lambda: School.objects.create(name_fr="École", name_en="Telecoms Institute"),
        Institute: lambda: Institute.objects.create(name_fr="Institut", name_en="Telecoms Institute"),
        Contact: lambda: make_contact(job_title_fr="Attachée de presse", job_title_en="Press officer"),
    }[model]()
    make_one_of_each(0)
    response = manager.get(address(model, "changelist"), {"q": words}, HTTP_ACCEPT_LANGUAGE=language)
    assert list(response.context["cl"].result_list) == [found]


def test_a_school_is_found_by_a_name_it_no_longer_bears(manager):
    school = make_school("IMT Nord Europe")
    for year, name in ((2022, "IMT Lille Douai"), (2017, "Mines Douai")):
        FormerName.objects.create(organisation=school, name_fr=name, until=datetime.date(year, 1, 1))
    make_school("IMT Atlantique")
    response = manager.get(address(School, "changelist"), {"q": "douai"})
    assert list(response.context["cl"].result_list) == [school]


@pytest.mark.parametrize(
    ("model", "filters"),
    [
        (Organisation, {"kind__exact": "agency"}),
        (School, {"relation__exact": "school"}),
        (Institute, {"awards__year": "2020"}),
        (Contact, {"is_press_contact__exact": "1", "is_public__exact": "1", "objected_on__isempty": "1"}),
    ],
)
def test_a_list_can_be_narrowed(manager, model, filters):
    make_one_of_each(0)
    make_contact("Other", is_press_contact=False)
    make_school("Other", relation="affiliated")
    make_institute("Other")
    assert len(manager.get(address(model, "changelist"), filters).context["cl"].result_list) == 1


def test_the_list_of_contacts_shows_where_each_person_stands(manager):
    agency = make_organisation("Agence presse")
    make_contact("Petit", organisation=agency, objected_on=datetime.date(2024, 5, 17))
    page = manager.get(address(Contact, "changelist")).content.decode()
    assert "Agence presse" in page
    assert "+33 1 41 11 37 89" in page
    assert "17 May 2024" in page


class TestOrganisations:
    def test_schools_and_institutes_are_not_offered_as_a_kind(self, manager):
        form = manager.get(address(Organisation, "add")).context["adminform"].form
        offered = {value for value, _label in form.fields["kind"].choices}
        assert offered == set(Organisation.Kind) - {"school", "institute"}

    @pytest.mark.parametrize("kind", ["school", "institute"])
    def test_a_crafted_form_does_not_make_a_school_that_is_none(self, manager, kind):
        response = manager.post(address(Organisation, "add"), organisation_form(kind=kind))
        assert "is not one of the available choices" in errors_of(response)

    @pytest.mark.parametrize("page", ["change", "delete"])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_school_opens_in_its_own_form(self, manager, page, method):
        school = make_school()
        query = "?_popup=1&_to_field=id"
        response = getattr(manager, method)(address(Organisation, page, school.pk) + query)
        assert response.url == address(School, page, school.pk) + query
        assert School.objects.get() == school

    def test_an_unknown_organisation_is_no_crash(self, manager):
        response = manager.get(address(Organisation, "change", "12345"))
        assert response.status_code == 302

    @pytest.mark.parametrize("form", [organisation_form, school_form])
    def test_a_name_is_asked_for_in_one_language_at_least(self, manager, form):
        model = School if form is school_form else Organisation
        response = manager.post(address(model, "add"), form(name_fr=""))
        assert errors_of(response) == "Give the name in at least one language."

    def test_a_name_in_another_language_alone_will_do(self, manager):
        response = manager.post(address(School, "add"), school_form(name_fr="", name_en="School"))
        assert response.status_code == 302
        assert School.objects.get().name_en == "School"

    def test_an_address_name_is_taken_once(self, manager):
        make_organisation(slug="ecole")
        response = manager.post(address(School, "add"), school_form())
        assert "already has this address name" in errors_of(response)

    def test_a_former_name_needs_its_day_and_a_name(self, manager):
        rows = [
            {"kind": "renamed", "name_fr": "École des mines"},
            {"kind": "spelling", "until": "2020-01-01"},
        ]
        data = school_form() | lines("former_names", *rows)
        found = errors_of(manager.post(address(School, "add"), data))
        assert "A former name needs the day on which it was given up." in found
        assert "Give the name in at least one language." in found

    def test_a_school_is_saved_with_its_former_names_and_institutes(self, manager):
        institute = make_institute()
        former = {"name_fr": "IMT Lille Douai", "kind": "renamed", "until": "2022-01-01"}
        data = school_form() | lines("former_names", former)
        data |= lines("memberships", {"institute": institute.pk, "role": "member", "order": 3})
        assert manager.post(address(School, "add"), data).status_code == 302
        school = School.objects.get()
        assert school.kind == "school"
        assert school.former_names.get().name_fr == "IMT Lille Douai"
        assert school.memberships.get().institute == institute

    def test_an_institute_is_saved_with_its_schools_in_order_and_its_awards(self, manager):
        first, second = make_school("A"), make_school("B")
        data = {"name_fr": "Institut", "slug": "institut", "director": make_contact().pk}
        data |= no_lines("former_names") | lines(
            "memberships",
            {"school": first.pk, "role": "member", "order": 2},
            {"school": second.pk, "role": "subsidiary", "order": 1},
        )
        data |= lines("awards", {"year": 2020, "announced_on": "2020-02-07", "awarding_body_en": "ANR"})
        assert manager.post(address(Institute, "add"), data).status_code == 302
        institute = Institute.objects.get()
        assert [line.school for line in institute.memberships.all()] == [second, first]
        assert institute.labelled_since == 2020

    def test_the_same_school_twice_in_one_institute_is_refused(self, manager):
        row = {"school": make_school().pk, "role": "member", "order": 0}
        data = {"name_fr": "Institut", "slug": "institut", **no_lines("former_names", "awards")}
        response = manager.post(address(Institute, "add"), data | lines("memberships", row, row))
        assert "duplicate" in errors_of(response)

    def test_an_address_typed_without_a_scheme_is_a_secure_one(self, manager):
        manager.post(address(Organisation, "add"), organisation_form(website="www.example.org"))
        assert Organisation.objects.get().website == "https://www.example.org"


class TestLogos:
    @pytest.mark.parametrize(
        ("image_format", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("WEBP", "a.webp")]
    )
    def test_a_picture_is_kept_and_linked_where_it_can_be_seen(self, manager, image_format, name):
        logo = picture(image_format, name)
        assert manager.post(address(School, "add"), school_form(logo=logo)).status_code == 302
        school = School.objects.get()
        page = manager.get(address(School, "change", school.pk)).content.decode()
        assert f'href="{reverse("logo", args=[school.slug])}"' in page
        assert manager.get(school.logo.url).status_code == 200

    @pytest.mark.parametrize(
        ("logo", "reason"),
        [
            (
                SimpleUploadedFile("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
                "Accepted: JPG, PNG, WEBP",
            ),
            (
                SimpleUploadedFile("a.png", b"<script>alert(1)</script>"),
                "is not a PNG whatever",
            ),
            (SimpleUploadedFile("a.png", b"%PDF-1.7 ..."), "is not a PNG whatever"),
            (SimpleUploadedFile("a.pdf", b"%PDF-1.7 ..."), "not a file that can be published"),
            (picture("JPEG", "a.png"), "Rename it to end in .jpg"),
            (picture("PNG", "a.html"), "Rename it to end in .png"),
        ],
        ids=["svg", "script", "pdf named png", "pdf", "mislabelled", "html"],
    )
    def test_what_the_file_is_counts_not_what_it_is_called(self, manager, logo, reason):
        logo.seek(0)
        response = manager.post(address(School, "add"), school_form(logo=logo, name_en="Kept"))
        assert reason in errors_of(response)
        assert 'value="Kept"' in response.content.decode()
        assert not School.objects.exists()


class TestPermissions:
    @pytest.mark.parametrize("model", MODELS)
    def test_who_may_only_look_changes_nothing(self, client, model):
        client.force_login(make_user("translator"))
        make_one_of_each(0)
        instance = model.objects.earliest("pk")
        page = address(model, "change", instance.pk)
        assert client.get(page, follow=True).status_code == 200
        assert client.post(page, contact_form(), follow=True).status_code == 403
        assert client.get(address(model, "add")).status_code == 403
        assert (
            client.post(address(model, "delete", instance.pk), {"post": "yes"}, follow=True).status_code
            == 403
        )

    @pytest.mark.parametrize("model", MODELS)
    @pytest.mark.parametrize("page", ["changelist", "add"])
    def test_who_has_no_role_sees_nothing(self, client, model, page):
        client.force_login(make_user(""))
        assert client.get(address(model, page)).status_code == 403

    @pytest.mark.parametrize("model", MODELS)
    def test_who_is_not_signed_in_is_asked_to(self, client, model):
        assert client.get(address(model, "changelist")).url.startswith(reverse("admin:login"))

    def test_people_are_not_proposed_to_those_who_may_not_see_them(self, client):
        make_contact()
        client.force_login(make_user(""))
        query = {"app_label": "institutes", "model_name": "institute", "field_name": "director"}
        assert client.get(reverse("admin:autocomplete"), query).status_code == 403
