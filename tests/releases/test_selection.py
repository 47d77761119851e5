"""Lists that readers narrow: by year, organisation, kind and topic."""

import datetime

import pytest
from django.test import Client

from institutes.models import Organisation
from releases.models import Edition, Topic
from releases.public.facets import facets
from releases.public.selection import Selection
from tests.builders import make_institute, make_release, make_school, publish, schedule, withdraw
from tests.visitor import add_organisations, visit

pytestmark = pytest.mark.django_db

LIST = "/fr/communiques/"


@pytest.fixture(autouse=True)
def releases(shared_leaks):
    """Three that are live, and one of each that is not, all of the same year, kind, institute and topic."""
    institute, school = make_institute("Carnot Un", slug="un"), make_school("École Deux", slug="deux")
    health = Topic.objects.create(name_fr="Santé", name_en="Health", slug_fr="sante", slug_en="health")

    def release(title, day, *organisations, topics=(health,), **fields):
        made = make_release(title_fr=title, slug_fr=title.lower(), issued_on=day, **fields)
        made.topics.add(*topics)
        return add_organisations(made, *organisations)

    march, april = datetime.date(2021, 3, 5), datetime.date(2021, 4, 5)
    publish(release("Alpha", march, institute))
    publish(release("Beta", april, institute, school, kind="media_alert"))
    publish(release("Gamma", datetime.date(2020, 3, 1), school, topics=()))
    release("Draft", march, institute)
    schedule(release("Coming", march, institute))
    gone = release("Gone", march, institute)
    publish(gone)
    withdraw(gone)
    replaced = publish(release("Replaced", march, institute)).release
    replaced.title_fr = "Alpha again"
    replaced.save()
    publish(replaced, change_note="A word.")


def titles(query, status=200):
    return visit(f"{LIST}?{query}", status).texts("//h3")


def facet(page, name):
    """{label: number} of what a reader may choose."""
    links = page.texts(f"//details[@data-facet='{name}']//a")
    return {label.rpartition(" ")[0]: int(label.rpartition(" ")[2]) for label in links}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Beta", "Alpha again", "Alpha", "Gamma"]),
        ("annee=2021", ["Beta", "Alpha again", "Alpha"]),
        ("annee=2021&mois=4", ["Beta"]),
        ("annee=2019", []),
        ("organisation=un", ["Beta", "Alpha again", "Alpha"]),
        ("organisation=deux", ["Beta", "Gamma"]),
        ("organisation=deux&annee=2020", ["Gamma"]),
        ("type=invitation-presse", ["Beta"]),
        ("theme=sante", ["Beta", "Alpha again", "Alpha"]),
        ("annee=2021&mois=3&organisation=un&type=communique&theme=sante", ["Alpha again", "Alpha"]),
    ],
)
def test_choices_combine_and_what_is_not_live_is_in_none(query, found):
    assert [
        title for title in titles(query) if title in {*found, "Draft", "Coming", "Gone", "Replaced"}
    ] == found


def test_each_choice_says_how_many_it_leaves():
    page = visit(f"{LIST}?organisation=deux")
    assert facet(page, "year") == {"2021": 1, "2020": 1}
    assert facet(page, "kind") == {"Communiqué de presse": 1, "Invitation presse": 1}
    whole = visit(LIST)
    assert facet(whole, "organisation")["Carnot Un"] == 3
    assert facet(whole, "topic").get("Santé", 3) == 3


def test_a_choice_is_exchanged_for_another_of_its_kind():
    page = visit(f"{LIST}?annee=2021")
    assert "annee=2020" in page.tree.xpath(
        "string(//details[@data-facet='year']//a[contains(., '2020')]/@href)"
    )
    assert page.texts("//details[@data-facet='year']//a[@aria-current]") == ["2021 3"]
    assert facet(page, "month") == {"mars 2021": 2, "avril 2021": 1}


def test_what_was_chosen_is_named_and_taken_off_one_by_one():
    page = visit(f"{LIST}?annee=2021&theme=sante")
    chips = page.tree.xpath("//a[@class='chip']")
    assert [chip.text_content().strip() for chip in chips] == ["Retirer\xa0: 2021", "Retirer\xa0: Santé"]
    assert [chip.get("href") for chip in chips] == [f"{LIST}?theme=sante", f"{LIST}?annee=2021"]
    assert page.texts("//p[@id='found']") == ["3 communiqués"]
    assert page.texts("//title")[0].startswith("Communiqués : 2021, Santé")


def test_a_month_is_named_without_repeating_its_year():
    page = visit(f"{LIST}?annee=2021&mois=3&theme=sante")
    assert page.texts("//title")[0].startswith("Communiqués : mars 2021, Santé")
    assert "2021, mars 2021" not in page.texts("//footer")[0]
    english = visit("/en/press-releases/?year=2021&month=3")
    assert english.texts("//title")[0].startswith("Press releases: March 2021")
    assert english.texts("//a[@class='chip']") == ["Take off: 2021", "Take off: March 2021"]


