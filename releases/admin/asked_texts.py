"""What the page that asks for a transition says of a text beside its form."""

from django.utils import timezone

from common import languages

from .. import workflow
from ..models import Status
from . import panel
from .history.review import changed_since_live
from .to_see import asked_of

# The check that says which translations do not follow a text.
STALE = "stale"

# Transitions before which the text is read.
READ_FIRST = (workflow.APPROVE, workflow.RETURN, workflow.SUBMIT)

# Transitions before which the warnings are read.
CHECKED = (workflow.APPROVE, workflow.SUBMIT)


def about(release, language, transition, user, live_from=None) -> dict:
    """What is said of a text beside the form: where it stands, what it changes for readers, what the
    transition does to what is scheduled, and what stands in its way."""
    is_approval = transition is workflow.APPROVE
    waits = is_approval and release.status_in(language) == Status.IN_REVIEW
    own = workflow.four_eyes_problems(release, language, user) if waits else []
    is_read = transition in READ_FIRST and release.has_text(language)
    return {
        "code": language,
        "name": languages.own_name(language),
        "state_badges": panel.state_badges(release, language),
        "changes_of_source": workflow.changes_of_source(release, language),
        "source_of_changes": release.source_of(language),
        "left_behind": workflow.translations_left_behind(release, language) if is_approval else [],
        "notes": [*panel.scheduled_notes(release, language, transition), *own],
        **(_asked(release, language, user, is_approval) if transition in CHECKED else {}),
        "warnings_first": transition is workflow.SUBMIT,
        "changed": changed_since_live(release, language, live_from) if is_read else None,
        "withdrawn": _to_withdraw(release, language) if transition is workflow.WITHDRAW else None,
    }


def _asked(release, language, user, is_approval):
    """What an approval says at its head is not said again below the text."""
    asked = asked_of(release, language, user)
    if is_approval:
        asked["warnings"] = [each for each in asked["warnings"] if not _is_at_the_head(each.finding)]
    return asked


def _is_at_the_head(finding):
    return finding.check == STALE and finding.is_of_translation


def _to_withdraw(release, language):
    """What a withdrawal takes back: what readers have, or else what they would have had."""
    editions = release.editions.filter(language=language).select_related("address")
    edition = editions.live_or_scheduled().order_by("live_from").first()
    return edition and {
        "title": edition.title,
        "is_live": edition.interval.is_live(timezone.now()),
        "address": edition.get_absolute_url(),
    }
