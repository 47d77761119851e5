"""Each edition that readers had has an address of its own; what it changed is marked."""

import datetime

import pytest
from time_machine import travel

from releases import workflow
from releases.models import Address, Edition
from tests.builders import (
    attach,
    make_contact,
    make_leaks,
    make_release,
    make_user,
    publish,
    schedule,
    withdraw,
)
from tests.releases.test_files import attach_file, picture
from tests.visitor import RELEASE, visit

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)
EDITION = {language: f"{path}edition/" for language, path in RELEASE.items()}
CHANGES = {"fr": "modifications/", "en": "changes/"}


def leaks_of_a_year():
    """Of what is scheduled nothing begins while these tests go from day to day."""
    leaks = make_leaks()
    for language in ("fr", "en"):
        withdraw(leaks[2], language)
        schedule(leaks[2], language, hours=24 * 365)
    return leaks


@pytest.fixture(scope="module")
def made_leaks(made_once):
    with travel(NOW, tick=False):
        return made_once(leaks_of_a_year)[0]


@pytest.fixture(autouse=True)
def days(time_machine, shared_leaks):
    """Moves to that day."""
    time_machine.move_to(NOW, tick=False)
    return lambda number: time_machine.move_to(NOW + datetime.timedelta(days=number), tick=False)


def rewritten(release, language="en", **texts):
    for field, text in texts.items():
        setattr(release, f"{field}_{language}", text)
    release.save()
    return release


@pytest.fixture
def corrected(days):
    """Nine schools, which were ten."""
    release = make_release()
    for language in ("fr", "en"):
        publish(
            rewritten(release, language, body="<p>In this network there are nine schools of its own.</p>"),
            language,
        )
    days(2)
    for language in ("fr", "en"):
        release = rewritten(
            release, language, body="<p>In this network there are ten schools of its own.</p>"
        )
        publish(release, language, change_note="Ten schools.")
    return release


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_replaced_edition_is_read_at_its_address_which_says_so(language, corrected):
    page = visit(f"{EDITION[language]}1/")
    assert "there are nine schools" in page
    assert "there are ten schools" not in page
    words = {
        "fr": "Vous lisez l’édition 1, qui a été remplacée. Elle a été en ligne du 1er mars 2027",
        "en": "You are reading edition 1, which was replaced. It was on the site from 1 March 2027",
    }
    [notice] = page.texts("//div[@class='correction'][1]")
    assert words[language] in notice
    assert "Ten schools." in page
    assert page.canonical() == RELEASE[language]
    assert page.tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not page.alternates()
    assert page.tree.xpath("//main//a/@href")[0] == f"{EDITION[language]}2/{CHANGES[language]}"
    assert RELEASE[language] in page.tree.xpath("//main//a/@href")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_live_edition_leads_to_its_page_for_now(language, corrected, client):
    response = client.get(f"{EDITION[language]}2/")
    assert (response.status_code, response["Location"]) == (302, RELEASE[language])


@pytest.mark.parametrize("number", ["3", "0", "01", "999999999", "9999999999", "x"])
def test_what_never_was_an_edition_is_not_found(number, corrected):
    visit(f"{EDITION['en']}{number}/", 404)
    visit(f"{EDITION['en']}{number}/changes/", 404)


def test_a_scheduled_correction_has_no_address_before_its_hour(corrected, days):
    edition = schedule(rewritten(corrected, body="<p>Later words.</p>"), "en", change_note="Later.")
    unknown = visit(f"{EDITION['en']}9/", 404)
    assert visit(f"{EDITION['en']}{edition.number}/", 404).source == unknown.source
    visit(f"{EDITION['en']}{edition.number}/changes/", 404)
    assert "Later" not in visit(RELEASE["en"])
    assert "Later" not in visit(f"{EDITION['en']}1/")
    days(9)
    assert "Later." in visit(RELEASE["en"])


def test_what_was_replaced_before_its_hour_never_was(days):
    release = make_release()
    schedule(release, "en")
    publish(rewritten(release, body="<p>Other words.</p>"), "en")
    visit(f"{EDITION['en']}1/", 404)
    visit(f"{EDITION['en']}2/changes/", 404)
    assert not visit(RELEASE["en"]).tree.xpath("//details[@class='history']")


def test_no_leak_has_an_edition_that_can_be_read():
    for word, status in (("draft", 404), ("review", 404), ("scheduled", 404), ("withdrawn", 410)):
        visit(f"/fr/communiques/2020/secret-{word}/edition/1/", status)
        visit(f"/fr/communiques/2020/secret-{word}/edition/1/modifications/", status)


def test_a_withdrawal_takes_back_all_editions_before_it(corrected, days):
    days(3)
    withdraw(corrected, "en", explanation="All of it was wrong.")
    for address in ("1/", "2/", "2/changes/"):
        page = visit(f"{EDITION['en']}{address}", 410)
        assert "All of it was wrong." in page
        assert "schools" not in page
    visit(f"{EDITION['fr']}1/")


