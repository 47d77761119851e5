from django.core.exceptions import BadRequest
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, override

from common.languages import LANGUAGES
from common.origin import origin_of
from common.public_pages import not_kept
from institutes.models import Institute, School

from ...models import Edition
from .. import lookup
from ..selection import MOST_KEPT, NAMES, Selection, read
from . import ninjs
from .answers import Answer, answers_in_json, gone, moved, refusal, takes
from .cursors import PATTERN, Cursor
from .representations import full, organisation, summary
from .rows import Row, rows

PAGE_SIZE = 20
# As they are written in every language: those of the code.
PARAMETERS = ("language", *NAMES, "cursor")
OF_ORGANISATIONS = ("language",)
# Parameters and their values as the code has them, whatever the language of the releases.
untranslated = override(None)


@answers_in_json
@takes(*PARAMETERS)
@untranslated
def releases(request):
    selection = _selection(request, _language(request.GET.get("language") or LANGUAGES[0]))
    editions = selection.editions()
    if written := request.GET.get("cursor"):
        editions = _cursor(written).following(editions)
    found = rows(editions[: PAGE_SIZE + 1])
    page, origin = found[:PAGE_SIZE], origin_of(request)
    more = len(found) > PAGE_SIZE
    data = {
        "releases": [summary(row, origin) for row in page],
        "next": _next(request, selection, page[-1]) if more else None,
    }
    answer = Answer(data, language=selection.language)
    return answer if len(selection.chosen) <= MOST_KEPT else not_kept(answer)


def _selection(request, language) -> Selection:
    year, month = str(NAMES["year"]), str(NAMES["month"])
    selection = read(request.GET, language)
    if request.GET.get(month) and not selection.year:
        raise BadRequest(f"{month} is the month of a year: name its {year}, too.")
    return selection


def _next(request, selection: Selection, last: Row) -> str:
    # Parameters are in English in every language.
    chosen = {name: request.GET[name] for name in selection.chosen}
    query = {"language": selection.language, **chosen, "cursor": str(Cursor.after(last.edition))}
    return f"{origin_of(request)}{reverse('api_releases')}?{urlencode(query)}"


def _cursor(written):
    if not PATTERN.fullmatch(written):
        raise BadRequest("This cursor is none of ours: follow the address in “next”.")
    return Cursor.read(written)


def _language(code):
    if code not in LANGUAGES:
        raise Http404
    return code


@answers_in_json
@takes()
@untranslated
def release(request, reference, language):
    live = Edition.objects.live(language=_language(language)).filter(reference=reference).order_by()
    found = rows(live, "body")
    if found:
        return Answer(full(found[0], origin_of(request)), language=language)
    if lookup.is_in_small_letters(reference):
        return moved(reverse("api_release", args=[reference.upper(), language]))
    return gone(lookup.by_reference(reference), language)


@answers_in_json
def release_in_no_language(_request, reference):
    """Asked for without its last part: what is said does not tell whether there is such a release."""
    endings = ", ".join(f"{code}/" for code in LANGUAGES)
    return refusal(404, f"A release is told in one language, with which its address ends: {endings}")


@answers_in_json
@takes(*OF_ORGANISATIONS)
@untranslated
def organisations(request):
    language = _language(request.GET.get("language") or LANGUAGES[0])
    shown = [*Institute.objects.all(), *School.objects.still_there()]
    data = [organisation(each, language, origin_of(request)) for each in shown]
    return Answer({"organisations": data}, language=language)


@answers_in_json
def ninjs_release(request, year, slug):
    language = get_language()
    found = lookup.known_at(language, int(year), slug)
    approved = found.live(language)
    if approved is None:
        return gone(found, language)
    live = Edition.objects.live(found.at, language).filter(pk=approved.pk)
    [row] = rows(live.order_by(), "body")
    return Answer(ninjs.item(row, origin_of(request)), language=language)


@answers_in_json
def ninjs_list(request):
    """The newest of a list, which it takes the parameters of."""
    selection, origin = _selection(request, get_language()), origin_of(request)
    items = [ninjs.item(row, origin) for row in rows(selection.editions()[:PAGE_SIZE], "body")]
    address = f"{origin}{reverse('release_list')}?{selection.query}".rstrip("?")
    answer = Answer(ninjs.composite(address, selection.language, items), language=selection.language)
    return answer if len(selection.chosen) <= MOST_KEPT else not_kept(answer)
