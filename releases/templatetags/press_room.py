import re

from django import template
from django.conf import settings
from django.template.defaultfilters import stringfilter
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, ngettext, override

from common import languages
from common.public_pages import under_clock
from common.uploads import DOCUMENTS, IMAGES

from ..models import Release, SitePage
from ..texts import datelines, excerpts, typography

register = template.Library()
register.filter("excerpt", excerpts.excerpt)
register.filter("dateline", datelines.dateline)
register.filter("long_date", datelines.long_date, expects_localtime=True)

_PICTURE_WITHOUT_ALT = re.compile(r"<img(?![^<>]*\salt=)")


@register.filter(is_safe=True)
@stringfilter
def unbroken(text):
    """Keeps a high punctuation mark on the line of the word that it follows."""
    return typography.unbroken(text)


@register.filter
def rich_text(html):
    """The only way of rich text into a page; it was cleaned when it was saved, by RichTextField."""
    html = _PICTURE_WITHOUT_ALT.sub('<img alt=""', typography.unbroken_html(html))
    # A wide table scrolls by itself, also by keyboard, so that the page need not.
    frame = f'<div class="table" role="region" tabindex="0" aria-label="{escape(gettext("Table"))}">'
    html = html.replace("<table", f"{frame}<table").replace("</table>", "</table></div>")
    return mark_safe(html)  # noqa: S308


@register.filter
def marked(html):
    """A redline; what is seen as inserted and deleted is heard, too."""
    for tag, begins, ends in (
        ("ins", gettext("[inserted:"), gettext("end of what was inserted]")),
        ("del", gettext("[deleted:"), gettext("end of what was deleted]")),
    ):
        html = html.replace(f"<{tag}>", f'<{tag}><span class="unseen"> {escape(begins)} </span>')
        html = html.replace(f"</{tag}>", f'<span class="unseen"> {escape(ends)} </span></{tag}>')
    return rich_text(html)


@register.filter(expects_localtime=True)
def iso(moment):
    """For an attribute datetime, where a second has three digits more at most."""
    return moment.isoformat(timespec="seconds")


@register.filter
def kind_label(kind):
    return Release.Kind(kind).label if kind in Release.Kind else kind


@register.filter
def names(lines):
    """The organisations that a release is about; of many, the first two."""
    known = [line["name"] for line in lines]
    if len(known) <= 3:
        return ", ".join(known)
    others = len(known) - 2
    return ngettext("%(names)s and %(number)d other", "%(names)s and %(number)d others", others) % {
        "names": ", ".join(known[:2]),
        "number": others,
    }


@register.filter
def file_type(mime_type):
    """PDF, DOCX, JPG: what journalists call it."""
    known = {kind.mime: kind.extensions[0].upper() for kind in (*DOCUMENTS, *IMAGES)}
    return known.get(mime_type, gettext("File"))


@register.filter
def page_numbers(page):
    return page.paginator.get_elided_page_range(page.number, on_each_side=1)


@register.simple_tag(takes_context=True)
def page_address(context, number):
    """The first page of a list has one address, without a number; what narrows the list stays."""
    query, page = context.get("query", ""), "" if number == 1 else f"page={number}"
    asked = "&".join(filter(None, [query, page]))
    return f"?{asked}" if asked else context["request"].path


@register.simple_tag(takes_context=True)
def canonical_query(context):
    """Of what an address asks for, that on which its page depends."""
    page = context.get("page_obj")
    address = page_address(context, page.number if page else 1)
    return address if address.startswith("?") else ""


@register.simple_tag(takes_context=True)
def addresses(context):
    """This page in each language where it exists, as (code, name, path)."""
    if "alternates" in context:
        return context["alternates"] or []
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None:
        return []
    return [(code, name, _reverse(code, match.view_name, match.kwargs)) for code, name in settings.LANGUAGES]


@register.simple_tag(takes_context=True)
def language_links(context):
    """(code, name, path) for every language: the same page, else what is said in its place."""
    known = {code: path for code, _name, path in addresses(context)}
    return [
        (code, languages.own_name(code), known.get(code) or _instead(code, context.get("reference")))
        for code in languages.LANGUAGES
    ]


def _instead(code, reference):
    if reference:
        return _reverse(code, "release_by_reference", {"reference": reference})
    return _reverse(code, "home", {})


def _reverse(code, name, kwargs):
    with override(code):
        return reverse(name, kwargs=kwargs)


@register.simple_tag
def accessibility_status():
    """In words; the statement itself says why."""
    value = under_clock("status of accessibility", _accessibility_status)
    return SitePage.Conformance(value).label if value else ""


def _accessibility_status():
    statement = SitePage.objects.filter(key=SitePage.Key.ACCESSIBILITY).order_by()
    return statement.values_list("conformance", flat=True).first() or ""
