"""What readers find, and what they do not: the same on both databases."""

import datetime

import pytest
from django.utils import timezone

from institutes.models import FormerName
from releases.public import search
from tests.builders import (
    attach,
    make_contact,
    make_leaks,
    make_release,
    make_school,
    publish,
    schedule,
    withdraw,
    write_into_record,
)
from tests.visitor import add_organisations

pytestmark = pytest.mark.django_db


def found(typed, language="fr", **options):
    results = search.find(typed, language, **options)
    keys = results.keys(0, 100)
    assert results.number() == len(keys)
    return keys


def write(language="fr", **texts):
    texts = {f"{field}_{language}": text for field, text in texts.items() if field != "issued_on"} | {
        field: text for field, text in texts.items() if field == "issued_on"
    }
    number = search.Edition.objects.count()
    texts.setdefault(f"slug_{language}", f"titre-{number}")
    return write_into_record(make_release(**texts), language)


def test_the_title_comes_before_the_standfirst_before_the_body_before_the_rest():
    days = [datetime.date(2020, 1, day) for day in (4, 3, 2, 1)]
    around = make_release(issued_on=days[0], slug_fr="autour")
    attach(around, make_contact("Quillevéré"))
    rest = write_into_record(around)
    body = write(body="<p>Avec Quillevéré</p>", issued_on=days[1])
    standfirst = write(standfirst="Avec Quillevéré", issued_on=days[2])
    title = write(title="Avec Quillevéré", issued_on=days[3])
    assert found("quillevere") == [edition.pk for edition in (title, standfirst, body, rest)]


@pytest.mark.parametrize("typed", ['"capteur de quillevéré"', '"capteur de quillevéré" un'])
@pytest.mark.parametrize("most", [1, 1000])
def test_so_it_is_with_phrases(monkeypatch, typed, most):
    text, days = "Un capteur de Quillevéré", [datetime.date(2020, 1, day) for day in (4, 3, 2, 1)]
    write(title="Un capteur", body="<p>de Quillevéré</p>", issued_on=days[0])
    body = write(body=f"<p>{text}</p>", issued_on=days[1])
    standfirst = write(standfirst=text, issued_on=days[2])
    title = write(title=text, issued_on=days[3])
    assert found(typed) == [edition.pk for edition in (title, standfirst, body)]
    monkeypatch.setattr(search, "MOST", most)
    assert search.find(typed, "fr").keys(0, 3) == [title.pk, standfirst.pk, body.pk][:most]


def test_words_count_together_where_the_worst_of_them_stands():
    in_body = write(title="Un capteur", body="<p>de batteries</p>", issued_on=datetime.date(2021, 1, 1))
    in_title = write(title="Des batteries et un capteur", issued_on=datetime.date(2020, 1, 1))
    assert found("capteur batterie") == [in_title.pk, in_body.pk]


def test_of_equals_the_newest_comes_first():
    day = datetime.date(2020, 5, 4)
    older = write(title="Un capteur", issued_on=datetime.date(2019, 5, 4))
    late = write(title="Un capteur", issued_on=day)
    early = write(title="Un capteur", issued_on=day)
    assert late.live_from < early.live_from
    assert found("capteur") == [early.pk, late.pk, older.pk]


def test_only_what_is_live_is_found():
    make_leaks()
    replaced = publish(make_release(title_fr="SECRET ancien", slug_fr="ancien"))
    replaced.release.refresh_from_db()
    replaced.release.title_fr = "Public nouveau"
    replaced.release.save()
    new = publish(replaced.release)
    assert found("secret") == []
    assert found("nouveau") == [new.pk]


def test_what_was_live_is_found_at_that_moment():
    edition = publish(make_release(title_fr="Un capteur"))
    moment = timezone.now()
    withdraw(edition.release)
    assert found("capteur") == []
    assert found("capteur", at=moment) == [edition.pk]


def test_what_is_scheduled_is_found_from_its_hour_on():
    edition = schedule(make_release(title_fr="Un capteur"), hours=2)
    assert found("capteur") == []
    assert found("capteur", at=timezone.now() + datetime.timedelta(hours=3)) == [edition.pk]


def test_each_language_finds_its_own():
    release = make_release(title_fr="Carnot en français", title_en="Carnot in English")
    french, english = publish(release), publish(release, "en")
    assert found("carnot") == [french.pk]
    assert found("carnot", "en") == [english.pk]


def test_a_former_name_finds_what_bears_the_name_of_today():
    school = make_school("IMT Nord Europe", slug="imt-nord-europe")
    FormerName.objects.create(organisation=school, name_fr="Mines Douai", kind="spelling")
    about = write_into_record(add_organisations(make_release(), school))
    write(title="Sans école")
    assert found("mines douai") == found("nord europe") == found("M.I.N.E.S Douai") == [about.pk]
    school.former_names.update(name_fr="Télécom Lille")
    assert found("douai") == []
    assert found("telecom lille") == [about.pk]


def test_pages_go_on_where_the_one_before_ended():
    editions = [write(title="Un capteur", issued_on=datetime.date(2020, 1, 1 + n % 3)) for n in range(9)]
    results = search.find("capteur", "fr")
    pages = [results.keys(start, start + 4) for start in (0, 4, 8, 12)]
    assert sorted(key for page in pages for key in page) == sorted(edition.pk for edition in editions)
    assert [len(page) for page in pages] == [4, 4, 1, 0]


def test_results_are_bounded(monkeypatch):
    for _number in range(3):
        write(title="Un capteur")
    monkeypatch.setattr(search, "MOST", 2)
    results = search.find("capteur", "fr")
    assert results.number() == len(results.keys(0, 20)) == 2
    assert results.keys(2, 20) == []


@pytest.mark.parametrize("typed", ["", " ", "-capteur", '-"un capteur"', '""', "-", "\x00", "\ud800", "***"])
def test_nothing_that_is_looked_for_is_nothing_found(typed):
    write(title="Un capteur")
    assert found(typed) == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("typed", ["12 février 2020", "February 12, 2020", "12/02/2020", "2020-02-12"])
def test_a_day_finds_what_is_dated_so_before_what_names_it(typed, language):
    days = [datetime.date(2020, 2, day) for day in (14, 13, 12, 11)]
    names_it = write(
        language, body="<p>Dès le 12 février (February) 2020, le 12/02/2020.</p>", issued_on=days[0]
    )
    write(language, issued_on=days[1])
    dated = write(language, issued_on=days[2])
    write(language, title="2020, février", issued_on=days[3])
    assert found(typed, language) == [dated.pk, names_it.pk]
