import json

from django.http import HttpResponse
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_safe

from .. import lookup, rendering
from ..withdrawn import gone
from .drawing import WIDTH, Words, drawn


@require_safe
def release_picture(request, year, slug, width=WIDTH):
    language = get_language()
    found = lookup.known_at(language, int(year), slug)
    live = found.live(language)
    if live is None:
        return gone(request, found.withdrawn(language), found)
    data = json.loads(rendering.structured_data_of(live))
    names = ", ".join(line["name"] for line in data.get("about", ()))
    return _png(data["headline"], names, data["dateline"], width)


@require_safe
def site_picture(_request):
    return _png(gettext("Press room of the Carnot institutes and Institut Mines-Télécom"))


def _png(title, names="", dateline="", width=WIDTH):
    site, of = gettext("Press room"), gettext("Carnot institutes & Institut Mines-Télécom")
    picture = drawn(Words(site, of, title, names, dateline), get_language_bidi(), width)
    return HttpResponse(picture, content_type="image/png")
