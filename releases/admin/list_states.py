"""The two facts of a language in the list: what the public has, below it the desk's text where it differs."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common import languages
from common.day_words import short_moment

from ..models import DeskState, PublicState, Release, TranslationState
from .panel import states


class Sign(NamedTuple):
    code: str
    words: str


def state_cell(release, language) -> SafeString:
    """In short for the eye, in full for whoever points at it or listens."""
    return format_html(
        # The name of the language is shown where there is no room for columns with a head.
        '<span class="state-language">{}</span> <span class="states" title="{full}">'
        '<span aria-hidden="true">{}</span><span class="visually-hidden">{full}</span></span>',
        languages.own_name(language),
        format_html_join(" ", '<span class="state state-{}">{}</span>', signs_in(release, language)),
        full=state_in_full(release, language),
    )


def signs_in(release: Release, language: str) -> Iterator[Sign]:
    yield _public_sign(release, language)
    yield from _desk_signs(release, language)


def state_in_full(release: Release, language: str) -> str:
    sentences = [sentence for _code, sentence in states(release, language)]
    stale = [TranslationState.STALE.label] if _is_stale(release, language) else []
    return "; ".join([*sentences, *map(str, stale)])


def _public_sign(release, language):
    state = PublicState(getattr(release, f"public_{language}"))
    if state == PublicState.SCHEDULED:
        return Sign(state, short_moment(getattr(release, f"scheduled_{language}")))
    if state == PublicState.NOTHING:
        return Sign(state, pgettext("on the site", "nothing"))
    return Sign(state, str(state.label))


def _desk_signs(release, language):
    public, text = getattr(release, f"public_{language}"), DeskState(getattr(release, f"desk_{language}"))
    scheduled = getattr(release, f"scheduled_{language}")
    if public == PublicState.LIVE and scheduled:
        yield Sign(PublicState.SCHEDULED, _("correction %(when)s") % {"when": short_moment(scheduled)})
    if text in (DeskState.DRAFT, DeskState.IN_REVIEW):
        yield Sign(text, _of_correction(text) if public == PublicState.LIVE else str(text.label))
    if text == DeskState.EMPTY and public != PublicState.NOTHING:
        yield Sign(text, str(text.label))
    if _is_stale(release, language):
        yield Sign(TranslationState.STALE, str(TranslationState.STALE.label))


def _is_stale(release, language):
    """As it is kept: a list compares no texts."""
    return getattr(release, languages.column_in(language, "translation_state")) == TranslationState.STALE


def _of_correction(text):
    words = {DeskState.DRAFT: _("correction in draft"), DeskState.IN_REVIEW: _("correction in review")}
    return words[text]
