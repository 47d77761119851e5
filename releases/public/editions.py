"""The address of each edition that readers had, and of what it changed."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ..texts.redline import redline, redline_of_line, redline_of_lines
from . import lookup, rendering
from .history import edition_url
from .past import texts_of
from .withdrawn import gone

COMPARED = {
    "title": redline_of_line,
    "subtitle": redline_of_line,
    "standfirst": redline_of_lines,
    "body": redline,
}


@require_safe
def edition(request, year, slug, number):
    found, chosen, live = _chosen(int(year), slug, number)
    if chosen not in found.readable(chosen.language):
        return gone(request, found.withdrawal_of(chosen), found, live)
    if live is None:
        raise Http404
    if chosen == live:
        # Not for ever: once it is replaced, this is its page.
        return redirect(live.url)
    if (chosen.address.year, chosen.address.slug) != (int(year), slug):
        return redirect(edition_url(chosen))
    [text] = texts_of(chosen)
    context = _around(found, chosen, live) | rendering.parts_of(text, "article")
    return render(request, "releases/edition_detail.html", context)


@require_safe
def changes(request, year, slug, number):
    found, chosen, live = _chosen(int(year), slug, number)
    readable = found.readable(chosen.language)
    if chosen not in readable:
        return gone(request, found.withdrawal_of(chosen), found, live)
    place = readable.index(chosen)
    if live is None or place == 0:
        raise Http404
    before = readable[place - 1]
    older, newer = texts_of(before, chosen)
    marked = {name: compare(getattr(older, name), getattr(newer, name)) for name, compare in COMPARED.items()}
    context = _around(found, chosen, live) | {
        "before": before,
        "before_url": edition_url(before),
        "chosen_url": edition_url(chosen),
        "marked": marked,
        "has_changed": any(getattr(older, name) != getattr(newer, name) for name in COMPARED),
    }
    return render(request, "releases/edition_changes.html", context)


def _chosen(year, slug, number):
    """What readers had under that number at that address, now or once."""
    language = get_language()
    found = lookup.at_address(language, year, slug)
    chosen = next((edition for edition in found.seen(language) if edition.number == number), None)
    if chosen is None or not found.was_seen_at(language, year, slug):
        lookup.refuse_capitals(language, year, slug)
        raise Http404
    return found, chosen, found.live(language)


def _around(found, chosen, live):
    """The next one that readers had is what took its place."""
    seen = found.seen(chosen.language)
    following = seen[seen.index(chosen) + 1 :]
    return {
        "chosen": chosen,
        "live": live,
        "replaced_by": following[0] if following else None,
        "changes_url": edition_url(following[0], "edition_changes") if following else "",
        "alternates": found.alternates(),
        "reference": live.reference,
    }
