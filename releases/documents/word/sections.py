"""What stands in a document, in the order of the page: (style, HTML)."""

from collections.abc import Iterator

from django.template.defaultfilters import filesizeformat, linebreaksbr
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join, linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, pgettext

from institutes.templatetags.network import by_role, other_schools, spoken

from ...templatetags.press_room import file_type, kind_label, raised, unbroken
from ...texts.datelines import dateline
from ...texts.notices import notice_title
from ...texts.tables import with_figures
from ...texts.taken_down import notice_of
from ...texts.typography import unbroken_html
from ..kinds import Source

Block = tuple[str, str]


def blocks(source: Source) -> Iterator[Block]:
    edition = source.edition
    yield "Kicker", _text(kind_label(edition.kind))
    yield "Title", _text(edition.title)
    yield "Subtitle", raised(unbroken(edition.subtitle))
    yield "Dateline", raised(dateline(edition))
    if correction := edition.correction:
        title = format_html("<p><strong>{}</strong></p>", raised(notice_title(correction)))
        yield "Correction", title + linebreaks(unbroken(correction["note"]), autoescape=True)
    if picture := edition.lead_picture:
        yield "Normal", _lead_picture(picture)
    for line in edition.taken_down:
        yield "Caption", raised(unbroken(notice_of(line)))
    yield "Standfirst", linebreaksbr(raised(unbroken(edition.standfirst)))
    yield "Normal", _rich(edition.body)
    yield "EndMark", _text(pgettext("end of a press release", "ENDS"))
    yield from _organisations(edition.organisation_lines)
    for boilerplate in edition.boilerplates:
        yield "Heading2", _text(boilerplate["title"])
        yield "Normal", _rich(boilerplate["body"])
    yield from _contacts(edition.contacts)
    yield from _downloads(edition.attachments)
    yield from _colophon(source)


def _text(text):
    return conditional_escape(unbroken(str(text)))


def _rich(body):
    return with_figures(unbroken_html(body))


def _lead_picture(picture):
    caption = " ".join(filter(None, [unbroken(picture["caption"]), picture["credit"]]))
    shown = format_html('<img src="/files/{}" alt="{}">', picture["path"], picture["alt"])
    below = format_html("<figcaption>{}</figcaption>", caption) if caption else ""
    return format_html("<figure>{}{}</figure>", shown, below)


def _organisations(lines):
    if lines:
        yield "Heading2", _text(gettext("Carnot institutes and schools"))
    for line in lines:
        if line["kind"] == "institute":
            yield "Heading3", _link(reverse("institute", args=[line["slug"]]), line["name"])
            yield "Contact", _lines(_institute(line))
    if schools := other_schools(lines):
        yield "Normal", _names(schools)


def _institute(line):
    if line["labelled_since"]:
        yield _told(gettext("Labelled since"), line["labelled_since"])
    if director := line["director"]:
        yield _told(gettext("Director"), ", ".join(filter(None, [director["name"], director["job_title"]])))
    for label, schools in by_role(line["schools"]):
        yield _told(label, _names(schools))


def _told(term, text):
    # A colon has a space before it in French.
    return format_html(gettext("%(term)s: %(text)s") % {"term": "{}", "text": "{}"}, term, text)


def _names(schools):
    return format_html_join(
        ", ", "{}", ((_link(reverse("school", args=[line["slug"]]), line["name"]),) for line in schools)
    )


def _contacts(contacts):
    if contacts:
        yield "Heading2", _text(gettext("Press contacts"))
    for contact in contacts:
        if contact.get("removed"):
            yield "Contact", _text(gettext("Contact removed"))
        else:
            yield "Heading3", _text(contact["name"])
            yield "Contact", _lines(_contact(contact))


def _lines(lines):
    """In one paragraph, which no end of a page parts."""
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines if line))


def _contact(contact):
    yield _text(contact["job_title"])
    yield _text(contact["organisation"])
    for phone in contact["phones"]:
        yield format_html("{} {}", _link(f"tel:{phone['number']}", phone["display"]), phone["label"])
    if email := contact["email"]:
        yield _link(f"mailto:{email}", email)
    if contact["languages"]:
        yield format_html("{} {}", gettext("Languages:"), spoken(contact["languages"]))


def _downloads(attachments):
    if attachments:
        yield "Heading2", _text(gettext("Downloads"))
        items = format_html_join("", "<li>{}</li>", ((_download(line),) for line in attachments))
        yield "Normal", format_html("<ul>{}</ul>", items)


def _download(line):
    name = _link(reverse("file", kwargs={"path": line["path"]}), line["caption"] or line["name"])
    credit = ", ".join(filter(None, [line["credit"], line["licence"]]))
    kind, size = file_type(line["mime_type"]), filesizeformat(line["size"])
    return format_html("{} {}, {}{}{}", name, kind, size, " – " if credit else "", credit)


def _colophon(source):
    yield "Rule", "<hr>"
    yield "Colophon", _told(gettext("Reference"), source.edition.reference)
    # A draft has none.
    if not source.is_draft:
        yield "Colophon", _told(gettext("Address"), _link(source.address, source.address))


def _link(address, words):
    return format_html('<a href="{}">{}</a>', address, words)
