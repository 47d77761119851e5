"""The name of one language below the prefix of the other."""

import pytest

from tests.builders import make_release, publish, schedule, withdraw
from tests.visitor import RELEASE, make_full_institute, publish_full_release, visit, without_own_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_leaks")]
CROSSED = {"en": "/en/press-releases/2020/title-fr/", "fr": "/fr/communiques/2020/title-en/"}


@pytest.fixture
def published():
    return publish_full_release(make_full_institute())


def moved(release):
    release.slug_fr = "new"
    release.save()
    return release


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_name_in_another_language_leads_to_the_page_of_the_language_asked_for(
    language, client, published
):
    response = client.get(CROSSED[language])
    assert (response.status_code, response["Location"]) == (301, RELEASE[language])


def test_it_leads_to_what_is_said_where_that_language_is_not_there(client):
    release = make_release()
    publish(release)
    schedule(release, "en")
    response = client.get(CROSSED["en"])
    assert (response.status_code, response["Location"]) == (
        302,
        f"/en/press-releases/reference/{release.reference}/",
    )
    assert "not available in English" in visit(response["Location"])


def test_a_former_name_in_another_language_leads_there_too(client, published):
    publish(moved(published), change_note="Another name.")
    assert client.get(CROSSED["en"])["Location"] == RELEASE["en"]


@pytest.mark.parametrize(
    "act", [lambda release: None, schedule, lambda release: withdraw(publish(release).release)]
)
def test_the_name_of_what_is_not_live_leads_nowhere(act):
    act(make_release())
    unknown = visit("/en/press-releases/2020/unknown/", 404)
    hidden = visit(CROSSED["en"], 404)
    assert without_own_words(hidden.source) == without_own_words(unknown.source)


def test_the_name_of_a_scheduled_correction_is_not_given_away_either(published):
    release = moved(published)
    schedule(release)
    visit("/en/press-releases/2020/new/", 404)


def test_what_was_withdrawn_in_one_language_leads_to_the_other(client, published):
    withdraw(published, "fr")
    assert client.get(CROSSED["en"])["Location"] == RELEASE["en"]
