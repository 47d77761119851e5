"""In short for the eye: what the public has, and below it the desk's text where it differs."""

import pytest
from lxml import html

from releases.models import Release
from tests.builders import make_release, schedule
from tests.releases import desk
from tests.releases.states import in_state

pytestmark = pytest.mark.django_db

SHORT = {
    "empty": ["nothing"],
    "draft": ["nothing", "draft"],
    "in review": ["nothing", "in review"],
    "scheduled": ["tomorrow 10:00"],
    "scheduled, draft": ["tomorrow 10:00", "draft"],
    "live": ["live"],
    "live, draft": ["live", "correction in draft"],
    "live, in review": ["live", "correction in review"],
    "withdrawn": ["withdrawn", "draft"],
}


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2027-03-01T09:00:00+00:00", tick=False)


def signs_of(client, language):
    page = html.document_fromstring(client.get(desk.LIST).content.decode())
    path = f"//td[@class='field-state_in_{language}']//*[@aria-hidden='true']/span/text()"
    return page.xpath(path)


@pytest.mark.parametrize("state", SHORT)
def test_each_state_has_few_words(client, state):
    in_state(state, "fr")
    desk.sign_in(client, "writer")
    assert signs_of(client, "fr") == SHORT[state]


def test_a_correction_to_come_is_named_below_what_is_live(client):
    schedule(in_state("live", "fr"))
    desk.sign_in(client, "writer")
    assert signs_of(client, "fr") == ["live", "correction tomorrow 10:00"]


def test_a_translation_says_that_its_source_has_changed(client):
    release = make_release()
    release.mark_translated("en")
    release.save()
    Release.objects.update(title_fr="Un autre titre")
    desk.sign_in(client, "writer")
    assert signs_of(client, "en") == ["nothing", "draft", "the source has changed"]
    assert signs_of(client, "fr") == ["nothing", "draft"]
    assert "not on the site; draft; the source has changed" in client.get(desk.LIST).content.decode()
