import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.checks import run_checks
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from releases.models import SitePage
from releases.texts.richtext import clean_html
from tests.releases import desk
from tests.visitor import visit

pytestmark = pytest.mark.django_db

PAGES = {
    "legal": ("/fr/mentions-legales/", "/en/legal-notice/"),
    "privacy": ("/fr/confidentialite/", "/en/privacy/"),
    "accessibility": ("/fr/accessibilite/", "/en/accessibility/"),
}
# What each has to say, in both languages.
REQUIRED = {
    "legal": (
        "2004-575",
        "directeur de la publication",
        "hébergeur",
        "publication director",
        "hosting provider",
    ),
    "privacy": (
        "cookie",
        "CNIL",
        "délégué à la protection",
        "data protection officer",
        "14 jours",
        "14 days",
    ),
    "accessibility": (
        *("article 47", "2005-102", "RGAA", "Défenseur des droits", "Libre réponse 71120"),
        *("État de conformité", "Contenus non accessibles", "Retour d’information", "Voies de recours"),
        *("Compliance status", "Content that is not accessible", "Feedback and contact", "Remedies"),
    ),
}
STATUS = {"fr": "Accessibilité : non conforme", "en": "Accessibility: not compliant"}


def get(key):
    return SitePage.objects.get(key=key)


def change_url(page):
    return reverse("admin:releases_sitepage_change", args=[page.pk])


@pytest.mark.parametrize("key", PAGES)
def test_each_page_says_in_both_languages_what_the_law_asks(key):
    pages = [visit(address) for address in PAGES[key]]
    assert [page.alternates()["fr"] for page in pages] == [PAGES[key][0]] * 2
    assert [page.language_links() for page in pages] == [{"en": PAGES[key][1]}, {"fr": PAGES[key][0]}]
    words = " ".join(page.words for page in pages)
    assert [part for part in REQUIRED[key] if part not in words] == []


def test_they_are_clean_and_name_as_many_blanks_in_each_language():
    for page in SitePage.objects.all():
        assert page.body_fr == clean_html(page.body_fr)
        assert page.body_en == clean_html(page.body_en)
        assert page.body_fr.count("[") == page.body_en.count("[") == len(page.blanks()) / 2 > 0


def test_every_page_leads_to_them_and_states_how_accessible_the_site_is():
    for language, place in (("fr", 0), ("en", 1)):
        links = {link.get("href"): link.text for link in visit(f"/{language}/").tree.xpath("//footer//a")}
        assert {addresses[place] for addresses in PAGES.values()} <= links.keys()
        assert links[PAGES["accessibility"][place]].replace("\xa0", " ") == STATUS[language]


def test_a_change_of_the_status_is_seen_at_the_foot_and_in_the_statement():
    SitePage.objects.filter(key="accessibility").update(conformance="partial")
    assert "Accessibility: partially compliant" in visit("/en/").texts("//footer")[0]
    assert "Accessibility: partially compliant" in visit("/en/accessibility/").texts("//header")[1]


def test_what_one_language_lacks_is_said_in_another_marked_as_such():
    SitePage.objects.filter(key="legal").update(body_en="")
    page = visit("/en/legal-notice/")
    assert page.tree.xpath("string(//article//*[@lang]/@lang)") == "fr"
    assert "directeur de la publication" in page


def test_a_page_without_a_row_is_not_found_and_the_others_do_without_its_status():
    SitePage.objects.all().delete()
    visit("/fr/mentions-legales/", 404)
    assert "Accessibilité" in visit("/fr/").texts("//footer")[0]


@pytest.mark.parametrize(
    ("role", "status"), [("publisher", 302), ("admin", 302), ("writer", 403), ("contacts", 403)]
)
def test_publishers_and_admins_change_them_in_the_editor(client, role, status):
    desk.sign_in(client, role)
    page = get("accessibility")
    data = desk.sent_by(client.get(change_url(page))) if status == 302 else {}
    data |= {"body_fr": "<p>Un <em>texte</em>.<script>x</script></p>", "conformance": "full"}
    assert client.post(change_url(page), data).status_code == status
    if status == 302:
        assert get("accessibility").body_fr == "<p>Un <em>texte</em>.</p>"
        assert "totalement conforme" in visit("/fr/accessibilite/")


def test_only_the_statement_has_a_status_and_cannot_do_without(client):
    desk.sign_in(client, "publisher")
    assert "conformance" not in desk.sent_by(client.get(change_url(get("legal"))))
    data = desk.sent_by(client.get(change_url(get("accessibility")))) | {"conformance": ""}
    answer = client.post(change_url(get("accessibility")), data)
    assert list(answer.context["errors"]) == [["Every page of the site has to say its status."]]


def test_nobody_adds_or_deletes_one(client):
    desk.sign_in(client, "admin")
    assert client.get(reverse("admin:releases_sitepage_add")).status_code == 403
    page = get("legal")
    delete = reverse("admin:releases_sitepage_delete", args=[page.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert not Permission.objects.filter(codename__in=["add_sitepage", "delete_sitepage"]).exists()
    assert get("legal") == page


def test_the_list_says_which_have_blanks_and_the_form_which_these_are(client):
    desk.sign_in(client, "admin")
    SitePage.objects.filter(key="privacy").update(body_fr="<p>Rien.</p>", body_en="<p>Nothing.</p>")
    SitePage.objects.filter(key="legal").update(body_fr="<p>[nom du directeur]</p>", body_en="<p>Full.</p>")
    listed = client.get(reverse("admin:releases_sitepage_changelist")).content.decode()
    assert [cell.split("<")[0] for cell in listed.split('field-number_of_blanks">')[1:]] == [
        "1 blank",
        "–",
        "20 blanks",
    ]
    assert "[nom du directeur]" in client.get(change_url(get("legal"))).content.decode()


def test_a_deployment_is_warned_of_blanks_until_they_are_filled_in():
    warnings = [each for each in run_checks(include_deployment_checks=True) if each.id == "releases.W001"]
    assert len(warnings) == 3
    assert "[dénomination de l’éditeur]" in str(warnings[0])
    SitePage.objects.update(body_fr="<p>Rien.</p>", body_en="<p>Nothing.</p>")
    assert "releases.W001" not in {each.id for each in run_checks(include_deployment_checks=True)}


def test_the_check_says_nothing_where_there_is_no_table_yet(monkeypatch):
    def fail(*args):
        raise DatabaseError

    monkeypatch.setattr(SitePage.objects, "all", fail)
    assert "releases.W001" not in {each.id for each in run_checks(include_deployment_checks=True)}


def test_only_reading_is_answered():
    assert Client().post("/fr/mentions-legales/").status_code == 405


def test_the_desk_leads_to_the_page_of_the_site(client):
    desk.sign_in(client, "publisher")
    page, kind = get("legal"), ContentType.objects.get_for_model(SitePage)
    with override("en"):
        address = page.get_absolute_url()
    assert f'href="{address}"' in client.get(change_url(page)).content.decode()
    assert client.get(reverse("admin:view_on_site", args=[kind.pk, page.pk]))["Location"] == address