@pytest.mark.parametrize(
    ("address", "chosen"),
    [
        (LIST, {}),
        (f"{LIST}?annee=2021&mois=3&theme=sante", {"annee": "2021", "mois": "3", "theme": "sante"}),
        ("/en/press-releases/?kind=press-release", {"kind": "press-release"}),
        ("/fr/communiques/?q=alpha&organisation=un", {"organisation": "un"}),
        ("/en/press-releases/?q=xyzzy&year=2021", {"year": "2021"}),
        ("/en/press-releases/", {}),
    ],
)
def test_a_search_from_a_list_stays_within_its_choices(address, chosen):
    fields = visit(address).tree.xpath("//form[@class='search']//input[@type='hidden']")
    assert {field.get("name"): field.get("value") for field in fields} == chosen


def test_no_release_left_is_said_with_a_way_back():
    page = visit(f"{LIST}?annee=2019&theme=sante")
    assert page.texts("//p[@id='found']") == ["0 communiqué"]
    assert "Il ne reste aucun communiqué." in page


def test_the_other_language_has_the_same_list_under_its_own_words():
    page = visit(f"{LIST}?annee=2021&type=communique&theme=sante")
    assert page.language_links()["en"] == "/en/press-releases/?year=2021&kind=press-release&topic=health"
    assert page.canonical() == f"{LIST}?annee=2021&type=communique&theme=sante"


@pytest.mark.parametrize(
    "query",
    [
        "annee=0",
        "annee=20211",
        "annee=２０２１",
        "mois=13&annee=2021",
        "mois=00&annee=2021",
        "type=x",
        "theme=x",
        "organisation=X",
    ],
)
def test_a_choice_that_does_not_exist_is_not_found(query):
    assert Client().get(f"{LIST}?{query}").status_code == 404


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("annee=&mois=&theme=sante", "?theme=sante"),
        ("mois=3", ""),
        ("organisation=", ""),
    ],
)
def test_what_a_form_leaves_empty_leaves_the_address(query, asked):
    answer = Client().get(f"{LIST}?{query}")
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}{asked}")


@pytest.mark.parametrize("query", ["annee=2024&mois=06", "q=batterie&annee=2024&mois=06"])
def test_a_month_written_with_a_zero_leads_to_the_one_spelling(query):
    answer = Client().get(f"{LIST}?{query}")
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}?{query.replace('06', '6')}")


def test_a_month_without_releases_is_an_empty_list():
    assert visit(f"{LIST}?annee=2024&mois=6").texts("//h3") == []


def test_pages_of_a_list_stay_narrowed(monkeypatch):
    monkeypatch.setattr("releases.public.listing.PAGE_SIZE", 2)
    page = visit(f"{LIST}?annee=2021")
    assert page.tree.xpath("//a[@rel='next']/@href") == ["?annee=2021&page=2"]
    assert len(visit(f"{LIST}?annee=2021&page=2").texts("//h3")) == 1


def test_lists_of_many_choices_are_not_kept_nor_indexed():
    few, many = "annee=2021&theme=sante", "annee=2021&theme=sante&organisation=un"
    assert Client().get(f"{LIST}?{few}").may_be_kept
    assert not Client().get(f"{LIST}?{many}").may_be_kept
    for query in (few, many):
        assert visit(f"{LIST}?{query}").tree.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]


def test_a_search_is_narrowed_as_lists_are():
    page = visit(f"{LIST}?q=alpha&annee=2021")
    assert titles("q=alpha&annee=2021") == ["Alpha again", "Alpha"]
    assert titles("q=alpha&annee=2020") == []
    chips = page.tree.xpath("//a[@class='chip']")
    assert [chip.get("href") for chip in chips] == [f"{LIST}?q=alpha"]
    assert page.texts("//p[@id='found']") == ["2 communiqués"]
    assert page.language_links()["en"] == "/en/press-releases/?q=alpha&year=2021"


def test_a_search_says_how_many_each_choice_leaves_of_its_results():
    kinds = facet(visit(f"{LIST}?q=carnot+un"), "kind")
    assert kinds == {"Communiqué de presse": 2, "Invitation presse": 1}
    assert len(titles("q=carnot+un&type=communique")) == kinds["Communiqué de presse"]


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"year": 2021},
        {"year": 2021, "month": 3},
        {"kind": "media_alert"},
        {"organisation": "un"},
        {"organisation": "un", "topic": "sante"},
        {"topic": "sante", "year": 2020},
    ],
)
def test_of_results_choices_are_counted_as_of_a_list(chosen):
    if "organisation" in chosen:
        chosen["organisation"] = Organisation.objects.get(slug=chosen["organisation"])
    if "topic" in chosen:
        chosen["topic"] = Topic.objects.get(slug_fr=chosen["topic"])
    selection = Selection("fr", **chosen)
    every = Edition.objects.values_list("pk", flat=True)
    assert facets(selection, list(every)) == facets(selection)
    assert facets(selection, []) == []


def test_choices_that_leave_nothing_say_so_and_what_there_is_without_them():
    assert "Il ne reste aucun communiqué." in visit(f"{LIST}?annee=2019")
    page = visit(f"{LIST}?q=alpha&annee=2020")
    assert "Il ne reste aucun communiqué." in page
    assert page.texts("//p[@class='more-here']/a") == ["2 communiqués sans ces choix"]


@pytest.mark.parametrize("typed", ["-alpha", "%22", "-"])
def test_a_search_without_a_word_to_look_for_asks_for_one(typed):
    assert "Écrivez au moins un mot à chercher." in visit(f"{LIST}?q={typed}")
