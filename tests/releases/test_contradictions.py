"""What readers have in two languages and does not state the same is told to who may write it."""

import datetime

import pytest
from django.core.management import call_command
from django.utils.translation import override

from releases import workflow
from releases.models import Release
from releases.workflow.checks import Examination
from tests.builders import make_release, make_user, publish, schedule, withdraw
from tests.releases import desk
from tests.releases.test_first_page import page_for, tasks

pytestmark = pytest.mark.django_db
FRENCH, ENGLISH, WRONG = "<p>4 000 élèves</p>", "<p>4,000 students</p>", "<p>5,500 students</p>"
COMPARE = "the languages differ"


@pytest.fixture
def release():
    """Both are out, and then the English alone is corrected."""
    release = make_release(body_fr=FRENCH, body_en=ENGLISH)
    release.mark_translated("en")
    release.save()
    publish(release, "fr"), publish(release, "en")
    return correct(release, body_en=WRONG)


def correct(release, language="en", **texts):
    release = Release.objects.get(pk=release.pk)
    workflow.reopen(release, language, make_user("publisher", username=f"reopener-{release.revision}"))
    for column, text in texts.items():
        setattr(release, column, text)
    release.save()
    publish(release, language, change_note="A number was wrong.")
    return Release.objects.get(pk=release.pk)


def differing():
    return [(each.differs_fr, each.differs_en) for each in Release.objects.order_by("pk")]


@pytest.mark.parametrize("role", ["translator", "writer"])
def test_whoever_may_write_it_finds_it_on_the_first_page(client, release, role):
    assert differing() == [(False, True)]
    assert tasks(client, role) == [("Compare", release.reference, "English", COMPARE)]
    [task] = page_for(client, role).context["tasks"]
    assert task.address == f"{desk.change_url(release)}#language-en"


def test_whoever_writes_the_source_alone_is_led_to_the_source(client, release):
    make_user("translator", username="french", languages=("fr",))
    assert tasks(client, "translator", username="french") == [
        ("Compare", release.reference, "Français", COMPARE)
    ]


def test_whoever_writes_nothing_is_not_told(client, release):
    assert COMPARE not in page_for(client, "contacts").text


def test_it_goes_once_either_side_says_the_same(client, release):
    correct(release, body_en=ENGLISH)
    assert differing() == [(False, False)]
    correct(release, body_en=WRONG)
    correct(release, "fr", body_fr="<p>5 500 élèves</p>")
    assert differing() == [(False, False)]
    assert [task for task in tasks(client, "writer") if COMPARE in task] == []


def test_what_somebody_writes_meanwhile_does_not_count(client, release):
    workflow.reopen(release, "fr", make_user("publisher", username="another"))
    release.body_fr = "<p>5 500 élèves</p>"
    release.save()
    correct(release, title_en="Another title")
    assert differing() == [(False, True)]


def test_a_dismissal_is_the_end_of_it_until_it_is_taken_back(client, release):
    publisher = make_user("publisher", username="dismisser")
    with override("en"):
        [finding] = [each for each in Examination(release, "en").warnings if each.check == "parity"]
    workflow.dismissals.dismiss(release, "en", publisher, finding.fingerprint, "Told by the school.")
    assert differing() == [(False, False)]
    workflow.dismissals.take_back(Release.objects.get(), "en", publisher, finding.fingerprint)
    assert differing() == [(False, True)]


def test_what_readers_do_not_have_any_more_is_not_told(client, release):
    withdraw(release, "en")
    assert tasks(client, "translator") == []


def test_a_stale_translation_is_told_as_such_alone(client, release):
    correct(release, "fr", body_fr="<p>6 000 élèves</p>")
    assert [task[0] for task in tasks(client, "translator")] == ["Update"]


def test_a_correction_that_is_cancelled_is_none(release):
    correct(release, body_en=ENGLISH)
    release = Release.objects.get()
    workflow.reopen(release, "en", make_user("publisher", username="another"))
    release.body_en = WRONG
    release.save()
    schedule(release, "en", change_note="A number was wrong.")
    assert differing() == [(False, True)]
    workflow.cancel_schedule(Release.objects.get(), "en", make_user("publisher", username="canceller"))
    assert differing() == [(False, False)]


def test_what_was_approved_before_an_upgrade_is_found_by_a_command(release):
    Release.objects.update(differs_en=False)
    call_command("translation_states")
    assert differing() == [(False, True)]


def test_the_list_filters_them(client, release):
    make_release(slug_fr="other", slug_en="other", issued_on=datetime.date(2020, 2, 12))
    desk.sign_in(client, "writer")
    response = client.get(f"{desk.LIST}?differing=1")
    assert [each.pk for each in response.context["cl"].result_list] == [release.pk]
