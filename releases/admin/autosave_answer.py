"""What an open form is told: what became of what it sent, and what others have saved since."""

from typing import Any

from django.utils import formats, timezone

from common import presence
from common.modeladmin.edit_conflicts import at_what_time

from ..models import Event, Release
from ..workflow import choices, drafts, file_texts
from . import chosen
from .sent_form import Sent


def answer(
    request, release: Release, sent: Sent, outcome: drafts.Outcome, fields, is_new: bool = False
) -> dict[str, Any]:
    """`fields` are those of the form of the release."""
    # Nobody saves choices without a new revision: they are not looked up at each question.
    is_moved = is_new or bool(sent.choices) or outcome.revision != sent.revision
    stands = choices.standing(release) if is_moved else {}
    texts, others = drafts.digests(release), _known(sent, choices.digests(stands))
    newer_texts = _newer(sent, outcome, texts) if sent.opened else []
    # A form to add has not seen any of them.
    newer_choices = [name for name in _newer(sent, outcome, others) if is_new or name in sent.opened]
    is_news = newer_texts or newer_choices or outcome.merged
    return {
        "pk": release.pk,
        "revision": release.revision,
        "time": formats.time_format(timezone.localtime(), "TIME_FORMAT"),
        "digests": texts | others,
        "saved": outcome.saved,
        "lines": chosen.shown(fields, stands, [name for name in outcome.saved if name in choices.LINES]),
        "merged": {
            name: {"text": getattr(release, name), "typed": typed} for name, typed in outcome.merged.items()
        },
        "conflicts": outcome.conflicts,
        "held": outcome.held,
        "refused": outcome.refused,
        "newer": {name: getattr(release, name) or "" for name in newer_texts}
        | chosen.shown(fields, stands, newer_choices),
        "who": _who_saved(request.user, release, sent.revision)
        if is_news and release.revision != sent.revision
        else "",
        "drafts": drafts.languages_of_drafts(release),
        "people": presence.others(presence.subject_of(release), sent.page, request.user),
    }


def _known(sent, digests):
    """Texts of files that the form does not show say nothing to it."""
    return {name: digests[name] for name in digests if name in sent.opened or not file_texts.is_name(name)}


def _newer(sent, outcome, known):
    return [name for name in known if name not in outcome.saved and sent.opened.get(name) != known[name]]


def _who_saved(user, release, revision):
    """The last other person to have saved texts since, and when."""
    since = Event.objects.of(release).filter(kind=Event.Kind.EDITED, revision__gt=revision)
    last = since.exclude(actor=user).defer("changes").first() or since.defer("changes").first()
    return f"{last.actor_name}, {at_what_time(last.at)}." if last else ""
