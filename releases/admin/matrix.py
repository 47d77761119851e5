"""Releases by language: where each text stands, one line a release, each state a way to its text."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import languages
from common.modeladmin.desk import DeskModelAdminMixinBase
from exchange.admin.exporting import ExportMixin, ExportView

from ..models import DeskState, PublicState, Release, TranslationState
from ..resources import ReleaseResource
from .base import RichTextModelAdmin
from .list_states import signs_in, state_in_full
from .matrix_filters import FILTERS
from .release_list import ReleaseListMixin

TITLE = gettext_lazy("Releases by language")
# What asks for something stands before what is as it should be: the colour of a cell is that of the first.
URGENT = (
    TranslationState.STALE,
    DeskState.IN_REVIEW,
    PublicState.WITHDRAWN,
    DeskState.DRAFT,
    PublicState.SCHEDULED,
    PublicState.LIVE,
)


def _cell(release, language):
    signs = list(signs_in(release, language))
    codes = [sign.code for sign in signs]
    return format_html(
        '<a class="matrix-cell of-{}" href="{}#language-{}" title="{full}">'
        '<span class="state-language">{}</span><span aria-hidden="true">{}{}</span>'
        '<span class="visually-hidden">{full}</span></a>',
        next((code for code in URGENT if code in codes), "nothing"),
        reverse("admin:releases_release_change", args=[release.pk]),
        language,
        languages.own_name(language),
        format_html_join(" ", '<span class="state state-{}">{}</span>', signs),
        _source_sign(release, language),
        full=state_in_full(release, language),
    )


def _source_sign(release, language):
    if language != release.source_language:
        return ""
    return format_html(' <span class="matrix-source">{}</span>', _("source"))


def _column(language):
    @admin.display(description=languages.own_name(language), ordering=f"translation_state_{language}")
    def column(_admin, release):
        return _cell(release, language)

    return column


class Matrix(ReleaseListMixin, ExportMixin, RichTextModelAdmin):
    """The list of releases once more: who may see the one may see the other."""

    change_list_template = "admin/releases/release/matrix.html"
    url_prefix = "releases_release_matrix"
    export_resource = ReleaseResource
    list_display = ["headline", *(f"matrix_{code}" for code in languages.LANGUAGES), "issued", "who_has_it"]
    list_filter = FILTERS
    list_per_page = 100
    names_organisations = False

    def get_queryset(self, request):
        return Release.objects.with_states()

    def get_actions(self, request):
        """A line is read, and not ticked."""
        return {}

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": TITLE, **(extra_context or {})})


for _code in languages.LANGUAGES:
    setattr(Matrix, f"matrix_{_code}", _column(_code))


class MatrixMixin(DeskModelAdminMixinBase):
    """For the admin of releases, in front of its base class."""

    def get_urls(self):
        matrix, wrap = Matrix(Release, self.admin_site), self.admin_site.admin_view
        own = [
            path("matrix/", wrap(matrix.changelist_view), name=f"{Matrix.url_prefix}_changelist"),
            path(
                "matrix/export/",
                wrap(ExportView.as_view(model_admin=matrix)),
                name=f"{Matrix.url_prefix}_export",
            ),
        ]
        return own + super().get_urls()

    def section_pages(self, request):
        return [*super().section_pages(request), (TITLE, _address())]

    def own_pages(self, request):
        return [*super().own_pages(request), (TITLE, _address())]


def _address():
    return reverse(f"admin:{Matrix.url_prefix}_changelist")
