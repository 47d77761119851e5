"""“Go to…” finds what a person may see by its names, and asks the database once for each kind."""

import datetime
import json

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.jump import OF_EACH_KIND
from institutes.models import FormerName
from releases.models import SitePage, Topic
from tests.builders import (
    ROLES,
    make_boilerplate,
    make_contact,
    make_institute,
    make_organisation,
    make_release,
    make_school,
    make_term,
    make_user,
)

pytestmark = pytest.mark.django_db
HOSTILE = [
    "'",
    '"',
    "%",
    "_",
    "\\",
    "AND",
    "a*",
    "NEAR(",
    "-",
    "\x00",
    "é" * 300,
    "x " * 300,
    "\ud800",
]


@pytest.fixture
def jump(client):
    """(kind, title) of all that is found, in English."""
    client.cookies["django_language"] = "en"

    def jump(typed):
        response = client.get(reverse("admin:jump"), {"q": typed, "format": "json"})
        assert response.status_code == 200
        groups = json.loads(response.content)["groups"]
        return [(group["title"], found["title"]) for group in groups for found in group["found"]]

    return jump


def sign_in(client, role, **fields):
    user = make_user(role, **fields)
    client.force_login(user)
    return user


def make_secrets():
    """One row of each kind whose name has the word."""
    make_release(title_fr="Secret draft")
    make_contact("Secret")
    make_institute("Institute Secret")
    make_school("School Secret")
    make_organisation("Agency Secret", kind="agency")
    make_boilerplate("Secret text")
    make_term("Secret", "Secret term")
    Topic.objects.create(name_fr="Secret", name_en="Secret topic", slug_fr="a", slug_en="b")


@pytest.mark.parametrize("typed", ["cevennes", "CRUES", "crues capteurs", "Cév"])
def test_a_release_is_found_by_any_words_of_its_title(client, jump, typed):
    sign_in(client, "writer")
    make_release(title_fr="Crues des Cévennes : 240 capteurs")
    make_release(title_fr="Autre", body_fr="<p>Crues des Cévennes, capteurs</p>")
    assert jump(typed) == [("Press releases", "Crues des Cévennes : 240 capteurs")]


def test_a_release_is_found_by_its_reference_and_leads_to_its_form(client):
    sign_in(client, "writer")
    release = make_release()
    make_release()
    response = client.get(reverse("admin:jump"), {"q": release.reference.lower(), "format": "json"})
    [group] = response.json()["groups"]
    assert group["found"] == [
        {
            "title": release.any_title(),
            "address": reverse("admin:releases_release_change", args=[release.pk]),
            "note": release.reference,
        }
    ]


def test_the_newest_releases_stand_first_and_five_are_enough(client, jump):
    sign_in(client, "writer")
    for number in range(OF_EACH_KIND + 2):
        make_release(title_fr=f"Nouvelle {number}")
    found = [title for _kind, title in jump("nouvelle")]
    assert found == [f"Nouvelle {number}" for number in range(OF_EACH_KIND + 1, 1, -1)]


def test_organisations_are_found_once_by_the_names_they_have_and_had(client, jump):
    sign_in(client, "writer")
    school, institute, agency = (
        make_school("IMT Nord"),
        make_institute("Carnot A"),
        make_organisation("Agence"),
    )
    for organisation in (school, institute, agency):
        FormerName.objects.create(organisation_id=organisation.pk, name_fr="Mines Douai", kind="spelling")
    assert jump("douai") == [
        ("Carnot institutes", "Carnot A"),
        ("Schools", "IMT Nord"),
        ("Organisations", "Agence"),
    ]


def test_people_are_found_by_their_own_names_and_not_by_where_they_work(client, jump):
    sign_in(client, "contacts")
    make_contact("Martin", organisation=make_organisation("Mines", kind="agency"))
    assert jump("zoé mar") == [("Contacts", "Zoé Martin")]
    assert jump("mines") == [("Organisations", "Mines")]


@pytest.mark.parametrize("role", [*ROLES, "admin", ""])
def test_nothing_is_found_of_a_kind_that_a_person_may_not_see(client, jump, role, rf):
    user = sign_in(client, role)
    make_secrets()
    request = rf.get("/")
    request.user = user
    seen = {
        model._meta.verbose_name_plural
        for model in admin.site._registry
        if admin.site.may_see_kind(request, model)
    }
    found = {kind.lower() for kind, _title in jump("secret")}
    assert found == {str(name).lower() for name in seen if admin_finds(name)}


def admin_finds(name):
    admins = {model._meta.verbose_name_plural: each for model, each in admin.site._registry.items()}
    return bool(admins[name].name_columns)


def test_each_permission_to_view_opens_its_own_kind_and_no_other(client, jump):
    user = sign_in(client, "")
    make_secrets()
    assert jump("secret") == []
    for model, title in [("release", "Press releases"), ("contact", "Contacts"), ("school", "Schools")]:
        user.user_permissions.set([Permission.objects.get(codename=f"view_{model}")])
        assert {kind for kind, _title in jump("secret")} == {title}


