"""Each check speaks of its text, leaves a near miss alone, leads to the place; switched off, it is silent."""

import datetime
import re

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from lxml import html

from common.exceptions import Refused
from releases import workflow
from releases.models import CheckSetting, Release
from releases.workflow.checks import CHECKS, Examination
from tests.builders import make_user
from tests.releases import desk
from tests.releases.checks.cases import CASES

pytestmark = pytest.mark.django_db
EACH = pytest.mark.parametrize("name", CHECKS)
# Of those whose sentence says a day that is counted from today.
DAYS = {"contact_verified": 184, "boilerplate_reviewed": 366}


def found_by(name, release, language):
    """By this check alone, whatever the others say."""
    fresh = Release.objects.get(pk=release.pk)
    return Examination(fresh, language).findings([CHECKS[name]])


def test_each_has_a_case():
    assert CASES.keys() == CHECKS.keys()


@EACH
def test_it_speaks_of_its_text_in_both_languages_of_the_desk(name):
    case = CASES[name]
    release = case.trips()
    day = timezone.localdate() - datetime.timedelta(days=DAYS.get(name, 0))
    prints = set()
    for language, sentence in (("en", case.english), ("fr", case.french)):
        with override(language):
            [finding] = found_by(name, release, case.language)
            said = sentence.replace("{day}", date_format(day))
            assert _plain(finding) == _plain(said)
            assert finding.advice or CHECKS[name].level.value != "warns"
            prints.add(finding.fingerprint)
    assert (finding.field, finding.excerpt) == (case.field, case.excerpt)
    # A dismissal holds in whichever language the desk is read.
    assert len(prints) == 1


def _plain(sentence):
    return re.sub("[\xa0\u202f]", " ", sentence)


@EACH
def test_it_leaves_the_near_miss_alone(name):
    case = CASES[name]
    release = case.near_miss()
    assert found_by(name, release, case.language) == []


@EACH
def test_it_leads_to_the_place_on_the_form(client, name):
    case = CASES[name]
    release = case.trips()
    desk.sign_in(client, "publisher")
    page = html.document_fromstring(client.get(desk.change_url(release)).content.decode())
    [finding] = found_by(name, release, case.language)
    with override("en"):
        sentence = str(found_by(name, release, case.language)[0])
    [point] = [link for link in page.xpath("//*[@id='to-see']//a") if link.text == sentence]
    assert page.get_element_by_id(point.get("href").removeprefix("#")) is not None
    assert point.get("data-excerpt", "") == case.excerpt
    blocks = "point-blocks" in point.getparent().get("class")
    assert blocks == finding.blocks


SWITCHABLE = [check.name for check in CHECKS.values() if not check.is_always_on]


@pytest.mark.parametrize("name", SWITCHABLE)
def test_switched_off_it_is_silent_on_the_form_at_the_submission_and_at_the_approval(client, name):
    case = CASES[name]
    release = case.trips()
    with override("en"):
        sentence = str(found_by(name, release, case.language)[0])
    # A text may trip several.
    for each in SWITCHABLE:
        CheckSetting.objects.create(name=each, is_on=False)
    publisher = desk.sign_in(client, "publisher")
    assert sentence not in client.get(desk.change_url(release)).content.decode()
    workflow.submit(release, case.language, make_user("writer"))
    page = client.get(desk.transition_url(release, "approve", case.language)).content.decode()
    assert sentence not in page
    workflow.approve(release, case.language, publisher)


@pytest.mark.parametrize("name", [c.name for c in CHECKS.values() if c.level.value == "blocks"])
def test_what_blocks_refuses_a_submission(name):
    case = CASES[name]
    release = case.trips()
    with override("en"), pytest.raises(Refused) as refusal:
        workflow.submit(release, case.language, make_user("writer"))
    assert [case.english] == refusal.value.reasons
