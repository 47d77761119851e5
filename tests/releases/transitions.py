"""The transitions with complete arguments, so that a test names only what it is about."""

import pytest

from common.exceptions import Refused
from releases import workflow
from releases.models import Edition, Event, Release
from tests.builders import make_release, publish, rows, schedule, submit

FUNCTIONS = {
    "submit": (workflow.submit, {}),
    "take_back": (workflow.take_back, {}),
    "return": (workflow.return_to_author, {"remark": "The number of schools is wrong."}),
    "approve": (workflow.approve, {"change_note": "A number was wrong."}),
    "reopen": (workflow.reopen, {}),
    "cancel": (workflow.cancel_schedule, {}),
    "withdraw": (workflow.withdraw, {"explanation": "Published by mistake."}),
}


def act(name, release, language, by, **arguments):
    function, needed = FUNCTIONS[name]
    return function(release, language, by, **needed | arguments)


def refusal(name, release, by, language="fr", **arguments):
    """The reasons; and nothing at all has changed."""
    before = [rows(table) for table in (Release, Edition, Event)]
    with pytest.raises(Refused) as refused:
        act(name, release, language, by, **arguments)
    assert before == [rows(table) for table in (Release, Edition, Event)]
    return refused.value.reasons


def offered(release, user, language="fr"):
    return [transition.name for transition in workflow.offered(release, user, language)]


def ready_for(name, language, by=None):
    """A release on which only the person can be the reason to refuse; submitted by them where that counts."""
    release = make_release()
    if name == "take_back" and by and workflow.may_write(by, language):
        workflow.submit(release, language, by)
    elif name == "take_back":
        submit(release, language)
    if name == "cancel":
        schedule(release, language)
    if name in ("return", "approve"):
        submit(release, language)
    if name in ("reopen", "withdraw"):
        publish(release, language)
    return release
