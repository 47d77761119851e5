import re
from functools import cache

from django import template
from django.conf import settings
from django.template.defaultfilters import stringfilter
from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, ngettext, override

from common import languages
from common.origin import origin_of
from common.public_pages import FewUnderClock
from common.uploads import DOCUMENTS, IMAGES

from ..models import Release, SitePage
from ..texts import datelines, excerpts, pictures, typography
from ..texts.tables import with_figures, with_scopes
from ..texts.taken_down import notice_of

register = template.Library()
register.filter("excerpt", excerpts.excerpt)
register.filter("dateline", datelines.dateline)
register.filter("taken_down_notice", notice_of)
register.filter("long_date", datelines.long_date, expects_localtime=True)

# On every page, so in the memory of this process.
_status: FewUnderClock[str] = FewUnderClock(1)
_LINK = re.compile(r'<a(?=[^<>]*\shref="https?://([^"]+)")([^<>]*)>([^<>]*)</a>')
_FIRST = re.compile(r"\b1er\b")
_PICTURE_WITHOUT_ALT = re.compile(r"<img(?![^<>]*\salt=)")


@register.filter(is_safe=True)
@stringfilter
def unbroken(text):
    """Keeps a high punctuation mark on the line of the word that it follows."""
    return typography.unbroken(text)


@register.filter
def raised(text):
    """The letters of 1er stand above the line, as French sets them; a copy of it says 1er all the same."""
    return mark_safe(_FIRST.sub("1<sup>er</sup>", conditional_escape(text)))  # noqa: S308


@register.filter
def rich_text(html, files=()):
    """The way of rich text into a page; it was cleaned when it was saved, by RichTextField.

    `files` are those of its edition, so that its pictures come in the width that is needed.
    """
    html = pictures.with_renditions(_LINK.sub(_spelt_out, html), files)
    html = _PICTURE_WITHOUT_ALT.sub('<img alt=""', html)
    html = with_scopes(with_figures(typography.unbroken_html(html)))
    # A wide table scrolls by itself, also by keyboard, so that the page need not.
    label = escape(gettext("Table"))
    frame = f'<div class="table" role="region" tabindex="0" aria-label="{label}">'
    html = html.replace("<table", f"{frame}<table").replace("</table>", "</table></div>")
    return mark_safe(html)  # noqa: S308


@register.filter
def rich_text_elsewhere(html, files=()):
    """The same for other sites, which have pages of their own around it."""
    return mark_safe(pictures.with_one_rendition(typography.unbroken_html(html), files))  # noqa: S308


def _spelt_out(link):
    """Names a link whose words are its address: on paper it needs no second one."""
    address, attributes, words = link.groups()
    is_own = _bare(words) == _bare(address)
    return f'<a class="spelt-out"{attributes}>{words}</a>' if is_own else link[0]


def _bare(address):
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.strip()).rstrip("/")


@register.simple_tag
def shown_picture(picture, place=""):
    """`place` is one of PLACES, or a feed, which chooses no width; elsewhere the picture itself is shown."""
    if place == "feed":
        return pictures.one_picture(picture)
    return pictures.picture_tag(picture, place) if place else pictures.original(picture)


@register.filter
def marked(html):
    """A redline; what is seen as inserted and deleted is heard, too."""
    for tag, begins, ends in (
        ("ins", gettext("[inserted:"), gettext("end of what was inserted]")),
        ("del", gettext("[deleted:"), gettext("end of what was deleted]")),
    ):
        # The text may be in another language than the page.
        unseen = f'<span class="unseen" lang="{get_language()}"> {{}} </span>'.format
        html = html.replace(f"<{tag}>", f"<{tag}>{unseen(escape(begins))}")
        html = html.replace(f"</{tag}>", f"{unseen(escape(ends))}</{tag}>")
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
    """None where some are left out: to compare each with a translated sign would take as long as the rest."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1)
    return [number if isinstance(number, int) else None for number in numbers]


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
def page_links(context):
    """Of the head: the page's own address, its neighbours in a list, the same page in each language."""
    origin = origin_of(context["request"])
    links = [("canonical", "", origin + context["request"].path + canonical_query(context))]
    page, pages = context.get("page_obj"), _addresses(context)
    if page and page.has_previous():
        links.append(("prev", "", page_address(context, page.previous_page_number())))
    if page and page.has_next():
        links.append(("next", "", page_address(context, page.next_page_number())))
    if len(pages) > 1 and not (page and page.number > 1):
        links += [("alternate", code, origin + path) for code, _name, path in pages]
        links.append(("alternate", "x-default", origin + context.get("x_default", pages[0][2])))
    return format_html_join("\n", '<link rel="{}"{} href="{}">', [_with_language(*link) for link in links])


def _with_language(rel, code, address):
    return rel, format_html(' hreflang="{}"', code) if code else "", address


def _addresses(context):
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
    known = {code: path for code, _name, path in _addresses(context)}
    return [
        (code, languages.own_name(code), known.get(code) or _instead(code, context.get("reference")))
        for code in languages.LANGUAGES
    ]


def _instead(code, reference):
    if reference:
        return _reverse(code, "release_by_reference", {"reference": reference})
    return _reverse(code, "home", {})


def _reverse(code, name, kwargs):
    return _reverse_with(code, name, kwargs) if kwargs else _reverse_alone(code, name)


def _reverse_with(code, name, kwargs):
    with override(code):
        return reverse(name, kwargs=kwargs)


@cache
def _reverse_alone(code, name):
    return _reverse_with(code, name, {})


@register.simple_tag
def accessibility_status():
    """In words; the statement itself says why."""
    value = _status.get("accessibility", _accessibility_status)
    return SitePage.Conformance(value).label if value else ""


def _accessibility_status():
    statement = SitePage.objects.filter(key=SitePage.Key.ACCESSIBILITY).order_by()
    return statement.values_list("conformance", flat=True).first() or ""
