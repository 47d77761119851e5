import datetime

import pytest
import time_machine
from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from institutes.models import FormerName, LabelAward, Membership
from releases.composition import compose
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_leaks,
    make_organisation,
    make_release,
    make_school,
    publish,
    schedule,
    withdraw,
)
from tests.visitor import add_organisations, publish_many, visit

pytestmark = pytest.mark.django_db
RELEASE = {"fr": "/fr/communiques/2020/title-fr/", "en": "/en/press-releases/2020/title-en/"}


@pytest.fixture(autouse=True)
def leaks():
    return make_leaks()


@pytest.fixture
def institute():
    director = make_contact("Director", job_title_fr="directrice des essais", job_title_en="head of testing")
    institute = make_institute(slug="tsn", director=director)
    LabelAward.objects.create(institute=institute, year=2006)
    for order, (name, role) in enumerate([("Eurecom", "subsidiary"), ("IMT Atlantique", "member")]):
        school = make_school(name, slug=name.split()[0].lower())
        Membership.objects.create(institute=institute, school=school, role=role, order=order)
    return institute


@pytest.fixture
def published(institute):
    """One release live in both languages, with everything that a release can show."""
    release = make_release(subtitle_fr="Sous-titre")
    agency = make_organisation("Agence", kind="agency")
    contact = make_contact(
        "Martin", organisation=agency, phones=("+33141113789", "+33676120053"), languages=["fr", "en"]
    )
    attach(release, contact, make_boilerplate("The network"))
    add_organisations(release, institute)
    publish(release, "fr")
    publish(release, "en")
    return release


# Home


def test_home_puts_the_newest_release_first_and_the_others_beside_it():
    publish_many(2)
    page = visit("/fr/")
    assert page.texts("//*[@class='front-lead']//h3") == ["Release 1"]
    assert page.texts("//*[@class='front-others']//h3") == ["Release 0"]


def test_home_shows_institutes_and_those_who_answer_the_press(institute):
    make_contact("Silent", is_public=False)
    page = visit("/en/")
    assert institute.name in page
    assert "Zoé Director" in page
    assert "Silent" not in page


def test_home_says_so_when_nothing_is_published():
    assert "No press release has been published in this language yet." in visit("/en/")


@pytest.mark.parametrize("number", [1, 30])
def test_home_needs_as_many_queries_for_one_release_as_for_thirty(
    number, institute, django_assert_num_queries
):
    publish_many(number, institute)
    with django_assert_num_queries(5):
        visit("/fr/")


# The list


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_needs_two_queries_for_one_release_and_for_thirty(
    number, institute, django_assert_num_queries
):
    publish_many(number, institute)
    with django_assert_num_queries(2):
        visit("/fr/communiques/")


def test_the_list_has_pages_of_twenty_that_name_their_neighbours():
    publish_many(41)
    first, second = visit("/fr/communiques/"), visit("/fr/communiques/?page=2")
    assert len(first.texts("//li[@class='line']")) == len(second.texts("//li[@class='line']")) == 20
    assert second.tree.xpath("//link[@rel='prev' or @rel='next']/@href") == ["?page=1", "?page=3"]
    assert second.tree.xpath("//a[@rel='prev' or @rel='next']/@href") == ["/fr/communiques/", "?page=3"]
    assert second.tree.xpath("//nav//a[@aria-current='page' and starts-with(@href, '?')]/@href") == [
        "?page=2"
    ]
    assert second.canonical() == "/fr/communiques/?page=2"
    assert not second.alternates()
    assert first.canonical() == "/fr/communiques/"


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
def test_a_release_needs_two_queries_however_much_it_shows(number, institute, django_assert_num_queries):
    release = add_organisations(make_release(), institute, *(make_school(f"S{n}") for n in range(number)))
    attach(release, *(make_contact(f"C{n}") for n in range(number)), make_boilerplate())
    publish(release, "fr")
    publish(release, "en")
    with django_assert_num_queries(2):
        visit(RELEASE["fr"])