def test_what_was_published_again_shows_nothing_of_what_was_withdrawn(corrected, days):
    days(3)
    withdraw(corrected, "en", explanation="All of it was wrong.")
    days(4)
    publish(rewritten(corrected, body="<p>Eleven words.</p>"), "en", change_note="Right again.")
    for number in (1, 2):
        page = visit(f"{EDITION['en']}{number}/", 410)
        assert "This edition of the press release has been withdrawn" in page
        assert RELEASE["en"] in page.tree.xpath("//main//a/@href")
    visit(f"{EDITION['en']}3/changes/", 404)
    page = visit(RELEASE["en"])
    assert page.texts("//details[@class='history']//li/p[1]")[1:] == [
        "Edition 2, withdrawn from 3 March 2027, 10:00 CET to 4 March 2027, 10:00 CET",
        "Edition 1, withdrawn from 1 March 2027, 10:00 CET to 3 March 2027, 10:00 CET",
    ]
    assert "Ten schools." not in page


def test_an_edition_is_read_at_the_address_of_its_day(days, client):
    release = make_release()
    publish(release, "en")
    days(1)
    publish(rewritten(release, slug="moved"), "en")
    assert client.get("/en/press-releases/2020/moved/edition/1/")["Location"] == f"{EDITION['en']}1/"
    visit(f"{EDITION['en']}1/")
    visit("/en/press-releases/2020/unknown/edition/1/", 404)


def test_the_address_of_another_release_shows_none_of_ours(corrected):
    assert Address.objects.filter(slug="title-en").exists()
    publish(make_release(slug_en="other", title_en="Other"), "en")
    visit("/en/press-releases/2020/other/edition/2/", 404)


def test_files_that_are_public_no_more_are_left_out(days):
    release = make_release()
    shown, linked = attach_file(release, picture(), "map.jpg"), attach_file(release)
    shown, linked = shown.get_absolute_url(), linked.get_absolute_url()
    body = f'<p>See <a href="{linked}">these</a>.</p><figure><img src="{shown}" alt="A map"></figure>'
    publish(rewritten(release, body=body), "en")
    days(1)
    release.attachments.all().delete()
    publish(rewritten(release, body="<p>No numbers.</p>"), "en")
    page = visit(f"{EDITION['en']}1/")
    assert "[Picture that is not public any more] A map" in page
    assert "/files/" not in page.source
    assert "/files/" not in visit(f"{EDITION['en']}2/changes/").source


def test_who_was_erased_stays_erased(days):
    contact = make_contact("Vanished")
    release = attach(make_release(), contact)
    publish(release, "en")
    days(1)
    publish(rewritten(release, body="<p>Other words.</p>"), "en")
    assert "Vanished" in visit(f"{EDITION['en']}1/")
    Edition.objects.all().forget_people({contact.pk})
    assert "Vanished" not in visit(f"{EDITION['en']}1/")


# What changed


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_an_edition_changed_is_marked_for_eyes_and_ears(language, corrected):
    page = visit(f"{EDITION[language]}2/{CHANGES[language]}")
    inserted, deleted = {
        "fr": ("[inséré : ten fin de ce qui a été inséré]", "[supprimé : nine fin de ce qui a été supprimé]"),
        "en": ("[inserted: ten end of what was inserted]", "[deleted: nine end of what was deleted]"),
    }[language]
    assert [text.replace("\xa0", " ") for text in page.texts("//article//ins")] == [inserted]
    assert [text.replace("\xa0", " ") for text in page.texts("//article//del")] == [deleted]
    assert page.canonical() == RELEASE[language]
    assert "Ten schools." in page
    visit(f"{EDITION[language]}1/{CHANGES[language]}", 404)


def test_a_change_around_the_text_alone_says_so(days):
    release = attach(make_release(), make_contact())
    publish(release, "en")
    days(1)
    release.contacts.update(last_name="Petit")
    workflow.reissue_contacts(release, "en", make_user("publisher", username="another"))
    page = visit(f"{EDITION['en']}2/changes/")
    assert "Title, standfirst and text are the same" in page
    assert "Minor change" in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_lists_all_editions_that_readers_had(language, corrected):
    page = visit(RELEASE[language])
    links = page.tree.xpath("//details[@class='history']//a/@href")
    assert links == [f"{EDITION[language]}2/{CHANGES[language]}", f"{EDITION[language]}1/"]
    first = {
        "fr": "Édition 1 du 1er mars 2027 à {0} au 3 mars 2027 à {0}".format("10 h 00 (heure de Paris)"),
        "en": "Edition 1 from 1 March 2027, 10:00 CET to 3 March 2027, 10:00 CET",
    }
    times = page.texts("//details[@class='history']//li/p[1]")
    assert times[1] == first[language]


@pytest.mark.parametrize("number", [2, 12])
def test_any_number_of_editions_asks_as_many_queries(number, days, django_assert_num_queries):
    release = make_release()
    for day in range(number):
        days(day)
        publish(rewritten(release, body=f"<p>Day {day}.</p>"), "en")
    # Besides: what is related, and what the foot of each page links to.
    with django_assert_num_queries(5):
        visit(RELEASE["en"])
    with django_assert_num_queries(4):
        visit(f"{EDITION['en']}1/")
    with django_assert_num_queries(4):
        visit(f"{EDITION['en']}2/changes/")


def test_two_editions_are_both_and_one_of_seconds_has_one_hour():
    release = make_release()
    publish(release)
    with travel(NOW + datetime.timedelta(seconds=20), tick=False):
        publish(release, change_note="A number was wrong.")
        page = visit(RELEASE["fr"])
    assert page.texts("//details[@class='history']/summary") == ["Les deux éditions"]
    assert page.texts("//details[@class='history']//li[2]/p[1]") == [
        "Édition 1 le 1er mars 2027 à 10 h 00 (heure de Paris), pendant moins d’une minute"
    ]
