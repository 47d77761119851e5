import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from institutes.models import FormerName
from releases.workflow.composition import compose
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_release,
    make_school,
    publish,
)
from tests.visitor import (
    RELEASE,
    add_organisations,
    make_full_institute,
    publish_full_release,
    publish_many,
    visit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def leaks(shared_leaks):
    return shared_leaks


@pytest.fixture
def institute():
    return make_full_institute()


@pytest.fixture
def published(institute):
    return publish_full_release(institute)


# Home


def test_home_puts_the_newest_release_first_and_the_others_beside_it():
    publish_many(2)
    page = visit("/fr/")
    assert page.texts("//*[@class='front-lead']//h3") == ["Release 1"]
    assert page.texts("//*[@class='front-seconds stories']//h3") == ["Release 0"]


def test_home_shows_institutes_and_those_who_answer_the_press(institute):
    make_contact("Silent", is_public=False)
    page = visit("/en/")
    assert institute.name in page
    assert "Zoé Director" in page
    assert "Silent" not in page


def test_home_says_so_when_nothing_is_published():
    assert "No press release has been published in this language yet." in visit("/en/")


@pytest.mark.parametrize("number", [5, 30])
def test_home_needs_as_many_queries_for_five_releases_as_for_thirty(
    number, institute, django_assert_num_queries
):
    publish_many(number, institute)
    with django_assert_num_queries(8):
        visit("/fr/")


# The list


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_needs_as_many_queries_for_one_release_as_for_thirty(
    number, institute, django_assert_num_queries
):
    publish_many(number, institute)
    # The list, its number, and four facets, of which one is counted by two and reads names.
    with django_assert_num_queries(9):
        visit("/fr/communiques/")


def test_the_list_has_pages_of_twenty_that_name_their_neighbours():
    publish_many(41)
    first, second = visit("/fr/communiques/"), visit("/fr/communiques/?page=2")
    assert len(first.texts("//li[@class='line']")) == len(second.texts("//li[@class='line']")) == 20
    assert second.tree.xpath("//link[@rel='prev' or @rel='next']/@href") == ["/fr/communiques/", "?page=3"]
    assert second.tree.xpath("//a[@rel='prev' or @rel='next']/@href") == ["/fr/communiques/", "?page=3"]
    assert second.tree.xpath("//nav//a[@aria-current='page' and starts-with(@href, '?')]/@href") == [
        "?page=2"
    ]
    assert second.canonical() == "/fr/communiques/?page=2"
    assert not second.alternates()
    assert first.canonical() == "/fr/communiques/"
    assert not [page for page in (first, second) if page.tree.xpath("//*[@href='?page=1']")]


@pytest.mark.parametrize("number", ["0", "-1", "2", "x", "9" * 30, "%00"])
def test_a_page_that_is_not_there_is_a_404(number, institute):
    visit(f"/fr/communiques/?page={number}", 404)
    visit(f"/fr/instituts/tsn/?page={number}", 404)


def test_the_list_groups_by_year_and_names_the_organisations(published):
    page = visit("/en/press-releases/")
    assert page.texts("//h2") == ["2020"]
    assert "Press release 12 February 2020 Title in en Standfirst in en." in page
    assert "Carnot Télécom & Société numérique" in page.texts("//li[@class='line']")[0]


def test_of_many_organisations_the_list_names_two():
    schools = [make_school(f"School {number}") for number in range(5)]
    publish_many(1, *schools)
    assert "School 0, School 1 et 3 autres" in visit("/fr/communiques/")


def test_an_empty_list_says_so():
    assert "Aucun communiqué n’a encore été publié dans cette langue." in visit("/fr/communiques/")


def test_the_list_has_the_releases_of_its_language_only():
    publish(make_release())
    assert "Title in fr" not in visit("/en/press-releases/")


# A release


@pytest.mark.parametrize("number", [1, 30])
def test_a_release_needs_five_queries_however_much_it_shows(number, institute, django_assert_num_queries):
    release = add_organisations(make_release(), institute, *(make_school(f"S{n}") for n in range(number)))
    attach(release, *(make_contact(f"C{n}") for n in range(number)), make_boilerplate())
    publish(release, "fr")
    publish(release, "en")
    with django_assert_num_queries(5):
        visit(RELEASE["fr"])


def test_a_release_shows_its_parts_in_the_order_in_which_they_are_read(published):
    words = visit(RELEASE["fr"]).words
    parts = [
        "Communiqué de presse",
        "Title in fr",
        "Sous-titre",
        "Paris, le 12 février 2020",
        "Contacts presse",  # the way to them
        "Standfirst in fr.",
        "Body in fr.",
        "FIN",
        "Instituts Carnot et écoles",
        "Labellisé depuis 2006",
        "Zoé Director, directrice des essais",
        "École membre IMT Atlantique",
        "Filiale Eurecom",
        "The network (fr)",
        "À propos.",
        "Contacts presse Zoé Martin",
        "Agence",
        "Langues : français, anglais",
        f"Référence {published.reference}",
        "En ligne depuis le",
    ]
    words = words[words.index("Contacts presse") + 1 :]  # past the menu
    assert not [part for part in parts if part not in words]
    places = [words.index(part) for part in parts]
    assert places == sorted(places)


def test_the_english_page_speaks_english(published):
    page = visit(RELEASE["en"])
    for text in (
        "Paris, 12 February 2020",
        "ENDS",
        "head of testing",
        "Member school",
        "Languages: French, English",
    ):
        assert text in page
    assert page.tree.get("lang") == page.tree.xpath("string(//article/@lang)") == "en"


def test_telephone_and_mail_are_links(published):
    page, abroad = visit(RELEASE["fr"]), visit(RELEASE["en"])
    phones = page.tree.xpath("//a[starts-with(@href, 'tel:')]")
    assert [(phone.get("href"), phone.text) for phone in phones] == [
        ("tel:+33141113789", "01 41 11 37 89"),
        ("tel:+33676120053", "06 76 12 00 53"),
    ]
    assert abroad.texts("//a[starts-with(@href, 'tel:')]") == ["+33 1 41 11 37 89", "+33 6 76 12 00 53"]
    assert len(page.tree.xpath("//a[starts-with(@href, 'mailto:martin')]")) == 1


def test_institutes_and_schools_of_a_release_are_linked_once(published):
    publish(
        add_organisations(
            published,
            make_school("Mines Paris", slug="mines-paris"),
            published.institutes.get().schools.first(),
        )
    )
    hrefs = visit(RELEASE["fr"]).tree.xpath("//*[@class='organisations']//a/@href")
    assert hrefs == [
        "/fr/instituts/tsn/",
        "/fr/ecoles/imt/",
        "/fr/ecoles/eurecom/",
        "/fr/ecoles/mines-paris/",
    ]


@pytest.mark.parametrize(
    ("language", "dateline"), [("fr", "Nantes, le 1er février 2020"), ("en", "Nantes, 1 February 2020")]
)
def test_the_first_of_a_month_has_the_form_of_its_language(language, dateline):
    publish(make_release(issued_on=datetime.date(2020, 2, 1), city_fr="Nantes", city_en="Nantes"), language)
    page = visit(RELEASE[language])
    assert page.texts("//p[@class='dateline']") == [dateline]
    assert page.texts("//p[@class='dateline']//sup") == (["er"] if language == "fr" else [])


def test_a_correction_says_what_changed_and_when():
    release = make_release()
    with time_machine.travel("2020-02-12T09:00:00+01:00"):
        publish(release)
        assert "Version corrigée" not in visit(RELEASE["fr"])
    with time_machine.travel("2020-02-13T23:30:00+00:00"):
        publish(release, change_note="The number of schools was wrong.")
    page = visit(RELEASE["fr"])
    assert "Version corrigée n° 1, 14 février 2020 The number of schools was wrong." in page
    assert "14 février 2020 à 0 h 30 (heure de Paris)" in page


def test_a_minor_change_is_not_announced():
    release = make_release()
    publish(release)
    publish(release, minor=True, change_note="")
    assert "Version corrigée" not in visit(RELEASE["fr"])


def test_the_record_of_the_day_stays_when_people_and_schools_change(published, institute):
    institute.director.objected_on = datetime.date(2021, 1, 1)
    institute.director.save()
    FormerName.objects.create(
        organisation=institute, name_fr="Old", name_en="Old", until=datetime.date(2021, 1, 1), kind="renamed"
    )
    assert "Carnot Télécom & Société numérique" in visit(RELEASE["fr"])


# Rich text


DIRTY = """<p>Kept</p><script>alert(1)</script><img src=x onerror=alert(1)><p onclick="alert(1)">text</p>
<a href="javascript:alert(1)">one</a><a href="data:text/html,<script>alert(1)</script>">two</a>
<iframe src="//example.org"></iframe><svg onload=alert(1)></svg><style>p{color:red}</style>
<p style="color:red">three</p><form action="//example.org"><input></form>"""


def assert_inert(page):
    for unwanted in (
        "alert",
        "javascript:",
        "data:",
        "onerror",
        "onclick",
        "onload",
        "<iframe",
        "<form",
        "<style",
    ):
        assert unwanted not in page.source
    assert "Kept" in page


def test_a_dirty_body_written_through_the_orm_is_inert():
    publish(make_release(body_fr=DIRTY))
    assert_inert(visit(RELEASE["fr"]))


def test_a_dirty_body_that_reached_the_record_by_itself_is_inert_once_all_is_cleaned_anew():
    edition = publish(make_release())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE releases_edition SET body = %s WHERE id = %s", [DIRTY, edition.pk])
    call_command("clean_texts", "--all", verbosity=0)
    assert_inert(visit(RELEASE["fr"]))


def test_texts_without_markup_are_escaped():
    tag = "<b>bold</b><script>alert(1)</script>"
    release = make_release(title_fr=tag, subtitle_fr=tag, standfirst_fr=tag, city_fr=tag)
    contact = make_contact(tag, job_title_fr=tag, email='"><script>@example.org')
    attach(release, contact, make_boilerplate(title_fr=tag, body_fr=f"<p>Kept</p>{DIRTY}"))
    publish(release)
    page = visit(RELEASE["fr"])
    assert page.source.count("&lt;script&gt;alert(1)") >= 5
    visit("/fr/")
    visit("/fr/communiques/")
    visit("/fr/contacts-presse/")


# The preview of the desk


def test_the_article_can_be_shown_before_it_is_an_edition(rf, published):
    with override("en"):
        context = {
            "edition": compose(published, "en"),
            "alternates": [("fr", "Français", "/desk/")],
            "preview": True,
        }
        text = render_to_string("releases/release_detail.html", context, rf.get("/admin/preview/"))
    assert "Preview – not published" in text
    assert "Body in en." in text
    assert "Online since" not in text
    assert 'rel="canonical"' not in text
    assert "hreflang" not in text.split("</head>")[0]
    assert 'href="/desk/"' in text


def test_an_unfinished_text_can_be_previewed(rf):
    release = make_release(in_languages=("fr",), city_fr=None, standfirst_fr="", body_fr="", issued_on=None)
    for language in ("fr", "en"):
        with override(language):
            context = {"edition": compose(release, language), "alternates": [], "preview": True}
            text = render_to_string("releases/release_detail.html", context, rf.get("/admin/preview/"))
        assert "None" not in text
        assert ", le " not in text


def test_now_is_used_for_every_page_and_not_the_time_of_the_start():
    publish(make_release(), live_from=timezone.now() + datetime.timedelta(seconds=1))
    assert "Title in fr" not in visit("/fr/communiques/")
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1)):
        assert "Title in fr" in visit("/fr/communiques/")