def test_a_release_shows_its_parts_in_the_order_in_which_they_are_read(published):
    words = visit(RELEASE["fr"]).words
    parts = [
        "Communiqué de presse",
        "Title in fr",
        "Sous-titre",
        "Paris, le 12 février 2020",
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
        "Contacts presse",
        "Zoé Martin",
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
    assert dateline in visit(RELEASE[language])


def test_a_correction_says_what_changed_and_when():
    release = make_release()
    with time_machine.travel("2020-02-12T09:00:00+01:00"):
        publish(release)
        assert "Version corrigée" not in visit(RELEASE["fr"])
    with time_machine.travel("2020-02-13T23:30:00+00:00"):
        publish(release, change_note="The number of schools was wrong.")
    page = visit(RELEASE["fr"])
    assert "Version corrigée n° 2, 14 février 2020 The number of schools was wrong." in page
    assert "14 février 2020 à 00:30 CET" in page


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


# What nobody may see


@pytest.mark.parametrize("word", ["draft", "review", "scheduled"])
def test_what_was_never_live_answers_exactly_like_an_unknown_address(word):
    unknown = visit("/fr/communiques/2020/unknown/", 404)
    hidden = visit(f"/fr/communiques/2020/secret-{word}/", 404)
    assert hidden.source == unknown.source
    assert hidden.response.headers == unknown.response.headers


@pytest.mark.parametrize("place", range(3))
def test_the_reference_of_what_was_never_live_answers_like_an_unknown_one(place, leaks):
    unknown = visit("/fr/communiques/reference/CP-1999-001/", 404)
    assert visit(f"/fr/communiques/reference/{leaks[place].reference}/", 404).source == unknown.source


def test_a_scheduled_release_is_there_at_its_hour_and_not_before():
    edition = schedule(make_release(), hours=12)  # the leak's hour is the twenty-fourth
    visit(RELEASE["fr"], 404)
    with time_machine.travel(edition.live_from - datetime.timedelta(seconds=1)):
        visit(RELEASE["fr"], 404)
        assert "Title in fr" not in visit("/fr/")
    with time_machine.travel(edition.live_from):
        assert "Title in fr" in visit(RELEASE["fr"])
        assert "Title in fr" in visit("/fr/")


def test_a_year_is_written_with_four_digits(published):
    visit("/fr/communiques/02020/title-fr/", 404)
    visit(f"/fr/communiques/{'9' * 30}/title-fr/", 404)
    visit("/fr/communiques/9999/title-fr/", 404)


# Addresses that moved


def moved(release, slug):
    release.slug_fr = slug
    release.save()
    return release


def test_an_old_address_leads_to_the_new_one(client):
    release = make_release()
    publish(release)
    publish(moved(release, "new"))
    response = client.get(RELEASE["fr"])
    assert (response.status_code, response["Location"]) == (301, "/fr/communiques/2020/new/")
    assert response["Cache-Control"] == "no-cache"
    assert not response.cookies


def test_a_release_may_go_back_to_its_first_address(client):
    release = make_release()
    publish(release)
    publish(moved(release, "new"))
    publish(moved(release, "title-fr"))
    visit(RELEASE["fr"])
    assert client.get("/fr/communiques/2020/new/")["Location"] == RELEASE["fr"]


def test_the_address_of_a_scheduled_correction_is_not_given_away():
    release = make_release()
    publish(release)
    schedule(moved(release, "new"))
    visit(RELEASE["fr"])
    visit("/fr/communiques/2020/new/", 404)


def test_the_address_of_an_edition_replaced_before_its_hour_never_was():
    release = make_release()
    schedule(release, hours=24)
    publish(moved(release, "new"))
    visit(RELEASE["fr"], 404)
    visit("/fr/communiques/2020/new/")


# Withdrawn


def test_a_withdrawn_release_is_explained_at_its_address_without_its_text(client):
    release = make_release()
    with time_machine.travel("2020-02-12T09:00:00+01:00"):
        publish(release)
    with time_machine.travel("2020-03-01T09:00:00+01:00"):
        withdraw(release, explanation="The call was cancelled.\nA new one follows.")
    page = visit(RELEASE["fr"], 410)
    for text in (
        "Ce communiqué a été retiré",
        release.reference,
        "Retiré le 1er mars 2020",
        "The call was cancelled.",
    ):
        assert text in page
    for text in ("Title in fr", "Standfirst", "Body", "title-fr"):
        assert text not in page.source
    assert not page.alternates()
    assert not page.canonical()


def test_a_withdrawn_leak_shows_its_explanation_only():
    assert "Published by mistake." in visit("/fr/communiques/2020/secret-withdrawn/", 410)


def test_a_withdrawn_release_offers_the_language_in_which_it_still_is(published):
    withdraw(published, "fr")
    page = visit(RELEASE["fr"], 410)
    assert page.language_links() == {"en": RELEASE["en"]}
    assert visit(RELEASE["en"]).language_links() == {
        "fr": f"/fr/communiques/reference/{published.reference}/"
    }


def test_an_old_address_of_a_withdrawn_release_explains_too():
    release = make_release()
    publish(release)
    publish(moved(release, "new"))
    withdraw(release)
    visit(RELEASE["fr"], 410)
    visit("/fr/communiques/2020/new/", 410)


def test_what_was_withdrawn_before_its_hour_never_was():
    release = make_release()
    schedule(release)
    withdraw(release)
    visit(RELEASE["fr"], 404)


def test_what_is_published_again_after_a_withdrawal_is_a_page_again():
    release = make_release()
    publish(release)
    withdraw(release)
    publish(release, change_note="The text is whole again.")
    assert "Title in fr" in visit(RELEASE["fr"])


# One release in several languages


def test_both_languages_name_each_other_and_themselves(published):
    for language, path in RELEASE.items():
        page = visit(path)
        assert page.alternates() == {**RELEASE, "x-default": RELEASE["fr"]}
        assert page.canonical() == path
        assert page.language_links() == {other: RELEASE[other] for other in RELEASE if other != language}


def test_a_release_in_one_language_has_no_alternate_and_a_switch_to_a_statement(django_assert_num_queries):
    release = make_release()
    publish(release)
    page = visit(RELEASE["fr"])
    assert not page.alternates()
    statement = page.language_links()["en"]
    assert statement == f"/en/press-releases/reference/{release.reference}/"
    with django_assert_num_queries(1):
        page = visit(statement, 404)
    assert "This press release is not available in English" in page
    assert page.tree.xpath("//main//a[@hreflang='fr']/@href") == [RELEASE["fr"]]
    assert page.language_links() == {"fr": RELEASE["fr"]}
    assert not page.alternates()


def test_a_translation_that_is_only_scheduled_is_not_named():
    release = make_release()
    publish(release)
    schedule(release, "en")
    assert not visit(RELEASE["fr"]).alternates()
    visit(f"/en/press-releases/reference/{release.reference}/", 404)
    visit(RELEASE["en"], 404)


def test_a_reference_leads_to_the_live_release(client, published):
    response = client.get(f"/en/press-releases/reference/{published.reference}/")
    assert (response.status_code, response["Location"]) == (302, RELEASE["en"])


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("/fr/", "/en/"),
        ("/fr/communiques/", "/en/press-releases/"),
        ("/fr/instituts/", "/en/institutes/"),
        ("/fr/instituts/tsn/", "/en/institutes/tsn/"),
        ("/fr/ecoles/", "/en/schools/"),
        ("/fr/ecoles/imt/", "/en/schools/imt/"),
        ("/fr/contacts-presse/", "/en/press-contacts/"),
    ],
)
def test_every_other_page_switches_to_itself_in_the_other_language(french, english, institute):
    page = visit(french)
    default = "/" if french == "/fr/" else french
    assert page.language_links() == {"en": english}
    assert visit(english).language_links() == {"fr": french}
    assert page.alternates() == {"fr": french, "en": english, "x-default": default}
    assert page.canonical() == french


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


def test_a_dirty_body_that_reached_the_database_by_itself_is_inert_on_the_page():
    edition = publish(make_release())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE releases_edition SET body = %s WHERE id = %s", [DIRTY, edition.pk])
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


def test_now_is_used_for_every_page_and_not_the_time_of_the_start():
    publish(make_release(), live_from=timezone.now() + datetime.timedelta(seconds=1))
    assert "Title in fr" not in visit("/fr/communiques/")
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1)):
        assert "Title in fr" in visit("/fr/communiques/")
