"""What release pages say to machines: JSON-LD and Open Graph."""

import datetime

import pytest
import time_machine
from django.core.files.base import ContentFile

from institutes.people.erasure import erase
from releases.models import Attachment, DocumentFile, EditionHtml
from releases.public import take_away
from tests.builders import attach, make_contact, make_release, make_user, publish, schedule, withdraw
from tests.releases.test_composition import picture
from tests.visitor import RELEASE, make_full_institute, publish_full_release, visit

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
REUSE = f"{SITE}/fr/reprendre-nos-communiques/"
CC = "https://creativecommons.org/"


def article(path=RELEASE["fr"]):
    return visit(path).structured_data()["NewsArticle"]


@pytest.mark.usefixtures("shared_leaks")
class TestOfOneRelease:
    def test_it_is_a_news_article_with_its_publisher_and_press_contacts(self):
        publish_full_release(make_full_institute())
        data = article()
        assert data["@context"] == "https://schema.org"
        assert (data["headline"], data["description"]) == ("Title in fr", "Standfirst in fr.")
        assert data["inLanguage"] == "fr"
        assert data["dateline"].startswith("Paris, le 12")
        assert data["url"] == data["mainEntityOfPage"]["@id"] == SITE + RELEASE["fr"]
        assert [line["url"] for line in data["about"]] == [f"{SITE}/fr/instituts/tsn/"]
        assert data["author"] == {
            "@type": "Organization",
            "name": data["publisher"]["name"],
            "url": f"{SITE}/fr/",
        }
        [contact] = data["publisher"]["contactPoint"]
        assert (contact["name"], contact["contactType"]) == ("Zoé Martin", "press")
        assert contact["telephone"] == ["+33141113789", "+33676120053"]
        assert data["publisher"]["logo"]["url"].startswith(f"{SITE}/static/")

    def test_it_names_its_documents(self, monkeypatch):
        monkeypatch.setattr(take_away, "_offered", [(DocumentFile.Kind.PDF, "application/pdf")])
        publish(make_release())
        assert article()["encoding"] == [
            {
                "@type": "MediaObject",
                "contentUrl": f"{SITE}{RELEASE['fr']}pdf/",
                "encodingFormat": "application/pdf",
            }
        ]

    def test_it_says_the_way_to_itself(self):
        publish(make_release())
        steps = visit(RELEASE["fr"]).structured_data()["BreadcrumbList"]["itemListElement"]
        assert [(step["position"], step["item"]) for step in steps] == [
            (1, f"{SITE}/fr/"),
            (2, f"{SITE}/fr/communiques/"),
            (3, SITE + RELEASE["fr"]),
        ]

    def test_its_first_hour_stays_and_a_correction_is_said(self):
        release = make_release()
        with time_machine.travel("2026-03-01T10:00:00+01:00", tick=False):
            publish(release)
        with time_machine.travel("2026-03-02T11:00:00+01:00", tick=False):
            publish(release, change_note="A number was wrong.")
            data = article()
        assert data["datePublished"] == "2026-03-01T10:00:00+01:00"
        assert data["dateModified"] == "2026-03-02T11:00:00+01:00"
        assert data["correction"]["text"] == "A number was wrong."

    def test_what_is_online_again_was_published_once_more_and_not_corrected(self):
        release = make_release()
        publish(release)
        withdraw(release)
        with time_machine.travel("2027-03-02T11:00:00+01:00", tick=False):
            publish(release, change_note="The partners have agreed.")
            data = article()
        assert "correction" not in data
        assert (data["publication"]["@type"], data["publication"]["startDate"]) == (
            "PublicationEvent",
            "2027-03-02",
        )

    def test_translations_lead_to_each_other_once_both_are_live(self):
        release = make_release()
        publish(release, "fr")
        schedule(release, "en")
        assert "workTranslation" not in article()
        with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2)):
            assert [work["url"] for work in article()["workTranslation"]] == [SITE + RELEASE["en"]]
            assert article(RELEASE["en"])["translationOfWork"]["url"] == SITE + RELEASE["fr"]

    def test_who_was_erased_is_not_in_it(self):
        release = attach(make_release(), make_contact("Durand"))
        publish(release)
        assert EditionHtml.objects.filter(structured_data__contains="Durand").exists()
        erase(release.contacts.get(), make_user("admin"), "They asked for it.")
        assert "contactPoint" not in article()["publisher"]
        assert not EditionHtml.objects.filter(structured_data__contains="Durand").exists()

    def test_signs_of_markup_end_no_script(self):
        title = "</script><script>alert('1 & 2')</script>\N{LINE SEPARATOR}"
        publish(make_release(title_fr=title))
        page = visit(RELEASE["fr"])
        assert page.structured_data()["NewsArticle"]["headline"].startswith("</script><script>alert('1 & 2')")
        assert "<script>" not in page.source

    def test_the_lead_picture_comes_with_its_licence_and_credit(self):
        release = make_release()
        texts = {"alt_fr": "Un labo", "alt_en": "A lab", "credit": "IMT / Zoé", "licence": "CC BY 4.0"}
        file = ContentFile(picture().read(), "a.png")
        Attachment.objects.create(release=release, file=file, is_lead_picture=True, **texts)
        publish(release)
        page = visit(RELEASE["fr"])
        image = page.structured_data()["NewsArticle"]["image"]
        assert image["url"].startswith(f"{SITE}/files/")
        assert (image["creditText"], image["license"]) == ("IMT / Zoé", f"{CC}licenses/by/4.0/")
        assert image["acquireLicensePage"] == REUSE
        properties = page.properties()
        assert properties["og:image"] == image["url"]
        assert properties["og:image:alt"] == "Un labo"
        assert properties["og:image:width"] == str(image["width"]["value"])

    @pytest.mark.parametrize(
        ("licence", "told"),
        [
            ("", None),
            ("CC0 1.0", f"{CC}publicdomain/zero/1.0/"),
            ("CC BY 4.0", f"{CC}licenses/by/4.0/"),
            ("Licence CC BY-NC-ND 3.0", f"{CC}licenses/by-nc-nd/3.0/"),
            ("https://example.org/l", "https://example.org/l"),
            ("Presse", {"@type": "CreativeWork", "name": "Presse", "url": REUSE}),
            ("CC BY", {"@type": "CreativeWork", "name": "CC BY", "url": REUSE}),
        ],
    )
    def test_a_licence_is_an_address_or_a_name_with_the_page_on_what_may_be_done(self, licence, told):
        release = make_release()
        file = ContentFile(picture().read(), "a.png")
        texts = {"alt_fr": "Un labo", "alt_en": "A lab", "licence": licence}
        Attachment.objects.create(release=release, file=file, is_lead_picture=True, **texts)
        publish(release)
        assert article()["image"].get("license") == told

    def test_open_graph_says_what_the_page_is(self):
        publish_full_release(make_full_institute())
        properties = visit(RELEASE["fr"]).properties()
        assert properties["og:type"] == "article"
        assert properties["og:title"] == "Title in fr"
        assert properties["og:description"] == "Standfirst in fr."
        assert properties["og:url"] == SITE + RELEASE["fr"]
        assert (properties["og:locale"], properties["og:locale:alternate"]) == ("fr_FR", "en_GB")
        assert properties["article:published_time"] <= properties["article:modified_time"]


