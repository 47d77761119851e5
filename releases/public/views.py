from functools import partial

from django.core.paginator import InvalidPage
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from common.origin import origin_of
from common.public_pages import not_kept, under_clock
from common.typing_bases import PageMixinBase
from institutes import views as institutes
from institutes.models import Institute, Organisation

from ..models import SitePage
from . import archive, front_page, lookup, rendering, structured_data
from .facets import narrowing
from .facets import render as render_facets
from .history import history_of
from .listing import AllPages, Pages, about, number_about
from .missing import NoSuchPage
from .page_number import to_one_spelling
from .plain_text import text_url
from .related import related_to
from .results import SearchPage, as_typed
from .selection import MOST_KEPT, Selection, asked_for
from .selection import read as selection_of
from .sharing.oembed import discovery
from .take_away import documents_of
from .text_columns import COLUMNS
from .withdrawn import gone


@require_safe
def choose_language(request):
    response = redirect("home")
    add_never_cache_headers(response)
    return response


class Home(TemplateView):
    template_name = "home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            **front_page.ranks(),
            directory=under_clock(f"directory in {get_language()}", _directory),
        )


def _directory():
    return render_to_string(
        "_directory.html",
        {
            "institutes": Institute.objects.prefetch_related("awards"),
            "contacts": institutes.as_recorded(institutes.for_the_press[:3]),
        },
    )


class PagesOfEditions(PageMixinBase):
    """A page of `pages()`; a number that is no page is not found."""

    def get(self, request, *args, **kwargs):
        return to_one_spelling(request) or super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        pages = self.pages()
        try:
            page = pages.page(self.request.GET.get("page") or 1)
        except InvalidPage:
            raise NoSuchPage(pages.num_pages) from None
        return super().get_context_data(**kwargs, page_obj=page, editions=page.object_list)

    def pages(self) -> Pages:
        return AllPages()


class ReleaseList(PagesOfEditions, TemplateView):
    template_name = "releases/release_list.html"
    selection: Selection

    def get(self, request, *args, **kwargs):
        self.selection = selection_of(request.GET, get_language())
        if self.selection.parameters != asked_for(request.GET):
            # A form sends what was left empty; a month needs its year.
            return redirect(f"{request.path}?{self.selection.query}".rstrip("?"))
        response = super().get(request, *args, **kwargs)
        return response if len(self.selection.chosen) <= MOST_KEPT else not_kept(response)

    def pages(self):
        selection = self.selection
        if not selection.chosen:
            return super().pages()
        return Pages(selection.editions(), selection.query, selection.number)

    def get_context_data(self, **kwargs):
        name = f"facets in {self.selection.language}: {self.selection.query}"
        facets = under_clock(name, partial(render_facets, self.selection))
        return super().get_context_data(**kwargs, **narrowing(self.selection), facets=facets)


@require_safe
def release_list(request):
    is_search = bool(as_typed(request.GET.get("q", "")))
    return (SearchPage if is_search else ReleaseList).as_view()(request)


class EditionsOfOrganisation(PagesOfEditions):
    """The releases of an organisation, below what its own page says."""

    object: Organisation

    def pages(self):
        return Pages(about(self.object), self.object.slug, partial(number_about, self.object))

    def get_context_data(self, **kwargs):
        own = Selection(get_language(), organisation=self.object)
        return super().get_context_data(**kwargs, feed_query=own.query, feed_name=own.name)


class InstitutePage(EditionsOfOrganisation, institutes.InstitutePage):
    pass


class SchoolPage(EditionsOfOrganisation, institutes.SchoolPage):
    pass


@require_safe
def release(request, year, slug):
    language = get_language()
    found = lookup.at_address(language, int(year), slug)
    if not found.is_known(language, int(year), slug):
        return _by_name_of_another_language(found, language, int(year), slug)
    live = found.live(language)
    if live is None:
        return gone(request, found.withdrawn(language), found)
    if (live.address.year, live.address.slug) != (int(year), slug):
        # Not for ever: NoCacheMiddleware has a later correction move the release back to this address.
        return redirect(live.url, permanent=True)
    return _page(request, live, found)


def _by_name_of_another_language(missed, language, year, slug):
    """/en/press-releases/2020/<its French name>/: to the English, else to what is said in its place."""
    found = lookup.in_another_language(missed, year, slug)
    if found is None:
        lookup.refuse_capitals(language, year, slug)
        return archive.month(year, slug)
    if live := found.live(language):
        return redirect(live.url, permanent=True)
    return redirect("release_by_reference", found.editions[0].reference)


def _page(request, live, found):
    [article] = rendering.parts("article", [(live.pk, live.version, live.article)])
    kept = rendering.structured_data_of(live)
    edition = {
        "title": live.title,
        "standfirst": live.standfirst,
        "language": live.language,
        "reference": live.reference,
    }
    origin, alternates = origin_of(request), found.alternates()
    data = structured_data.of_page(kept, found, live, alternates, origin)
    context = {
        "edition": edition,
        "history": history_of(found, live.language),
        "article": article,
        "related": under_clock(f"related to {live.pk}", partial(related_to, live)),
        "text_url": text_url(live),
        "columns_url": text_url(live, COLUMNS),
        "documents": documents_of(live),
        "data": data,
        "oembed": discovery(data, origin),
        "alternates": alternates,
        "reference": live.reference,
    }
    return render(request, "releases/release_detail.html", context)


@require_safe
def release_by_reference(request, reference):
    found = lookup.by_reference(reference)
    alternates = found.alternates()
    if live := found.live(get_language()):
        return redirect(live.url)
    if withdrawn := found.withdrawal_told_in(get_language()):
        return gone(request, withdrawn, found)
    if not alternates:
        return _in_capitals(reference)
    # Something exists, so it is no 404: docs/decisions/0021-a-page-of-one-language-is-no-error.md.
    elsewhere = [_elsewhere(found, *each) for each in alternates]
    context = {"reference": reference, "elsewhere": elsewhere, "alternates": alternates}
    return render(request, "releases/release_untranslated.html", context)


def _elsewhere(found, code, name, url):
    return {
        "code": code,
        "name": name,
        "url": url,
        "title": found.live(code).title,
        "since": found.first_hour(code),
    }


def _in_capitals(reference):
    if not lookup.is_in_small_letters(reference):
        raise Http404
    return redirect("release_by_reference", reference.upper(), permanent=True)


@require_safe
def site_page(request, key):
    page = get_object_or_404(SitePage, key=key)
    written_in, body = page.text_in(get_language())
    return render(request, "site_page.html", {"page": page, "written_in": written_in, "body": body})
