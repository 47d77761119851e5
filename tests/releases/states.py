"""Releases in each state that a text can be in."""

from releases import workflow
from releases.models import Release
from tests.builders import make_release, make_user, publish, schedule, submit, withdraw

NOTHING = ("nothing", "not on the site")
LIVE = ("live", "live since 1 March 2027, 10:00 CET")
SCHEDULED = ("scheduled", "scheduled for 2 March 2027, 10:00 CET")
WITHDRAWN = ("withdrawn", "withdrawn")
DRAFT, IN_REVIEW = ("draft", "draft"), ("in_review", "in review")
# What the public has, and where the desk's text stands.
SIGNS = {
    "empty": (NOTHING, ("empty", "no text")),
    "draft": (NOTHING, DRAFT),
    "in review": (NOTHING, IN_REVIEW),
    "scheduled": (SCHEDULED, ("published", "as scheduled")),
    "scheduled, draft": (SCHEDULED, DRAFT),
    "scheduled, in review": (SCHEDULED, IN_REVIEW),
    "live": (LIVE, ("published", "as published")),
    "live, draft": (LIVE, DRAFT),
    "live, in review": (LIVE, IN_REVIEW),
    "withdrawn": (WITHDRAWN, DRAFT),
    "withdrawn, in review": (WITHDRAWN, IN_REVIEW),
    "withdrawn before its hour": (NOTHING, DRAFT),
}


def own_release(**fields):
    """A release at an address of its own, so that several can be published."""
    slugs = {f"slug_{code}": f"release-{Release.objects.count()}-{code}" for code in ("fr", "en")}
    return make_release(**slugs | fields)


def in_state(state, language):
    """A release whose one language is in that state and whose other is not."""
    if state == "empty":
        return make_release(in_languages=("en" if language == "fr" else "fr",))
    release = own_release()
    steps = {
        "draft": [],
        "in review": [submit],
        "scheduled": [schedule],
        "scheduled, draft": [schedule, _reopen],
        "scheduled, in review": [schedule, _reopen, submit],
        "live": [publish],
        "live, draft": [publish, _reopen],
        "live, in review": [publish, _reopen, submit],
        "withdrawn": [publish, withdraw],
        "withdrawn, in review": [publish, withdraw, submit],
        "withdrawn before its hour": [schedule, withdraw],
    }
    for step in steps[state]:
        step(release, language)
    return release


def _reopen(release, language):
    workflow.reopen(release, language, make_user("writer", username=f"{release.pk}{language}"))
