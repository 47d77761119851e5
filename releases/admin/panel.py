from django.db.models import Case, When
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from common import languages

from .. import workflow
from ..models import DeskState, Event, PublicState, Status
from ..workflow.prefetching import with_edition_sources, with_history, with_prefetched_lines
from .history.review import changed_since_live

TIMELINE = 30


def moment(value) -> str:
    return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")


def states(release, language) -> list[tuple[str, str]]:
    """Two facts, each by its code and in words; needs a release from with_states()."""
    public = PublicState(getattr(release, f"public_{language}"))
    text = DeskState(getattr(release, f"desk_{language}"))
    return [
        (public, _public_sentence(release, language, public)),
        (text, _desk_sentence(release, language, text)),
    ]


def _public_sentence(release, language, state):
    since, scheduled = getattr(release, f"since_{language}"), getattr(release, f"scheduled_{language}")
    if state == PublicState.SCHEDULED:
        return _("scheduled for %(when)s") % {"when": moment(scheduled)}
    if state != PublicState.LIVE:
        return str(state.label)
    sentence = _("live since %(when)s") % {"when": moment(since)}
    if not scheduled:
        return sentence
    coming = {"state": sentence, "when": moment(scheduled)}
    return _("%(state)s; correction scheduled for %(when)s") % coming


def _desk_sentence(release, language, state):
    """What was approved for later is not published yet."""
    if state == DeskState.PUBLISHED and getattr(release, f"scheduled_{language}"):
        return _("as scheduled")
    return str(state.label)


def state_badges(release, language) -> SafeString:
    return format_html_join(" ", '<span class="state state-{}">{}</span>', states(release, language))


def events_of(release) -> list[Event]:
    """All, the newest first; of those that the timeline shows, what they changed is at hand."""
    events = Event.objects.of(release)
    changed = Case(When(pk__in=events.values("pk")[:TIMELINE], then="changes"))
    found = list(events.select_related("actor").defer("changes").annotate(changed=changed))
    for event in found[:TIMELINE]:
        event.changes = event.changed
    return found


def keep_at_hand(release, events: list[Event]) -> None:
    """Nobody asks for them again."""
    known = getattr(release, "_prefetched_objects_cache", {})
    release._prefetched_objects_cache = {**known, "events": events}


def language_panels(release, user, events: list[Event]) -> list[dict]:
    release = with_history(release, events)
    live = {edition.language: edition for edition in _live_editions(release)}
    in_review = any(release.status_in(language) == Status.IN_REVIEW for language in languages.LANGUAGES)
    release = with_edition_sources(release) if in_review else with_prefetched_lines(release)
    panels = [
        _language_panel(release, user, language, live.get(language)) for language in languages.LANGUAGES
    ]
    _tell_once(panels)
    return panels


def _tell_once(panels):
    """What is told of a translation is not told of its source, too."""
    told = {each.fingerprint for panel in panels for each in panel["warnings"] if not each.is_of_translation}
    for panel in panels:
        panel["warnings"] = [
            each for each in panel["warnings"] if not (each.is_of_translation and each.fingerprint in told)
        ]


def _live_editions(release):
    return [edition for edition in release.editions.all() if edition.interval.is_live(timezone.now())]


def _language_panel(release, user, language, live):
    transitions = workflow.offered(release, user, language)
    own = workflow.four_eyes_blockers(release, language, user) if workflow.APPROVE in transitions else []
    is_to_review = workflow.APPROVE in transitions and not own
    problems = _problems(release, user, language, transitions)
    return {
        "code": language,
        "name": languages.own_name(language),
        "is_source": language == release.source_language,
        "states": states(release, language),
        "live": live,
        "has_text": release.has_text(language),
        "is_finished": release.is_finished(language),
        "changes_of_source": workflow.changes_of_source(release, language),
        "source_of_changes": release.source_of(language),
        "returned": workflow.returned_with(release, language),
        "release": release,
        "may_dismiss": workflow.dismissals.may_dismiss(user, language),
        **_found(release, language),
        "problems": problems,
        "not_approved": own,
        "to_review": changed_since_live(release, language, None) if is_to_review else None,
        # An approval would be refused while something differs from what was submitted.
        "transitions": [t for t in transitions if t is not workflow.APPROVE or not (own or problems)],
    }


def _is_to_go_out(release, language):
    return release.has_text(language) and release.status_in(language) != Status.APPROVED


def _is_left_behind(release, language):
    """Its source has changed, and is out: nobody else is told that the two differ."""
    return release.is_stale(language) and not _is_to_go_out(release, release.source_of(language))


def _found(release, language):
    is_to_go_out = _is_to_go_out(release, language)
    if not is_to_go_out and not _is_left_behind(release, language):
        return {"refusing": [], "warnings": [], "dismissed": []}
    group = None if is_to_go_out else workflow.checks.TRANSLATION
    examination = workflow.checks.Examination(release, language, group)
    refusing = [*examination.refusing, *examination.refusing_approval]
    return {
        "refusing": refusing,
        "warnings": examination.warnings,
        "dismissed": examination.dismissed,
    }


def _problems(release, user, language, transitions):
    """What changed while the text waits; where nothing has, no button to submit it anew is offered."""
    if release.status_in(language) != Status.IN_REVIEW:
        return []
    unchanged = workflow.may_write(user, language) and "submit" not in [t.name for t in transitions]
    return [] if unchanged else workflow.submission_problems(release, language)


def timeline(release, events: list[Event]) -> dict:
    """The last events, each with what it changed, and where the list of all of them is, if there are more.

    The first save changed everything.
    """
    lines = [
        (event, [] if event.kind == Event.Kind.CREATED else workflow.names_of_changes(event))
        for event in events[:TIMELINE]
    ]
    whole = f"{reverse('admin:releases_event_changelist')}?q={release.reference}"
    return {"timeline": lines, "whole_timeline": whole if len(events) > TIMELINE else ""}


def scheduled_notes(release, language, transition) -> list[str]:
    """What becomes of the scheduled edition."""
    scheduled = workflow.scheduled_editions(release, language)
    sentences = {
        workflow.APPROVE: _(
            "Edition %(number)s, scheduled for %(when)s, is replaced by what you approve and never goes live."
        ),
        workflow.CANCEL: _(
            "Edition %(number)s, scheduled for %(when)s, never goes live; what the site shows now stays."
        ),
        workflow.WITHDRAW: _(
            "Edition %(number)s, scheduled for %(when)s, is withdrawn too and never goes live."
        ),
    }
    if transition is workflow.WITHDRAW and workflow.is_only_scheduled(release, language):
        sentences[workflow.WITHDRAW] = _(
            "Edition %(number)s, scheduled for %(when)s, never goes live. Readers have not seen it: no "
            "explanation is asked for, and none is shown."
        )
    if transition not in sentences:
        return []
    sentence = sentences[transition]
    return [sentence % {"number": edition.number, "when": moment(edition.live_from)} for edition in scheduled]


def shared_changes(form, formsets) -> dict:
    """Names of what changed outside the texts, as the timeline keeps them."""
    own = set(form.changed_data) - set(form.before) - {"opened_revision"}
    names = [name for name in sorted(own) if not name.startswith("follows_")]
    lines = [name for formset in formsets for name in changed_lines(formset)]
    return {name: {} for name in (*names, *lines)}


def changed_lines(formset) -> list[str]:
    """The lines as such, or, where only their texts changed, these: no other language has changed then."""
    names = {name for line in formset.forms if line.has_changed() for name in line.changed_data}
    return sorted(names) if all(map(languages.language_of, names)) else [formset.model._meta.model_name]
