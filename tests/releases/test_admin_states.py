"""What the public has and where the desk's text stands is said in the list and on the form of a release."""

import itertools

import pytest
import time_machine
from lxml import html

from releases.models import DeskState, PublicState, Release
from tests.builders import make_release, publish, withdraw
from tests.releases import desk
from tests.releases.states import SIGNS, in_state
from tests.releases.test_admin_lists import listed

pytestmark = pytest.mark.django_db
NOW = "2027-03-01T09:00:00+00:00"


@pytest.fixture(scope="module")
def made(made_once):
    """A release for each state of each language, whose other language is in another."""

    def make():
        with time_machine.travel(NOW, tick=False):
            return {code: {state: in_state(state, code) for state in SIGNS} for code in ("fr", "en")}

    return made_once(make)[0]


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_facts_are_said_in_the_list(client, made, language):
    releases = {release.reference: state for state, release in made[language].items()}
    desk.sign_in(client, "publisher")
    page = html.document_fromstring(client.get(desk.LIST).content.decode())
    found = {}
    for row in page.xpath("//table[@id='result_list']/tbody/tr"):
        [about] = row.xpath("th//*[@class='second-line']/text()")
        [sentence] = row.xpath(f"td[@class='field-state_in_{language}']//*[@class='visually-hidden']/text()")
        found[about.partition(" ")[0]] = sentence
    expected = {
        reference: "; ".join(words for _code, words in SIGNS[state]) for reference, state in releases.items()
    }
    assert {reference: found[reference] for reference in releases} == expected


@pytest.mark.one_database
@pytest.mark.parametrize(("state", "language"), list(zip(SIGNS, itertools.cycle(["fr", "en"]), strict=False)))
def test_both_facts_are_said_at_the_head_of_the_form_and_before_an_approval(client, made, state, language):
    release = made[language][state]
    desk.sign_in(client, "publisher")
    labels = [f'<span class="state state-{code}">{words}</span>' for code, words in SIGNS[state]]
    assert " ".join(labels) in client.get(desk.transition_url(release, "approve", language)).content.decode()
    head = "".join(f'<p class="state state-{code}">{words}</p>' for code, words in SIGNS[state])
    assert head in client.get(desk.change_url(release)).content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("place", "states"), [("public", PublicState), ("desk", DeskState)])
def test_a_list_is_filtered_by_either_fact_of_one_language(client, made, place, states, language):
    releases = {state: release.reference for state, release in made[language].items()}
    desk.sign_in(client, "writer")
    for code in states.values:
        fitting = [ref for state, ref in releases.items() if SIGNS[state][place == "desk"][0] == code]
        found = set(listed(client, **{f"{place}_{language}": code})) & set(releases.values())
        assert sorted(found) == sorted(fitting)
        assert fitting
    assert set(releases.values()) <= set(listed(client))


def test_what_is_in_review_is_found_whatever_the_public_has(client, made):
    waiting = [release.reference for state, release in made["fr"].items() if "in review" in state]
    desk.sign_in(client, "publisher")
    assert sorted(listed(client, desk_fr="in_review")) == sorted(waiting)
    assert len(waiting) == 4
    assert len(listed(client, desk_fr="in_review", public_fr="live")) == 1


def test_what_came_back_after_a_withdrawal_is_live_since_then(time_machine):
    release = make_release()
    publish(release)
    time_machine.move_to("2027-04-01T09:00:00+00:00", tick=False)
    withdraw(release)
    time_machine.move_to("2027-05-01T09:00:00+00:00", tick=False)
    again = publish(release, change_note="Back.")
    assert Release.objects.with_states().get(pk=release.pk).since_fr == again.live_from
