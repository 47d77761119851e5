from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.generic import ListView, TemplateView

from common import languages
from common.serving import serve
from common.typing_bases import DetailPageMixinBase
from common.uploads import IMAGES, PDF
from institutes import views as institutes
from institutes.models import Institute

from ..models import Attachment, Edition
from ..models.attachment import ROOT

PAGE_SIZE = 20
LATEST = 7
# What no list shows, and what weighs most.
UNLISTED = ["body", "search_text"]
SHOWN_IN_THE_BROWSER = {kind.mime for kind in (*IMAGES, PDF)}


def listed():
    """Live editions of the page's language, with what a list shows of them."""
    return Edition.objects.live(language=get_language()).select_related("address").defer(*UNLISTED)


@require_safe
def choose_language(request):
    response = redirect("home")
    add_never_cache_headers(response)
    return response


class Home(TemplateView):
    template_name = "home.html"

    def get_context_data(self, **kwargs):
        lead, *others = [*listed()[:LATEST]] or [None]
        return super().get_context_data(
            **kwargs,
            lead=lead,
            editions=others,
            institutes=Institute.objects.prefetch_related("awards"),
            contacts=institutes.as_recorded(institutes.for_the_press[:3]),
        )


class ReleaseList(ListView):
    template_name = "releases/release_list.html"
    context_object_name = "editions"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        return listed()


class EditionsOfOrganisation(DetailPageMixinBase):
    """The releases of an organisation, below what its own page says."""

    def get_context_data(self, **kwargs):
        pages = Paginator(listed().filter(organisations=self.object), PAGE_SIZE)
        try:
            page = pages.page(self.request.GET.get("page") or 1)
        except InvalidPage:
            raise Http404 from None
        return super().get_context_data(**kwargs, page_obj=page, editions=page.object_list)


class InstitutePage(EditionsOfOrganisation, institutes.InstitutePage):
    pass


class SchoolPage(EditionsOfOrganisation, institutes.SchoolPage):
    pass


@require_safe
def release(request, year, slug):
    live = Edition.objects.live(language=get_language()).select_related("address").with_online_since()
    edition = live.filter(address__year=year, address__slug=slug).first()
    if edition is None:
        return _former_address(request, year, slug)
    context = {"edition": edition, "alternates": _alternates(edition), "reference": edition.reference}
    return render(request, "releases/release_detail.html", context)


def _former_address(request, year, slug):
    """Where something was live once: on to its successor, or the explanation of a withdrawal."""
    language = get_language()
    seen = Edition.objects.ever_live() | Edition.objects.withdrawn()
    former = seen.filter(language=language, address__year=year, address__slug=slug)
    release_ids = former.values("release")
    successor = Edition.objects.live(language=language).filter(release__in=release_ids).first()
    if successor:
        # Not for ever: NoCacheMiddleware has a later correction move the release back to this address.
        return redirect(successor, permanent=True)
    withdrawn = Edition.objects.withdrawn().filter(language=language, release__in=release_ids)
    if edition := withdrawn.order_by("-withdrawn_at").first():
        return _gone(request, edition)
    raise Http404


def _gone(request, edition):
    """Says that it was withdrawn, when and why; the template gets none of the text."""
    context = {
        "reference": edition.reference,
        "withdrawn_at": edition.withdrawn_at,
        "explanation": edition.withdrawal_note,
        "alternates": _alternates(edition),
    }
    return render(request, "releases/release_withdrawn.html", context, status=410)


@require_safe
def release_by_reference(request, reference):
    editions = Edition.objects.live().filter(reference=reference).select_related("address")
    by_language = {edition.language: edition for edition in editions}
    if edition := by_language.get(get_language()):
        return redirect(edition)
    if withdrawn := _withdrawn(reference, any_language=not by_language):
        return _gone(request, withdrawn)
    if not by_language:
        raise Http404
    context = {"reference": reference, "alternates": _addresses(by_language)}
    return render(request, "releases/release_untranslated.html", context, status=404)


def _withdrawn(reference, any_language):
    """In the page's language; where nothing is live any more, in another one."""
    withdrawn = Edition.objects.withdrawn().filter(reference=reference).order_by("-withdrawn_at")
    return withdrawn.filter(language=get_language()).first() or (withdrawn.first() if any_language else None)


def _alternates(edition):
    live = (
        Edition.objects.live().filter(release=edition.release_id).select_related("address").defer(*UNLISTED)
    )
    return _addresses({edition.language: edition for edition in live})


def _addresses(by_language):
    """(code, name, address) of each language, in the order of the settings."""
    return [
        (code, languages.own_name(code), by_language[code].get_absolute_url())
        for code in languages.LANGUAGES
        if code in by_language
    ]


@require_safe
def file(request, path):
    edition = Edition.objects.live().filter(files__path=path).only("document").first()
    if edition:
        record = next(shown for shown in edition.shown_files if shown["path"] == path)
        response = _serve(request, path, record["mime_type"])
        patch_cache_control(response, public=True, no_cache=True)
        return response
    # Only from here on is the session looked at: public answers stay free of cookies.
    if not (request.user.is_staff and request.user.has_perm("releases.view_release")):
        raise Http404
    attachment = Attachment.objects.filter(file=ROOT + path).first()
    if attachment is None:
        raise Http404
    response = _serve(request, path, attachment.mime_type)
    add_never_cache_headers(response)
    return response


def _serve(request, path, mime_type):
    content_type = mime_type or "application/octet-stream"
    return serve(request, ROOT + path, content_type, as_attachment=mime_type not in SHOWN_IN_THE_BROWSER)
