from django.contrib import admin
from django.db.models.functions import Concat
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from common import languages
from common.day_words import short_day
from common.typing_bases import ModelAdminMixinBase

from . import list_page
from .filters import FILTERS
from .list_states import state_cell


def _state_column(language):
    both = Concat(f"public_{language}", f"desk_{language}")

    @admin.display(description=languages.own_name(language), ordering=both)
    def column(_admin, release):
        return state_cell(release, language)

    return column


def _in_one_line(names, most=3):
    more = [f"+{len(names) - most}"] if len(names) > most else []
    return ", ".join([*names[:most], *more])


class ReleaseListMixin(ModelAdminMixinBase):
    """The list of releases, for their admin in front of its base class."""

    list_display = [
        # What matters first: a narrow window shows the left of the table.
        "headline",
        *(f"state_in_{code}" for code in languages.LANGUAGES),
        "issued",
        "who_has_it",
    ]
    list_filter = FILTERS
    search_fields = ["search_text"]
    date_hierarchy = "issued_on"
    list_per_page = 50
    names_organisations = True
    search_hint: str | Promise = gettext_lazy("Title, text, reference")

    def get_changelist(self, request, **kwargs):
        return list_page.ReleaseChangeList

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        if shown := (getattr(response, "context_data", None) or {}).get("cl"):
            list_page.complete(shown.result_list, request.user, names_organisations=self.names_organisations)
        return response

    @admin.display(description=gettext_lazy("title"))
    def headline(self, release):
        about = filter(None, [release.reference, _in_one_line(release.organisation_names)])
        return format_html(
            '{} <span class="second-line">{}</span>', release.any_title() or _("Untitled"), " · ".join(about)
        )

    @admin.display(description=gettext_lazy("date"), ordering="issued_on", empty_value="–")
    def issued(self, release):
        return release.issued_on and short_day(release.issued_on)

    @admin.display(description=pgettext_lazy("who has the release now", "with"), empty_value="")
    def who_has_it(self, release):
        return release.who_has_it


for _code in languages.LANGUAGES:
    setattr(ReleaseListMixin, f"state_in_{_code}", _state_column(_code))
