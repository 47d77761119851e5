"""A clock that is set back: what is written of one release is written in order all the same."""

import datetime

import pytest
from django.db import transaction
from time_machine import travel

from releases import workflow
from releases.models import Edition, Event, Release
from tests.builders import (
    attach,
    make_contact,
    make_leaks,
    make_release,
    make_user,
    publish,
    schedule,
    submit,
    withdraw,
)
from tests.visitor import RELEASE, visit

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)
BACK = [
    datetime.timedelta(seconds=1),
    datetime.timedelta(minutes=5),
    datetime.timedelta(hours=1),
    datetime.timedelta(days=1),
    datetime.timedelta(days=400),
]


@pytest.fixture(scope="module")
def made_leaks(made_once):
    with travel(NOW, tick=False):
        return made_once(make_leaks)[0]


@pytest.fixture(autouse=True)
def clock(time_machine, shared_leaks):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture(params=BACK, ids=str)
def earlier(request):
    return NOW - request.param


def moments(release):
    """All that was written, in the order of the writing."""
    return list(Event.objects.filter(release=release).order_by("pk").values_list("at", flat=True))


def test_a_withdrawal_explains_itself_at_once(clock, earlier):
    release = make_release()
    publish(release)
    clock.move_to(earlier, tick=False)
    withdraw(release, explanation="A wrong figure.")
    page = visit(RELEASE["fr"], status=410)
    assert "A wrong figure." in page
    assert "Body in fr" not in page.source
    edition = Edition.objects.get(release=release)
    assert edition.live_from < edition.live_until == edition.withdrawn_at
    clock.move_to(NOW + datetime.timedelta(hours=1), tick=False)
    visit(RELEASE["fr"], status=410)


def test_a_withdrawal_ends_what_readers_have_though_more_was_written_for_later(clock, earlier):
    clock.move_to(earlier - datetime.timedelta(hours=1), tick=False)
    release = make_release()
    publish(release)
    clock.move_to(NOW, tick=False)
    workflow.log(release, Event.Kind.EDITED, make_user("writer"))
    Release.objects.filter(pk=release.pk).update(title_fr="Corrected")
    publish(release, change_note="A number.")
    clock.move_to(earlier, tick=False)
    assert visit(RELEASE["fr"]).texts("//h1") == ["Title in fr"]
    withdraw(release, explanation="A wrong figure.")
    for hours in (0, 2, 24 * 500):
        clock.move_to(earlier + datetime.timedelta(hours=hours), tick=False)
        assert "A wrong figure." in visit(RELEASE["fr"], status=410)


def test_the_page_of_a_withdrawal_asks_what_the_withdrawal_needs(clock, earlier, client):
    publisher, release = make_user("admin"), make_release()
    publish(release)
    client.force_login(publisher)
    clock.move_to(earlier, tick=False)
    address = f"/admin/releases/release/{release.pk}/fr"
    assert 'name="explanation"' in client.get(f"{address}/withdraw/").content.decode()
    assert "<textarea" not in client.get(f"{address}/cancel/").content.decode()
    assert workflow.WITHDRAW in workflow.offered(release, publisher, "fr")
    assert workflow.CANCEL not in workflow.offered(release, publisher, "fr")


def test_what_was_withdrawn_is_published_again(clock, earlier):
    release = make_release()
    publish(release)
    clock.move_to(earlier, tick=False)
    withdraw(release)
    publish(release, change_note="The figure is right now.")
    clock.move_to(NOW + datetime.timedelta(hours=1), tick=False)
    assert visit(RELEASE["fr"]).texts("//h1") == ["Title in fr"]


def test_a_correction_takes_the_place_of_what_readers_saw(clock, earlier):
    release = make_release()
    publish(release)
    clock.move_to(earlier, tick=False)
    Release.objects.filter(pk=release.pk).update(title_fr="Corrected")
    corrected = publish(release, change_note="The year was wrong.")
    first = Edition.objects.get(release=release, number=1)
    assert first.live_from < first.live_until == corrected.live_from
    assert corrected.correction["note"] == "The year was wrong."


ACTS = {
    "publish": lambda release, _by: publish(release, change_note="A number."),
    "schedule": lambda release, _by: schedule(release, hours=24 * 500, change_note="A number."),
    "withdraw": lambda release, _by: withdraw(release),
    "reissue": lambda release, by: [
        release.contacts.update(last_name="Petit"),
        workflow.reissue_contacts(release, "fr", by),
    ],
    "edit": lambda release, by: workflow.log(release, Event.Kind.EDITED, by),
}


def test_no_moment_of_a_release_is_before_those_already_written(clock, earlier):
    made = attach(make_release(), make_contact())
    publish(made)
    clock.move_to(earlier, tick=False)
    publisher = make_user("publisher")
    before = len(moments(made))
    for name, act in ACTS.items():
        with transaction.atomic():
            release = Release.objects.get(pk=made.pk)
            act(release, publisher)
            assert moments(release) == sorted(moments(release)), name
            assert len(moments(release)) > before, name
            for edition in Edition.objects.filter(release=release):
                assert edition.live_from >= NOW, name
                assert edition.live_until is None or edition.live_until > edition.live_from, name
            transaction.set_rollback(True)


def test_another_release_is_not_moved_by_it(clock, earlier):
    publish(make_release())
    clock.move_to(earlier, tick=False)
    other = make_release(slug_fr="other")
    submit(other)
    assert moments(other) == [earlier]
