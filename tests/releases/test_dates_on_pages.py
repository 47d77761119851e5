"""Online since the first hour; corrected by the last that said so, updated by a minor change since."""

import datetime
import re

import pytest
from time_machine import travel

from institutes.models import FormerName
from releases import workflow
from tests.builders import (
    attach,
    make_contact,
    make_leaks,
    make_release,
    make_school,
    make_user,
    publish,
    schedule,
    withdraw,
)
from tests.visitor import RELEASE, visit

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 3, 1, 9, 0, 0, 123456, tzinfo=datetime.UTC)
FIRST, FIFTH, SIXTH = (f"{day} March 2027, 10:00 CET" for day in (1, 5, 6))


@pytest.fixture(scope="module")
def made_leaks(made_once):
    with travel(NOW, tick=False):
        return made_once(make_leaks)[0]


@pytest.fixture(autouse=True)
def clock(time_machine, shared_leaks):
    time_machine.move_to(NOW, tick=False)
    return time_machine


def days(number):
    return NOW + datetime.timedelta(days=number)


def _correction(release):
    publish(release, "en", change_note="A number was wrong.")


def _minor(release):
    publish(release, "en", minor=True)


def _reissued(release):
    release.contacts.update(last_name="Petit")
    workflow.reissue_contacts(release, "en", make_user("publisher", username="another"))


def _withdrawn_and_published(release):
    withdraw(release, "en")
    publish(release, "en", change_note="The number is right now.")


def _scheduled(release):
    schedule(release, "en", hours=24 * 30, change_note="A number was wrong.")


def _french(release):
    publish(release, "fr")


@pytest.mark.parametrize(
    ("acts", "corrected", "updated"),
    [
        ([], None, None),
        ([_scheduled], None, None),
        ([_french], None, None),
        ([_correction], FIFTH, None),
        ([_minor], None, FIFTH),
        ([_reissued], None, FIFTH),
        ([_correction, _minor], FIFTH, SIXTH),
        ([_minor, _correction], SIXTH, None),
    ],
)
def test_a_page_says_since_when_it_is_online_and_when_it_was_changed(acts, corrected, updated, clock):
    release = attach(make_release(), make_contact())
    publish(release, "en")
    for number, act in enumerate(acts, 5 - 1):
        clock.move_to(days(number), tick=False)
        act(release)
    page = visit(RELEASE["en"])
    terms = dict(zip(page.texts("//footer//dt"), page.texts("//footer//dd"), strict=True))
    assert terms["Online since"] == FIRST
    changed = (terms.get("Corrected"), terms.get("Updated"))
    assert tuple(term and term.replace("\xa0", " ") for term in changed) == (corrected, updated)


@pytest.mark.parametrize(
    ("acts", "again", "corrected"),
    [
        ([_withdrawn_and_published], FIFTH, None),
        ([_correction, _withdrawn_and_published], SIXTH, None),
        ([_withdrawn_and_published, _correction], FIFTH, SIXTH),
    ],
)
def test_what_was_withdrawn_and_published_again_is_online_again_and_not_corrected(
    acts, again, corrected, clock
):
    release = make_release()
    publish(release, "en")
    for number, act in enumerate(acts, 5 - 1):
        clock.move_to(days(number), tick=False)
        act(release)
    page = visit(RELEASE["en"])
    terms = dict(zip(page.texts("//footer//dt"), page.texts("//footer//dd"), strict=True))
    dates = [terms.get(term, "").replace("\xa0", " ") for term in ("Online again since", "Corrected")]
    assert dates == [again, corrected or ""]
    assert terms["Online since"] == FIRST


def test_every_moment_of_a_page_is_one_that_programs_read(clock):
    release = make_release()
    publish(release, "en")
    clock.move_to(days(4), tick=False)
    _correction(release)
    moments = visit(RELEASE["en"]).tree.xpath("//time/@datetime")
    assert len(moments) >= 3
    for moment in moments:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,3})?[+-]\d\d:\d\d)?", moment), moment


def _taken_back(release):
    withdraw(release, "fr")


def _back_again(release):
    _taken_back(release)
    publish(release, "fr", change_note="Le chiffre est juste.")


def _corrected(release):
    publish(release, "fr", change_note="Un chiffre était faux.")


def _of_a_school_that_was_renamed(_release):
    school = make_school(slug="ecole")
    FormerName.objects.create(organisation=school, name_fr="Ancienne", kind="renamed", until=NOW.date())


@pytest.mark.parametrize(
    ("languages", "act", "address", "sentence"),
    [
        (["fr"], _corrected, RELEASE["fr"], "Version corrigée"),
        (["fr"], _taken_back, RELEASE["fr"], "Retiré le"),
        (["fr"], _back_again, RELEASE["fr"], "De nouveau en ligne"),
        (["fr"], None, RELEASE["fr"], "Dès le"),
        (["fr"], None, "/fr/communiques/", "Dès le"),
        (["fr"], None, "/fr/", "Dès le"),
        (["en"], None, "/fr/communiques/reference/{}/", "English"),
        ([], _of_a_school_that_was_renamed, "/fr/ecoles/ecole/", "Anciennement Ancienne"),
    ],
)
def test_the_letters_of_the_first_of_a_month_are_raised_in_every_sentence(
    languages, act, address, sentence, clock
):
    release = make_release(standfirst_fr="Dès le 1er mars 2027.")
    for language in languages:
        publish(release, language)
    clock.move_to(NOW + datetime.timedelta(hours=1), tick=False)
    if act:
        act(release)
    page = visit(address.format(release.reference), 410 if act is _taken_back else 200)
    raised = page.texts("//main//sup[text()='er']/ancestor::p[1]")
    assert any(sentence in text for text in raised), raised
    assert page.tree.xpath("//main//text()[contains(., '1er')]") == []