def test_a_row_that_its_admin_hides_is_not_found(client, jump, monkeypatch):
    sign_in(client, "admin")
    make_secrets()
    contacts = next(each for model, each in admin.site._registry.items() if model.__name__ == "Contact")
    monkeypatch.setattr(
        type(contacts), "has_view_permission", lambda self, request, row=None: row is None, raising=False
    )
    assert "Contacts" not in dict(jump("secret"))


@pytest.mark.parametrize(
    ("role", "typed", "titles"),
    [
        ("writer", "new", ["New release", "New term"]),
        ("writer", "import", []),
        ("writer", "password", ["Change password"]),
        ("contacts", "new cont", ["New contact"]),
        ("contacts", "verify", ["To verify"]),
        ("contacts", "contacts import", ["Import…"]),
        ("admin", "USER", ["Users", "New user"]),
        ("", "releases", []),
    ],
)
def test_pages_are_found_by_any_part_of_their_names_by_whoever_may_open_them(
    client, jump, role, typed, titles
):
    sign_in(client, role)
    assert [title for kind, title in jump(typed) if kind == "Pages"] == titles


@pytest.mark.parametrize("role", [*ROLES, "admin", ""])
def test_every_page_that_is_found_opens(client, role):
    sign_in(client, role)
    for letter in "aeiours":
        response = client.get(reverse("admin:jump"), {"q": letter, "format": "json"})
        for group in response.json()["groups"]:
            for found in group["found"]:
                assert client.get(found["address"]).status_code == 200, found


def test_somebody_without_a_password_is_not_led_to_change_it(client, jump):
    user = sign_in(client, "writer")
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    assert jump("password") == []


def test_where_nothing_is_typed_the_first_pages_are_offered(client, jump):
    sign_in(client, "writer")
    make_secrets()
    assert {kind for kind, _title in jump(" ")} == {"Pages"}


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_typed_is_an_error_or_a_wildcard(client, typed):
    sign_in(client, "admin")
    make_release(title_fr="Xyz", title_en="Xyz")
    for form in ("json", ""):
        query = {"q": typed.encode(errors="surrogatepass"), "format": form}
        response = client.get(reverse("admin:jump"), query)
        assert response.status_code == 200
        assert b"Xyz" not in response.content


def test_what_is_typed_and_found_is_text_on_the_page(client):
    sign_in(client, "writer")
    make_release(title_fr="<b>Gras</b>")
    page = client.get(reverse("admin:jump"), {"q": '"><script>gras'}).content.decode()
    assert "<script>gras" not in page
    page = client.get(reverse("admin:jump"), {"q": "gras"}).content.decode()
    assert "&lt;b&gt;Gras&lt;/b&gt;" in page


def test_the_page_works_without_a_script(client):
    sign_in(client, "writer")
    release = make_release(title_fr="Crues")
    page = client.get(reverse("admin:jump"), {"q": "crues"}).content.decode()
    assert f'<a href="/admin/releases/release/{release.pk}/change/">Crues</a>' in page


def test_whoever_is_signed_out_finds_nothing(client):
    response = client.get(reverse("admin:jump"), {"q": "secret", "format": "json"})
    assert response.status_code == 302
    client.force_login(make_user("writer", is_staff=False))
    assert client.get(reverse("admin:jump")).status_code == 302


def test_it_is_for_reading(client):
    sign_in(client, "admin")
    assert client.post(reverse("admin:jump")).status_code == 405


def queries(client):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(reverse("admin:jump"), {"q": "secret", "format": "json"})
    return len(captured)


def test_each_kind_is_asked_for_once_however_many_rows_there_are(client):
    sign_in(client, "admin")
    make_secrets()
    queries(client)
    few = queries(client)
    for _each in range(OF_EACH_KIND):
        make_release(title_fr="Secret", issued_on=datetime.date(2020, 1, 1))
        make_contact("Secret", organisation=make_organisation("Secret", kind="agency"))
        make_institute("Secret")
    assert queries(client) == few
    # A session and its account, the pages required by law, and the kinds that have names.
    assert few <= 3 + sum(bool(each.name_columns) for each in admin.site._registry.values())


def test_the_pages_that_the_law_asks_for_are_found_by_their_names(client, jump):
    sign_in(client, "publisher")
    page = SitePage.objects.get(key=SitePage.Key.PRIVACY)
    assert jump("privacy") == [("Pages", "Privacy")]
    assert jump("accessib") == [("Pages", "Accessibility statement")]
    response = client.get(reverse("admin:jump"), {"q": "privacy", "format": "json"})
    [group] = response.json()["groups"]
    assert group["found"][0]["address"] == reverse("admin:releases_sitepage_change", args=[page.pk])
    sign_in(client, "contacts")
    assert jump("privacy") == []
