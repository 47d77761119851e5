"""The one allow-list of rich text: what the editor offers is what the cleaner keeps."""

import re

import nh3
from django.conf import settings
from django_prose_editor.config import allowlist_from_extensions, expand_extensions

from common import characters

from .addresses import normalise_link, own_file, own_picture
from .bounds import check_bounds

# Raise it with every change of what is kept: `manage.py clean_texts` then cleans what was kept before.
ALLOW_LIST = 7
URL_SCHEMES = ["http", "https", "mailto", "tel"]
EXTENSIONS = {
    "Heading": {"levels": [2, 3]},
    "Bold": True,
    "Italic": True,
    "Superscript": True,
    "Subscript": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": URL_SCHEMES},
    "Figure": True,
    "Caption": True,
    "Image": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "HTML": False,
    "NoSpellCheck": False,
    **dict.fromkeys(settings.EDITOR_EXTENSIONS, True),
}
# Clean HTML has < and > in tags alone: a pattern that goes past the next < tries all that follow, from each.
_PICTURE = re.compile(r'<img[^<>]*\ssrc="/files/([^"]+)"')
_LINKED_FILE = re.compile(r'<a[^<>]*\shref="/files/([^"#?]+)')
_PICTURE_FROM_ELSEWHERE = re.compile(r'<img(?: (?:alt|width|height)="[^"]*")*>')
_FIGURE = re.compile(r"<figure>((?:(?!</?figure>).)*)</figure>", re.DOTALL)
_CAPTION = re.compile(r"<figcaption>((?:(?!</?figcaption>).)*)</figcaption>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
# Stands in for a no-break space in the cleaner, and for nothing else: it is no character.
_NO_BREAK = "\ufdd0"
_SIZE = re.compile(r"[0-9]{1,4}")
_EMPTY = re.compile(r"^(\s|&nbsp;|<br>|</?p>)*$")


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    kept = _kept_value(name, value.replace(_NO_BREAK, "\xa0"))
    return kept and kept.replace("\xa0", _NO_BREAK)


def _kept_value(name: str, value: str) -> str | None:
    if name == "src":
        return own_picture(value)
    if name == "href":
        # A place within the text: the editor keeps no places, so the link leads nowhere.
        return None if value.startswith("#") else own_file(value) or normalise_link(value) or value
    if name in ("colspan", "rowspan", "width", "height", "start") and not _SIZE.fullmatch(value):
        return None
    return value


def _cleaner(*marks: str) -> nh3.Cleaner:
    """`marks` are kept besides; <del> without them is dropped with what is in it."""
    allowed = allowlist_from_extensions(expand_extensions(EXTENSIONS))
    attributes = {tag: set(names) for tag, names in allowed["attributes"].items()}
    attributes["img"] = {"src", "alt", "width", "height"}
    attributes.pop("figure", None)
    attributes["a"] = {"href", "title"}
    return nh3.Cleaner(
        tags={*allowed["tags"], *marks},
        attributes=attributes,
        # Deleted in tracked changes: not for publication.
        clean_content_tags={"script", "style", "del"} - set(marks),
        url_schemes=set(URL_SCHEMES),
        link_rel="noopener",
        attribute_filter=_keep_attribute,
    )


_CLEANER = _cleaner()
_CLEANER_OF_MARKED = _cleaner("ins", "del")


def _clean(html: str, cleaner: nh3.Cleaner = _CLEANER) -> str:
    """The cleaner without its weakness: after each no-break space it reads the rest of the text anew."""
    hidden = html.replace("\xa0", _NO_BREAK).replace("&nbsp;", _NO_BREAK)
    return cleaner.clean(hidden).replace(_NO_BREAK, "&nbsp;")


def clean_marked_html(html: str) -> str:
    """For what is shown and never kept: the same list, and what was inserted and deleted."""
    return _clean(html, _CLEANER_OF_MARKED)


class CleanHTML(str):
    """Came out of the cleaner under the allow-list of today."""

    __slots__ = ()


def clean_html(html: str | None) -> CleanHTML:
    """Only what EXTENSIONS allow, as well-formed HTML; '' where nothing is left to read.

    Raises ValidationError for what is too long or too deep.
    """
    if not html or isinstance(html, CleanHTML):
        return CleanHTML(html or "")
    check_bounds(html)
    # Letters before elements: a sign taken out, or an accent on a bracket, makes another element or address.
    # Twice: where an element was dropped, those around it may nest as no parser would read them again.
    cleaned = _with_lone_captions_as_words(_clean(_clean(_with_clean_letters(html))))
    cleaned = _without_pictureless_figures(_PICTURE_FROM_ELSEWHERE.sub("", cleaned))
    # What a parser completes may grow.
    check_bounds(cleaned)
    return CleanHTML("" if _EMPTY.match(cleaned) else cleaned)


def _with_clean_letters(html):
    """Those that are written as entities, too: the cleaner writes them as letters."""
    written = _clean(characters.clean(html))
    return characters.clean(written)


def _with_lone_captions_as_words(html):
    """Of figures that never had a picture, which the editor cannot show."""
    words = _FIGURE.sub(lambda figure: figure[0] if _says_more(figure[1]) else _words_of(figure[1]), html)
    return html if words == html else _clean(words)


def _words_of(figure):
    return _CAPTION.sub(r"<p>\1</p>", figure)


def _without_pictureless_figures(html):
    """A caption never stays alone where its picture was taken out."""
    shorter = _FIGURE.sub(lambda figure: figure[0] if _says_more(figure[1]) else "", html)
    return html if shorter == html else _without_pictureless_figures(shorter)


def _says_more(figure):
    return "<img" in figure or not _EMPTY.match(_TAG.sub("", _CAPTION.sub("", figure)))


def pictures_in(html: str) -> list[str]:
    """Storage paths, without the folder, of the uploaded pictures that a text shows."""
    return _PICTURE.findall(html)


def linked_files_in(html: str) -> list[str]:
    """The same of the uploaded files that it links to."""
    return _LINKED_FILE.findall(html)
