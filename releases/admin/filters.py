from django.conf import settings
from django.contrib import admin
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from common import languages
from common.modeladmin.list_filters import ChipFilter, Place, RareChoices, named

from ..models import DeskState, PublicState, TranslationState

NO_LANGUAGE = "none"


class LanguageFilter(admin.SimpleListFilter):
    title = gettext_lazy("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        return [(code, languages.own_name(code)) for code in languages.LANGUAGES]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(language="" if self.value() == NO_LANGUAGE else self.value())


class LanguageOrNoneFilter(LanguageFilter):
    """Some acts concern a release as a whole."""

    def lookups(self, request, model_admin):
        return [*super().lookups(request, model_admin), (NO_LANGUAGE, _("the whole release"))]


def state_filter(fact: str, language: str, states, title) -> type[admin.SimpleListFilter]:
    """A filter of the list by one fact, “public” or “desk”, of one language: `in_public_state()` …"""

    class StateFilter(admin.SimpleListFilter):
        place = Place.MORE
        parameter_name = f"{fact}_{language}"

        def lookups(self, request, model_admin):
            # Of both, the list says the one or the other: “as published” or “as scheduled”.
            both = {DeskState.PUBLISHED: _("as published or scheduled")}
            return [(state, both.get(state, label)) for state, label in states.choices]

        def queryset(self, request, queryset):
            return getattr(queryset, f"in_{fact}_state")(self.value(), language) if self.value() else queryset

    # A lazy text with its language put in at once would speak the server's language for ever.
    StateFilter.title = lazy(title, str)()
    StateFilter.__name__ = f"StateFilter_{fact}_{language}"
    return StateFilter


def _filters(language):
    return [
        state_filter(
            "public", language, PublicState, lambda: _("public state (%s)") % languages.name(language)
        ),
        state_filter(
            "desk", language, DeskState, lambda: _("state of the text (%s)") % languages.name(language)
        ),
    ]


class InReview(ChipFilter):
    title = gettext_lazy("in review")
    parameter_name = "in_review"

    def narrowed(self, queryset):
        return queryset.in_review()


class Drafts(ChipFilter):
    title = gettext_lazy("drafts")
    parameter_name = "drafts"

    def narrowed(self, queryset):
        return queryset.with_drafts()


class Scheduled(ChipFilter):
    title = pgettext_lazy("filter of releases", "scheduled")
    parameter_name = "scheduled"

    def narrowed(self, queryset):
        return queryset.with_scheduled()


class Differing(ChipFilter):
    place = Place.MORE
    title = gettext_lazy("the languages differ")
    parameter_name = "differing"

    def narrowed(self, queryset):
        return queryset.with_differing_languages()


# {state: name of its chip, with the language in front, and of its parameter}
TRANSLATIONS = {
    TranslationState.MISSING: (gettext_lazy("%(language)s missing"), "missing"),
    TranslationState.STALE: (gettext_lazy("%(language)s to be updated"), "stale"),
    TranslationState.READY: (gettext_lazy("%(language)s ready"), "ready"),
}


def translation_filter(state: TranslationState, language: str) -> type[ChipFilter]:
    words, name = TRANSLATIONS[state]

    class Translation(ChipFilter):
        # Most are written in this language: it is rarely the one that is missing, or a translation.
        place = (
            Place.MORE
            if language == settings.LANGUAGE_CODE or state == TranslationState.READY
            else Place.CHIP
        )
        title = lazy(lambda: words % {"language": languages.SPOKEN[language]}, str)()
        parameter_name = f"{name}_{language}"

        def narrowed(self, queryset):
            return queryset.in_translation_state(state, language)

    Translation.__name__ = f"Translation_{name}_{language}"
    return Translation


CHIPS = [
    InReview,
    Drafts,
    Scheduled,
    *(translation_filter(state, language) for language in languages.LANGUAGES for state in TRANSLATIONS),
    Differing,
]
STATE_FILTERS = [one for language in languages.LANGUAGES for one in _filters(language)]
FILTERS = [
    *CHIPS,
    ("institutes", named(gettext_lazy("institute"), admin.RelatedFieldListFilter)),
    ("topics", named(gettext_lazy("topic"), admin.RelatedFieldListFilter)),
    ("kind", RareChoices),
    *STATE_FILTERS,
    ("source_language", RareChoices),
]
