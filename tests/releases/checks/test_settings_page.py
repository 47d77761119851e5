"""The office switches checks off and sets their limits on one page."""

import pytest
from lxml import html

from releases.models import CheckSetting
from releases.workflow.checks import CHECKS, Examination
from tests.builders import make_release, submit
from tests.releases import desk
from tests.releases.checks.test_on_pages import BOILERPLATE, CONTACT, asked, said

pytestmark = pytest.mark.django_db

PAGE = "/admin/releases/checksetting/"
# The first of the same section.
SITE_PAGES = "/admin/releases/sitepage/"


def switch_off(client, *names):
    desk.sign_in(client, "admin", username="office")
    return desk.save(client, PAGE, *names)


def test_it_lists_every_check_of_the_registry(client):
    desk.sign_in(client, "publisher")
    page = client.get(PAGE).content.decode()
    assert page.count('class="check-line"') == len(CHECKS)
    for check in CHECKS.values():
        assert (f'name="{check.name}"' in page) != check.is_always_on


def test_what_is_switched_off_is_silent_everywhere(client):
    release = make_release()
    desk.sign_in(client, "publisher")
    assert asked(client, release) == [CONTACT, BOILERPLATE]
    switch_off(client, "no_contact")
    assert asked(client, release) == [BOILERPLATE]
    submit(release)
    assert said(client, desk.transition_url(release, "approve")) == [f"Is this meant? {BOILERPLATE}"]
    assert [finding.check for finding in Examination(release, "en").warnings] == ["no_boilerplate"]


def test_a_limit_is_that_of_the_office(client):
    numbers = "".join(f"<p>{number} lots</p>" for number in range(100, 115))
    release = make_release(body_fr=numbers, body_en="<p>Lots</p>")
    desk.sign_in(client, "admin", username="office")
    desk.save(client, PAGE, **{"parity-most": "2"})
    found = [each for each in Examination(release, "en").warnings if each.check == "parity"]
    assert len(found) == 3


@pytest.mark.parametrize("typed", ["", "0", "-1", "1000000", "many"])
def test_a_limit_that_is_none_is_refused(client, typed):
    desk.sign_in(client, "publisher")
    page = html.document_fromstring(desk.save(client, PAGE, **{"parity-most": typed}).content.decode())
    assert page.find_class("error-summary")
    assert not CheckSetting.objects.exists()


def test_only_what_differs_is_kept_and_one_button_brings_all_back(client):
    switch_off(client, "no_contact", "no_boilerplate")
    assert [str(row) for row in CheckSetting.objects.all()] == ["no_boilerplate", "no_contact"]
    desk.save(client, PAGE, no_contact="on")
    assert [str(row) for row in CheckSetting.objects.all()] == ["no_boilerplate"]
    desk.save(client, PAGE, reset="1")
    assert not CheckSetting.objects.exists()
    assert len(Examination(make_release(), "fr").warnings) == 2


def test_what_keeps_the_record_whole_cannot_be_switched_off():
    CheckSetting.objects.create(name="missing_text", is_on=False)
    assert [each.check for each in Examination(make_release(city_fr=""), "fr").refusing] == ["missing_text"]


def test_what_stands_in_the_table_and_not_in_the_registry_is_left_alone(client):
    CheckSetting.objects.create(name="of_a_former_version", is_on=False, limits={"x": 1})
    CheckSetting.objects.create(name="parity", limits={"of_a_former_version": 3})
    assert len(Examination(make_release(), "fr").warnings) == 2
    desk.sign_in(client, "publisher")
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("role", ["writer", "translator", "contacts", ""])
def test_it_is_for_who_may_change_it(client, role):
    desk.sign_in(client, role)
    for ask in (client.get, client.post):
        assert ask(PAGE).status_code == 403
    assert PAGE not in client.get(SITE_PAGES).content.decode()


def test_publishers_and_administrators_find_it_under_administration(client):
    for role in ("publisher", "admin"):
        desk.sign_in(client, role)
        assert client.get(PAGE).status_code == 200
        assert PAGE in client.get(SITE_PAGES).content.decode()
        for other in ("add/", "1/change/", "1/delete/"):
            assert client.get(PAGE + other).status_code in (302, 403, 404)
