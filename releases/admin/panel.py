"""What the head of the release form shows: each language's state, buttons and addresses."""

from django import forms
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from .. import languages, workflow
from ..models import Edition, State


def moment(value) -> str:
    return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")


def state_sentence(release, language, state) -> str:
    """The state in words with its moment; needs a release from with_states()."""
    since = getattr(release, f"since_{language}")
    scheduled = getattr(release, f"scheduled_{language}")
    sentence = {
        State.LIVE: lambda: _("live since %(when)s") % {"when": moment(since)},
        State.CHANGING: lambda: _("live since %(when)s, changes pending") % {"when": moment(since)},
        State.SCHEDULED: lambda: _("scheduled for %(when)s") % {"when": moment(scheduled)},
    }.get(state, lambda: str(state.label))()
    if scheduled and state in (State.LIVE, State.CHANGING):
        sentence = _("%(state)s; correction scheduled for %(when)s") % {
            "state": sentence,
            "when": moment(scheduled),
        }
    return sentence


def language_panels(release, user) -> list[dict]:
    live = {edition.language: edition for edition in _live_editions(release)}
    return [_language_panel(release, user, language, live.get(language)) for language in languages.codes()]


def _live_editions(release):
    return Edition.objects.filter(release=release).live().select_related("address")


def _language_panel(release, user, language, live):
    state = State(getattr(release, f"state_{language}"))
    return {
        "code": language,
        "name": languages.name_of(language),
        "is_source": language == release.source_language,
        "state": state,
        "sentence": state_sentence(release, language, state),
        "status": release.status_in(language),
        "live": live,
        "has_text": release.has_text(language),
        "is_stale": release.is_stale(language),
        "transitions": workflow.offered(release, user, language),
    }


def follows_field(release, language) -> forms.BooleanField:
    return forms.BooleanField(
        required=False,
        label=_("The text (%(language)s) follows the source as it now stands") % {"language": language},
        help_text=_("The source has changed since this translation was made. Tick when it is up to date."),
    )


def shared_changes(form, formsets) -> dict:
    """Names of what changed outside the texts, as the timeline keeps them."""
    own = set(form.changed_data) - set(form.before) - {"opened_revision"}
    names = [name for name in sorted(own) if not name.startswith("follows_")]
    lines = [name for formset in formsets for name in _changed_lines(formset)]
    return {name: {} for name in (*names, *lines)}


def _changed_lines(formset) -> list[str]:
    """The lines as such, or, where only their texts changed, these: no other language has changed then."""
    names = {name for line in formset.forms if line.has_changed() for name in line.changed_data}
    return sorted(names) if all(map(languages.language_of, names)) else [formset.model._meta.model_name]
