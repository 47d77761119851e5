"""A release as plain text: to be pasted into a mail, an article or a news agency's system."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext, override, pgettext
from django.views.decorators.http import require_safe

from common.origin import origin_of

from ..models import Edition
from ..texts.datelines import dateline
from ..texts.notices import notice_title
from ..texts.taken_down import notice_of
from . import lookup
from .plain_body import plain_lines
from .text_columns import asked_for, name_in, wrapped
from .withdrawn import gone


@require_safe
def text(request, year, slug):
    language = get_language()
    columns = asked_for(request.GET, language)
    if columns is None:
        return redirect(request.path)
    found = lookup.known_at(language, int(year), slug)
    live = found.live(language)
    if live is None:
        return gone(request, found.withdrawn(language), found)
    if (live.address.year, live.address.slug) != (int(year), slug):
        return redirect(text_url(live, columns))
    edition = Edition.objects.live(found.at).get(pk=live.pk)
    written = as_text(edition, origin_of(request) + live.url)
    response = HttpResponse(
        wrapped(written, columns) if columns else written, content_type="text/plain; charset=utf-8"
    )
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Link"] = f'<{origin_of(request)}{live.url}>; rel="canonical"'
    return response


def text_url(live: lookup.Approved, columns: int = 0) -> str:
    with override(live.language):
        address = reverse("release_text", kwargs={"year": live.address.year, "slug": live.address.slug})
    return f"{address}?{name_in(live.language)}={columns}" if columns else address


def as_text(edition: Edition, address: str) -> str:
    with override(edition.language):
        blocks = [block for block in _blocks(edition) if block]
    last = "\n".join(filter(None, [edition.reference, address]))
    return "\n\n".join([*blocks, last]) + "\n"


def _blocks(edition) -> Iterator[str]:
    yield edition.title
    yield edition.subtitle
    yield dateline(edition)
    if correction := edition.correction:
        yield f"{notice_title(correction)}\n{correction['note']}"
    yield from map(notice_of, edition.taken_down)
    yield edition.standfirst
    yield _paragraphs(edition.body)
    yield pgettext("end of a press release", "ENDS")
    for line in edition.boilerplates:
        yield f"{line['title']}\n{_paragraphs(line['body'])}"
    contacts = [_contact(contact) for contact in edition.contacts if not contact.get("removed")]
    if contacts:
        yield "\n\n".join([gettext("Press contacts"), *contacts])


def _paragraphs(markup):
    return "\n\n".join(plain_lines(markup))


def _contact(contact):
    phones = [" ".join(filter(None, [phone["display"], phone["label"]])) for phone in contact["phones"]]
    lines = [contact["name"], contact["job_title"], contact["organisation"], *phones, contact["email"]]
    return "\n".join(filter(None, lines))
