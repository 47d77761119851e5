"""What narrows the releases by language: a state of each language, an organisation, who has the release."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from common import languages
from common.accounts import name_of
from institutes.models import Organisation

from ..models import DeskState, PublicState, TranslationState
from .who_has_it import READER, REVIEW, held_by

# {value in an address: how it is found}
STATES: dict[str, tuple[str, type]] = {
    TranslationState.MISSING: ("in_translation_state", TranslationState),
    TranslationState.UNFINISHED: ("in_translation_state", TranslationState),
    DeskState.DRAFT: ("in_desk_state", DeskState),
    DeskState.IN_REVIEW: ("in_desk_state", DeskState),
    PublicState.SCHEDULED: ("in_public_state", PublicState),
    PublicState.LIVE: ("in_public_state", PublicState),
    TranslationState.STALE: ("in_translation_state", TranslationState),
    PublicState.WITHDRAWN: ("in_public_state", PublicState),
}


def _labels():
    """What is only said of an approved text (“as published”) stands among what the public has."""
    return [(state, kind(state).label) for state, (_method, kind) in STATES.items()]


def state_in_language(language: str) -> type[admin.SimpleListFilter]:
    class StateInLanguage(admin.SimpleListFilter):
        title = languages.own_name(language)
        parameter_name = f"state_{language}"

        def lookups(self, request, model_admin):
            return _labels()

        def queryset(self, request, queryset):
            if not (value := self.value()):
                return queryset
            if value not in STATES:
                return queryset.none()
            method, _kind = STATES[value]
            return getattr(queryset, method)(value, language)

    StateInLanguage.__name__ = f"StateInLanguage_{language}"
    return StateInLanguage


class OfOrganisation(admin.SimpleListFilter):
    title = gettext_lazy("organisation")
    parameter_name = "organisation"

    def lookups(self, request, model_admin):
        """Institutes first."""
        found = Organisation.objects.filter(Q(institute__isnull=False) | Q(school__isnull=False))
        return [(str(each.pk), str(each)) for each in found.order_by("institute", "slug")]

    def queryset(self, request, queryset):
        if not (value := self.value()):
            return queryset
        if not value.isdecimal():
            return queryset.none()
        names = Q(institutes=value) | Q(schools=value)
        return queryset.filter(pk__in=queryset.model.objects.filter(names).order_by().values("pk"))


class With(admin.SimpleListFilter):
    title = pgettext_lazy("who has the release now", "with")
    parameter_name = "with"

    def lookups(self, request, model_admin):
        people = User.objects.filter(is_active=True, is_staff=True).exclude(pk=request.user.pk)
        names = sorted((name_of(person), str(person.pk)) for person in people)
        known = [(READER, _("you")), (REVIEW, pgettext("who has the release now", "review"))]
        return [*known, *((key, name) for name, key in names)]

    def queryset(self, request, queryset):
        value = self.value()
        return held_by(queryset, value, request.user) if value else queryset


FILTERS: list[Any] = [*map(state_in_language, languages.LANGUAGES), OfOrganisation, With]