@pytest.mark.parametrize("path", ["/fr/", "/en/press-releases/", "/fr/contacts-presse/", "/en/schools/"])
def test_pages_of_lists_are_described_for_sharing_and_lead_home(path):
    page = visit(path)
    properties = page.properties()
    assert properties["og:type"] == "website"
    assert properties["og:url"] == SITE + path
    assert properties["og:title"]
    assert properties["og:description"]
    assert ("BreadcrumbList" in page.structured_data()) is (path != "/fr/")


def test_pages_that_are_not_there_are_not_shared():
    assert visit("/fr/nowhere/", 404).properties() == {}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_front_page_says_whose_press_room_it_is(language):
    site = visit(f"/{language}/").structured_data()["WebSite"]
    assert (site["url"], site["inLanguage"]) == (f"{SITE}/{language}/", language)
    assert site["publisher"]["@type"] == "Organization"
    assert site["publisher"]["logo"]["url"].startswith(f"{SITE}/static/")


@pytest.mark.usefixtures("shared_leaks")
def test_a_page_with_contacts_has_a_way_to_them_at_its_beginning():
    publish_full_release(make_full_institute())
    tree = visit(RELEASE["fr"]).tree
    assert tree.xpath("//header//a[@href='#contacts']")
    assert tree.xpath("//section[@id='contacts']//a[starts-with(@href, 'tel:')]")
    publish(make_release(slug_fr="sans-contact"))
    assert not visit("/fr/communiques/2020/sans-contact/").tree.xpath("//a[@href='#contacts']")
